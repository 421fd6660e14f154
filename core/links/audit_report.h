// What an audit of a link stream found, and how it is saved.
// Values: any thread.
#pragma once

#include "core/links/link_state.h"
#include "core/model/link_target.h"

#include <QByteArray>
#include <QList>
#include <QMap>

#include <chrono>

namespace core {

/// How much an audit keeps; all else it forgets. The defaults need some 60 MiB at the very most.
struct AuditLimits {
    qsizetype targetStreams = 50'000; ///< with counts of their own; the links of others are lumped
    size_t ranges = 1'000'000;        ///< of revisions seen, to find targets linked twice
    qsizetype examples = 5;           ///< of each reason, and of targets linked twice
};

/// One link of the stream that is worth showing.
struct AuditExample {
    Revision link;                    ///< in the stream that was audited
    QString text;                     ///< what the link says
    std::optional<LinkTarget> target; ///< none for a malformed one
    QString why;                      ///< a sentence

    friend bool operator==(const AuditExample &, const AuditExample &) = default;
};

/// The links into one stream.
struct AuditTargetStream {
    StreamName stream;
    quint64 links = 0;
    quint64 broken = 0;
    quint64 open = 0; ///< did not resolve; the stream has not been asked about yet
    LinkState reason = LinkState::Found; ///< of the last broken one

    friend bool operator==(const AuditTargetStream &, const AuditTargetStream &) = default;
};

/// events = links + markers + references + others, and links = resolved + broken + open.
struct AuditReport {
    StreamName stream;
    std::optional<Revision> first; ///< that was read
    std::optional<Revision> last;
    bool isComplete = false; ///< false: stopped, or not finished yet
    std::chrono::milliseconds duration{};

    quint64 events = 0;     ///< everything that stands in the stream
    quint64 links = 0;      ///< "$>", deletion markers apart
    quint64 resolved = 0;   ///< to an event
    quint64 broken = 0;     ///< all of `reasons`
    quint64 open = 0;       ///< did not resolve, not known why yet: 0 in a complete one
    quint64 markers = 0;    ///< links that say "a stream was deleted here"
    quint64 references = 0; ///< "$@"
    quint64 others = 0;     ///< ordinary events
    quint64 toLinks = 0;    ///< among `resolved`: the target is a link itself

    QMap<LinkState, quint64> reasons;
    QMap<TruncatedBy, quint64> truncations; ///< EventTruncated by its rule
    QMap<LinkState, QList<AuditExample>> examples;

    quint64 targetStreams = 0;             ///< how many, of those that were kept apart
    QList<AuditTargetStream> byStream;     ///< as they were met; see mostBrokenFirst()
    quint64 openStreams = 0;               ///< of `byStream`: with links that are open
    std::optional<AuditTargetStream> rest; ///< beyond AuditLimits::targetStreams, without a name

    quint64 repeated = 0; ///< links whose target an earlier link had already
    QList<AuditExample> repeatedExamples;
    /// Repeated targets were looked for up to here only: there was no room for more.
    std::optional<Revision> repeatedUpTo;

    friend bool operator==(const AuditReport &, const AuditReport &) = default;
};

/// Then the most open, then by name. There may be tens of thousands: not on the GUI thread.
[[nodiscard]] QList<AuditTargetStream> mostBrokenFirst(QList<AuditTargetStream> streams);

/// A line an object, "kind" first: one "summary", then "reason", "target-stream", "repeated".
[[nodiscard]] QByteArray auditNdjson(const AuditReport &report);
/// For people; tables of what is broken, at most a hundred streams.
[[nodiscard]] QByteArray auditMarkdown(const AuditReport &report);

} // namespace core
