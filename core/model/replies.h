// What comes back from a write, and what is known of a stream.
// Values: any thread.
#pragma once

#include "core/base/error.h"
#include "core/base/expected_revision.h"
#include "core/base/ids.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <variant>

namespace core {

/// The server acknowledged the write.
struct Written {
    /// Of the last event; absent for deletes and for an empty write to a stream without events.
    std::optional<Revision> revision;
    std::optional<Position> position; ///< absent where the transport gives none

    friend bool operator==(const Written &, const Written &) = default;
};

/// The server refused the write: the stream is not where it was expected. Nothing was written.
struct WrongRevision {
    ExpectedRevision expected;
    std::optional<Revision> actual; ///< absent: the stream has no events, if that is told
    bool isActualTold = true;

    friend bool operator==(const WrongRevision &, const WrongRevision &) = default;
};

/// The request left, no answer came: it may or may not have been carried out.
/// A repeat must send the same ids; reading the stream for them settles the question.
struct OutcomeUnknown {
    QList<EventId> ids; ///< of the events sent; empty for a delete
    Error reason;

    friend bool operator==(const OutcomeUnknown &, const OutcomeUnknown &) = default;
};

/// A Result<WriteOutcome> whose error is set was certainly not carried out.
using WriteOutcome = std::variant<Written, WrongRevision, OutcomeUnknown>;

/// The metadata of a stream as its last $metadata event holds it.
struct StreamMetadata {
    std::optional<Revision> revision; ///< of the metadata stream; absent: there is none
    QByteArray json;                  ///< exactly as stored

    friend bool operator==(const StreamMetadata &, const StreamMetadata &) = default;
};

/// In which of the states of protocol.md section 5 a stream is, as far as reads can tell.
struct StreamState {
    enum class Kind {
        NotFound,         ///< never written, no metadata
        MetadataOnly,     ///< metadata but no event yet
        Alive,            ///< has readable events
        AllTruncated,     ///< exists, but every event is truncated or expired
        SoftDeleted,      ///< $tb is the largest number; an append brings it back
        Tombstoned,       ///< deleted for good
        NotFoundOrDenied, ///< not found, and its metadata may not be read: soft deletion cannot be
                          ///< told
    };
    Kind kind = Kind::NotFound;
    std::optional<Revision> first; ///< first readable revision
    std::optional<Revision> last;  ///< last revision, where the server tells it
    StreamMetadata metadata;

    friend bool operator==(const StreamState &, const StreamState &) = default;
};

} // namespace core
