// What the metadata of a link says, in words: which projection wrote it, because of which event.
// Values: any thread.
#pragma once

#include "core/base/ids.h"
#include "core/model/recorded_event.h"
#include "core/text/json_text.h"

#include <QByteArray>
#include <QList>

namespace core {

/// One member of the metadata.
struct LinkFact {
    QString key;      ///< "$causedBy"
    QString words;    ///< what it means: "Caused by the event with this id"
    QByteArray value; ///< the value's JSON, exactly as it stands there

    friend bool operator==(const LinkFact &, const LinkFact &) = default;
};

/// The keys are those that projections write (protocol.md section 6.2). A member that is missing,
/// or is not what it should be, is absent here and still a fact.
struct LinkMetadata {
    QList<LinkFact> facts;                ///< all members in their order
    std::optional<Position> source;       ///< $c and $p: where in the log its cause stands
    std::optional<StreamName> original;   ///< $o
    std::optional<EventId> causedBy;      ///< $causedBy
    std::optional<QString> correlationId; ///< $correlationId
    bool isDeletion = false;              ///< $deleted is there: a deletion marker
    std::optional<JsonNote> problem;      ///< it is not a JSON object

    /// Of the metadata's bytes; nothing at all is no problem.
    [[nodiscard]] static LinkMetadata parse(QByteArrayView json);

    friend bool operator==(const LinkMetadata &, const LinkMetadata &) = default;
};

/// $c of the metadata alone, quickly; for bisection over many links.
[[nodiscard]] std::optional<Position> sourcePosition(QByteArrayView json);

/// Whether a link says "a stream was deleted here" instead of pointing to an event that somebody
/// wrote. Projections leave one for each deletion: with "$deleted" in its metadata, in $ce- streams
/// to "$$stream" or to the tombstone. Cheap for links that are none.
[[nodiscard]] bool isDeletionMarker(const RecordedEvent &link);

/// The stream that a deletion marker says was deleted.
[[nodiscard]] StreamName deletedStream(const RecordedEvent &marker);

} // namespace core
