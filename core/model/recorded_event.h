// An event as a server keeps it, and what a read returns for it.
// Values of implicitly shared parts: any thread, cheap to copy.
#pragma once

#include "core/base/event_time.h"
#include "core/base/ids.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace core {

/// What the writer said of the data; the server proves nothing.
enum class ContentType { Json, Bytes };

struct RecordedEvent {
    StreamName stream;
    Revision revision;
    std::optional<Position>
        position; ///< absent where the server does not tell (stream reads before 22.10)
    EventId id;   ///< null where the server does not tell (a link read over HTTP)
    QString type;
    EventTime created; ///< not told of a link's target in an HTTP list
    ContentType contentType = ContentType::Bytes;
    QByteArray data;     ///< exactly as stored, if `dataExact`
    QByteArray metadata; ///< exactly as stored, if `metadataExact`; empty if there is none
    /// False where the server told less than what it has stored (HTTP lists): bytes that are no
    /// text are replaced or missing, and a link's data is what it means instead of what it says.
    bool dataExact = true;
    bool metadataExact = true;
    /// Over HTTP the server answers nothing that holds it, as is so only of a link whose text names
    /// no event: nothing else of it is known than its place.
    bool isUnanswered = false;

    [[nodiscard]] bool isExact() const { return dataExact && metadataExact; }
    [[nodiscard]] bool isLink() const { return type == QStringLiteral("$>"); }

    friend bool operator==(const RecordedEvent &, const RecordedEvent &) = default;
};

/// What a read gives for one place in a stream. Without link resolution, or for an ordinary event,
/// only `event` is set. A resolved link has both; a link whose target cannot be had has only
/// `link`.
struct ResolvedEvent {
    std::optional<RecordedEvent> event;
    std::optional<RecordedEvent> link;

    /// The event that stands at this place of the stream that was read: the link if there is one.
    [[nodiscard]] const RecordedEvent &original() const { return link ? *link : *event; }
    /// What there is to show: the target if it could be had, else the link itself.
    [[nodiscard]] const RecordedEvent &shown() const { return event ? *event : *link; }
    [[nodiscard]] bool isBroken() const { return link && !event; }

    friend bool operator==(const ResolvedEvent &, const ResolvedEvent &) = default;
};

using EventBatch = QList<ResolvedEvent>;

} // namespace core

Q_DECLARE_METATYPE(core::RecordedEvent)
Q_DECLARE_METATYPE(core::ResolvedEvent)
