// The values that the sandbox's store takes and gives: events, writes, answers to writes.
// Values: any thread.
#pragma once

#include "core/base/ids.h"

#include <QByteArray>

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace core::sandbox {

/// The largest revision stands for "deleted": as $tb for a soft delete, as the last revision for a
/// tombstone (protocol.md sections 3.7 and 5).
inline constexpr qint64 DeletedRevision = std::numeric_limits<qint64>::max();
inline constexpr qint64 NoRevision = -1;
inline constexpr qint64 NoPosition = -1;

/// Expected revisions as the server counts them (protocol.md section 3.8); from 0 on exact ones.
namespace expected {
inline constexpr qint64 NoStream = -1;
inline constexpr qint64 Any = -2;
inline constexpr qint64 StreamExists = -4;
} // namespace expected

inline constexpr char LinkType[] = "$>";
inline constexpr char StreamReferenceType[] = "$@";
inline constexpr char MetadataType[] = "$metadata";
inline constexpr char StreamDeletedType[] = "$streamDeleted";

/// An event as a writer proposes it. Names and texts are UTF-8.
struct ProposedEvent {
    EventId id;
    QByteArray type;
    bool isJson = false;
    QByteArray data;
    QByteArray metadata;
    std::optional<qint64> created = std::nullopt; ///< ticks since the epoch; now without one
};

struct Write {
    QByteArray stream;
    qint64 expected = expected::Any;
    std::vector<ProposedEvent> events;
};

struct Deletion {
    QByteArray stream;
    qint64 expected = expected::Any;
    bool forGood = false;
    std::optional<qint64> created = std::nullopt;
};

/// How a write or a deletion ended.
struct WriteAnswer {
    enum class Kind { Done, WrongExpectedRevision, StreamDeleted, Failed };
    Kind kind = Kind::Failed;
    qint64 revision = NoRevision; ///< Done: of the last event. Wrong: where the stream is
    qint64 position = NoPosition; ///< of the last event; unknown where a repeated one is unreadable
    std::string failure;          ///< Failed: what the database said
};

/// A row of the log. The body holds the fields of the wire's RecordedEvent that never change
/// (event_wire.h).
struct StoredEvent {
    qint64 position = 0;
    qint64 stream = 0;
    qint64 revision = 0;
    qint64 type = 0;
    QByteArray id;
    QByteArray body;
};

/// Positions grow as if each record took its body and these bytes of a log, as on a server.
inline constexpr qint64 RecordHead = 96;
/// Where the record after an event begins.
[[nodiscard]] inline qint64 positionAfter(const StoredEvent &event)
{
    return event.position + RecordHead + event.body.size();
}

[[nodiscard]] inline bool isMetadataStream(const QByteArray &name)
{
    return name.startsWith("$$");
}
[[nodiscard]] inline QByteArray metadataStreamOf(const QByteArray &name)
{
    return "$$" + name;
}
[[nodiscard]] inline QByteArray originalStreamOf(const QByteArray &metadataStream)
{
    return metadataStream.mid(2);
}

} // namespace core::sandbox
