// A long stream of links and the streams it points into, computed when they are read.
// Values that never change once made: any thread.
#pragma once

#include "core/sandbox/event_wire.h"
#include "core/sandbox/store_reader.h"

#include <vector>

namespace core::sandbox {

/// What became of a target stream. Of every hundred: ten truncated by $tb, five by $maxCount, five
/// soft-deleted, three tombstoned, two that never were, five too short.
enum class SyntheticFate {
    Whole,
    TruncatedBefore, ///< the first half is cut off
    MaxCount,        ///< a quarter is kept
    SoftDeleted,
    Tombstoned,
    NeverWritten,
    Short, ///< the last tenth was never written
};

/// NAME holds `links` links; link i points to event i / T of target i % T, the streams "NAME-0",
/// "NAME-1", ... of which there are T = `targets` (or as many as links). Every link whose number is
/// a multiple of 10,007 points where the link T before it does. For "$ce-x" the targets are "x-0",
/// ... Nothing of it stands in $all, and what is written to these names is not shown.
class SyntheticStream
{
public:
    static constexpr qint64 UsualTargets = 10'000;

    SyntheticStream(QByteArray name, qint64 links, qint64 targets = UsualTargets);

    [[nodiscard]] static SyntheticFate fateOf(qint64 target);
    [[nodiscard]] qint64 targets() const { return m_targets; }
    [[nodiscard]] qint64 eventsOf(qint64 target) const;

    /// Which of the streams a name is, if it is one.
    struct Part {
        enum class Kind { Links, Target, Metadata };
        Kind kind = Kind::Links;
        qint64 target = 0;
    };
    [[nodiscard]] std::optional<Part> partOf(const QByteArray &name) const;
    [[nodiscard]] QByteArray nameOf(const Part &part) const;
    [[nodiscard]] StreamView viewOf(const Part &part) const;
    /// Without the id of its stream.
    [[nodiscard]] StoredEvent event(const Part &part, qint64 revision) const;

private:
    [[nodiscard]] RetentionRules rulesOf(qint64 target) const;
    [[nodiscard]] QByteArray metadataOf(qint64 target) const;
    [[nodiscard]] ProposedEvent proposed(const Part &part, qint64 revision) const;

    QByteArray m_name;
    QByteArray m_targetPrefix;
    qint64 m_links;
    qint64 m_targets;
};

/// All synthetic streams of a store. The ids of their streams and types are below zero, which no
/// stored one is.
class SyntheticStreams
{
public:
    void add(QByteArray name, qint64 links, qint64 targets);

    [[nodiscard]] std::optional<StreamView> stream(const QByteArray &name) const;
    [[nodiscard]] QByteArray streamName(qint64 stream) const;
    [[nodiscard]] static QByteArray typeName(qint64 type);
    [[nodiscard]] std::vector<StoredEvent>
    events(qint64 stream, const RevisionRange &range, qint64 limit, bool backwards) const;

private:
    std::vector<SyntheticStream> m_streams;
};

} // namespace core::sandbox
