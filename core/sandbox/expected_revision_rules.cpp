#include "core/sandbox/expected_revision_rules.h"

namespace core::sandbox {

namespace {

constexpr Decision Append{Decision::Kind::Append, NoRevision};
constexpr Decision Wrong{Decision::Kind::WrongExpectedRevision, NoRevision};
constexpr Decision Deleted{Decision::Kind::StreamDeleted, NoRevision};

Decision repeatOf(qint64 last)
{
    return {Decision::Kind::Repeat, last};
}

/// Steps 5 to 7: the first id decides whether this is new; then all the rest must be known too.
Decision decideByMemory(const std::vector<EventId> &ids, const KnownIds &known)
{
    qint64 last = NoRevision;
    for (const EventId &id : ids) {
        const auto revision = known.recent(id);
        if (!revision)
            return last == NoRevision ? Append : Wrong;
        last = *revision;
    }
    return ids.empty() ? Append : repeatOf(last);
}

/// Steps 8 to 11: the events after the expected revision are compared with those sent.
Decision decideByStoredIds(const StreamFacts &stream,
                           qint64 expected,
                           const std::vector<EventId> &ids,
                           const KnownIds &known)
{
    qint64 revision = expected;
    for (const EventId &id : ids) {
        ++revision;
        if (known.recent(id) == revision || known.isStoredAt(revision, id))
            continue;
        const bool isFirst = revision == expected + 1;
        return isFirst && expected == expected::NoStream && stream.isSoftDeleted ? Append : Wrong;
    }
    return ids.empty() ? Wrong : repeatOf(revision);
}

} // namespace

Decision decideWrite(const StreamFacts &stream,
                     qint64 expected,
                     const std::vector<EventId> &ids,
                     const KnownIds &known)
{
    if (stream.isTombstoned)
        return Deleted;
    if (expected == expected::StreamExists) {
        if (stream.isSoftDeleted)
            return Deleted;
        if (stream.last == NoRevision && !stream.hasMetadataEvents)
            return Wrong;
    }
    if (expected == expected::Any || expected == expected::StreamExists)
        return decideByMemory(ids, known);
    if (expected < stream.last)
        return decideByStoredIds(stream, expected, ids, known);
    return expected > stream.last ? Wrong : Append;
}

} // namespace core::sandbox
