// A page of events as the AtomPub API lists it (protocol.md section 7.6), taken apart.
// Values and pure functions: any thread.
#pragma once

#include "core/base/event_time.h"
#include "core/base/ids.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <variant>

namespace core {

/// One event's own place.
struct AtomPlace {
    StreamName stream;
    Revision revision;

    friend bool operator==(const AtomPlace &, const AtomPlace &) = default;
};

/// What embed=rich and above tell of an event.
struct AtomEvent {
    AtomPlace place;
    EventId id;
    QString type;
    bool isJson = false;
    /// The stored bytes read as UTF-8, so that U+FFFD stands for any that are none; absent where
    /// they were not embedded.
    std::optional<QByteArray> data;
    QByteArray metadata; ///< likewise; empty: none

    friend bool operator==(const AtomEvent &, const AtomEvent &) = default;
};

struct AtomEntry {
    /// "17@order-42": the event's own place, or the one that a link points to, written anew by the
    /// server.
    QString title;
    /// When the event was written; of a link: when the link was.
    EventTime updated;
    /// Absent with embed=none, and where a link's target cannot be had.
    std::optional<AtomEvent> event;
    /// Where it stands in the stream that was read. Absent as `event` is.
    std::optional<AtomPlace> position;
    /// Set of a link that was resolved, may be empty.
    std::optional<QByteArray> linkMetadata;
    bool isLink = false; ///< a link that was resolved, or could not be

    friend bool operator==(const AtomEntry &, const AtomEntry &) = default;
};

struct AtomFeed {
    QString stream;            ///< empty of $all
    bool headOfStream = false; ///< a stream read forwards: nothing comes after this
    /// Where the neighbouring pages begin, a revision or 32 hexadecimal digits; empty: there is
    /// none.
    QByteArray older;
    QByteArray newer;
    QList<AtomEntry> entries; ///< newest first, in both directions

    friend bool operator==(const AtomFeed &, const AtomFeed &) = default;
};

/// The feed, or what about it is not as promised, in a few words for an error.
[[nodiscard]] std::variant<AtomFeed, QString> parseAtomFeed(const QByteArray &json);

/// When the event of a single entry was written; nothing where that cannot be read.
[[nodiscard]] std::optional<EventTime> momentOfAtomEntry(const QByteArray &json);

/// "2026-11-22T17:12:32.191854Z" with up to seven decimals; nothing where it is no such thing.
[[nodiscard]] std::optional<EventTime> parseAtomTime(QByteArrayView text);

/// 32 hexadecimal digits, commit and prepare; nothing where they are not.
[[nodiscard]] std::optional<Position> parseFeedPosition(QByteArrayView text);
[[nodiscard]] QByteArray feedPositionText(Position position);

} // namespace core
