// Whether a write may be carried out: the server's decision table (protocol.md section 3.8).
// Pure: any thread.
#pragma once

#include "core/sandbox/stored_event.h"

#include <functional>
#include <vector>

namespace core::sandbox {

/// What a write finds of its stream.
struct StreamFacts {
    qint64 last = NoRevision; ///< of the last event; soft-deleted streams keep theirs
    bool isTombstoned = false;
    bool isSoftDeleted = false;
    bool hasMetadataEvents = false;
};

/// What is known of earlier writes to this stream.
struct KnownIds {
    /// The revision that the memory of recent writes has for an id in this stream, if any.
    std::function<std::optional<qint64>(const EventId &)> recent;
    /// Whether the stored event of that revision has that id.
    std::function<bool(qint64 revision, const EventId &)> isStoredAt;
};

struct Decision {
    enum class Kind {
        Append,
        Repeat, ///< all of it was written before; nothing is written
        WrongExpectedRevision,
        StreamDeleted,
    };
    Kind kind = Kind::Append;
    qint64 repeatedLast = NoRevision; ///< Repeat: revision of the last event of the earlier write

    friend bool operator==(const Decision &, const Decision &) = default;
};

[[nodiscard]] Decision decideWrite(const StreamFacts &stream,
                                   qint64 expected,
                                   const std::vector<EventId> &ids,
                                   const KnownIds &known);

} // namespace core::sandbox
