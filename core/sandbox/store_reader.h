// Reads pages of the log and of streams, and what a link points to.
// Lives on one of the store's threads, with a connection of its own.
#pragma once

#include "core/sandbox/database.h"
#include "core/sandbox/stored_event.h"
#include "core/sandbox/stream_metadata_rules.h"

#include <QHash>

#include <memory>
#include <vector>

namespace core::sandbox {

/// A stream as a reader finds it.
struct StreamView {
    qint64 id = 0;
    qint64 last = NoRevision;
    RetentionRules rules;
    bool isTombstoned = false;

    /// There is nothing to be read and never was, or it is soft-deleted: told the same way.
    [[nodiscard]] bool isMissing() const
    {
        return !isTombstoned && (last == NoRevision || rules.isSoftDeleted());
    }
    [[nodiscard]] qint64 firstRevision() const { return rules.firstRevision(last); }
};

/// Which of a stream's events: revisions from first to last, not created before oldestCreated.
struct RevisionRange {
    qint64 first = 0;
    qint64 last = 0;
    qint64 oldestCreated = std::numeric_limits<qint64>::min();
};

class SyntheticStreams;

class StoreReader
{
public:
    explicit StoreReader(std::shared_ptr<Database> database);

    /// Shows these streams too.
    void show(std::shared_ptr<const SyntheticStreams> synthetic);

    /// Until the reader goes out of this scope it sees one state of the store.
    class Snapshot
    {
    public:
        explicit Snapshot(StoreReader &reader);
        ~Snapshot();
        Snapshot(const Snapshot &) = delete;
        Snapshot &operator=(const Snapshot &) = delete;

    private:
        StoreReader &m_reader;
    };

    [[nodiscard]] StreamView stream(const QByteArray &name);

    [[nodiscard]] std::vector<StoredEvent>
    forwards(qint64 stream, const RevisionRange &range, qint64 limit);
    [[nodiscard]] std::vector<StoredEvent>
    backwards(qint64 stream, const RevisionRange &range, qint64 limit);
    /// The first revision in a range, if any.
    [[nodiscard]] std::optional<qint64> firstIn(qint64 stream, const RevisionRange &range);

    /// Events of the log from a position on, it included.
    [[nodiscard]] std::vector<StoredEvent> logForwards(qint64 from, qint64 limit);
    /// Events of the log before a position.
    [[nodiscard]] std::vector<StoredEvent> logBackwards(qint64 before, qint64 limit);
    /// A record begins there, or the log ends at or before it.
    [[nodiscard]] bool isRecordBoundary(qint64 position);
    /// The position after the last record.
    [[nodiscard]] qint64 endOfLog();
    /// Where the next record will begin.
    [[nodiscard]] qint64 nextPosition();
    /// Of the last event; 0 if there is none.
    [[nodiscard]] qint64 lastPosition();

    /// The event that a link names; nothing if it cannot be read.
    [[nodiscard]] std::optional<StoredEvent> target(const QByteArray &stream, qint64 revision);

    [[nodiscard]] QByteArray streamName(qint64 stream);
    [[nodiscard]] QByteArray typeName(qint64 type);

    /// What went wrong since the last call; empty if nothing did.
    [[nodiscard]] QString takeFailure() { return m_database->takeFailure(); }

private:
    [[nodiscard]] std::vector<StoredEvent> rows(QSqlQuery &query, qint64 limit);
    [[nodiscard]] qint64 number(const QString &sql);
    [[nodiscard]] QByteArray name(const QString &sql, qint64 id, QHash<qint64, QByteArray> &known);

    std::shared_ptr<Database> m_database;
    std::shared_ptr<const SyntheticStreams> m_synthetic; ///< none: only what is stored
    QHash<qint64, QByteArray> m_streamNames;
    QHash<qint64, QByteArray> m_typeNames;
};

} // namespace core::sandbox
