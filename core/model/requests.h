// What can be asked of a server, a struct an operation.
// Values: any thread.
#pragma once

#include "core/base/expected_revision.h"
#include "core/base/ids.h"
#include "core/model/event_filter.h"
#include "core/model/new_event.h"

#include <QList>

#include <chrono>
#include <optional>
#include <variant>

namespace core {

enum class Direction { Forwards, Backwards };

struct FromStart {
    friend bool operator==(const FromStart &, const FromStart &) = default;
};
struct FromEnd {
    friend bool operator==(const FromEnd &, const FromEnd &) = default;
};

/// Where a read begins; inclusive. A Revision goes with a stream, a Position with $all.
/// On the wire a backwards read of $all from a position excludes it (field.md, traps); so does
/// this.
using ReadFrom = std::variant<FromStart, FromEnd, Revision, Position>;

/// Over gRPC every payload is exact. Over HTTP one that is no text costs a request of its own, and
/// so does the moment a link's target was written.
enum class PayloadWish {
    Exact,    ///< the bytes as stored
    AsListed, ///< what the server's lists hold; RecordedEvent::isExact() tells which are the bytes
};

struct ReadRequest {
    StreamName stream; ///< StreamName::all() for the log of all events
    ReadFrom from = FromStart{};
    Direction direction = Direction::Forwards;
    std::optional<quint64> count = std::nullopt; ///< without one: to the end of the stream
    bool resolveLinks = false;
    std::optional<EventFilter> filter = std::nullopt; ///< $all only
    /// How long the server may be silent while events are wanted; the connection's default without
    /// one.
    std::optional<std::chrono::milliseconds> silence = std::nullopt;
    PayloadWish payloads = PayloadWish::Exact;
};

/// What is already known to the subscriber: nothing, everything up to now, or up to and including a
/// place. Exclusive, as on the wire: the first event delivered is the one after it.
using SubscribeAfter = std::variant<FromStart, FromEnd, Revision, Position>;

struct SubscribeRequest {
    StreamName stream;
    SubscribeAfter after = FromStart{};
    bool resolveLinks = false;
    std::optional<EventFilter> filter = std::nullopt; ///< $all only
    /// How long the server may take to confirm; the connection's default without one.
    std::optional<std::chrono::milliseconds> deadline = std::nullopt;
    PayloadWish payloads = PayloadWish::Exact;
};

/// What to do where the wire cannot carry the events as they are: over HTTP several events, or one
/// with metadata, go through a form that the server parses (protocol.md section 7.2).
enum class AlteredPayloads {
    Refuse,       ///< WouldBeAltered before anything is sent, which says what would change
    AcceptLayout, ///< the same, but white space between the tokens of JSON may change
    Accept,
};

struct AppendRequest {
    StreamName stream;
    ExpectedRevision expected;
    QList<NewEvent> events; ///< one write, all or nothing
    std::optional<std::chrono::milliseconds> deadline = std::nullopt;
    AlteredPayloads altered = AlteredPayloads::Refuse;
};

enum class DeleteMode {
    Soft,      ///< can be written again; the old events cannot be read
    Tombstone, ///< for good; the name can never be used again
};

struct DeleteRequest {
    StreamName stream;
    ExpectedRevision expected;
    DeleteMode mode = DeleteMode::Soft;
    std::optional<std::chrono::milliseconds> deadline = std::nullopt;
};

} // namespace core
