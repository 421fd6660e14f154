#include "core/sandbox/store_reader.h"

#include "core/base/event_time.h"
#include "core/sandbox/synthetic_links.h"

#include <QVariant>

namespace core::sandbox {

namespace {

constexpr qsizetype NamesRemembered = 20'000;
/// Streams and types that are computed have ids below zero.
bool isSynthetic(qint64 id)
{
    return id < 0;
}

/// A page ends early once it holds this much, so that large events do not pile up in memory.
constexpr qsizetype PageBytes = 1 << 20;

std::optional<qint64> numberOrNone(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

} // namespace

StoreReader::StoreReader(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{}

void StoreReader::show(std::shared_ptr<const SyntheticStreams> synthetic)
{
    m_synthetic = std::move(synthetic);
}

StoreReader::Snapshot::Snapshot(StoreReader &reader)
    : m_reader(reader)
{
    m_reader.m_database->run(QStringLiteral("BEGIN"));
}

StoreReader::Snapshot::~Snapshot()
{
    m_reader.m_database->run(QStringLiteral("COMMIT"));
}

StreamView StoreReader::stream(const QByteArray &name)
{
    if (const auto synthetic = m_synthetic ? m_synthetic->stream(name) : std::nullopt)
        return *synthetic;
    StreamView view;
    QSqlQuery &query = m_database->statement(QStringLiteral(
        "SELECT id, last, truncate_before, max_count, max_age FROM stream WHERE name = ?"));
    query.bindValue(0, name);
    if (m_database->run(query) && query.next()) {
        view.id = query.value(0).toLongLong();
        view.last = query.value(1).toLongLong();
        view.rules = {numberOrNone(query.value(2)),
                      numberOrNone(query.value(3)),
                      numberOrNone(query.value(4))};
    }
    query.finish();
    view.isTombstoned = view.last == DeletedRevision;
    if (isMetadataStream(name)) {
        view.rules = retentionOfMetadataStreams();
        view.isTombstoned = view.isTombstoned || stream(originalStreamOf(name)).isTombstoned;
    }
    return view;
}

std::vector<StoredEvent>
StoreReader::forwards(qint64 stream, const RevisionRange &range, qint64 limit)
{
    if (isSynthetic(stream))
        return m_synthetic->events(stream, range, limit, false);
    QSqlQuery &query = m_database->statement(
        QStringLiteral("SELECT position, stream, revision, type, id, body FROM event"
                       " WHERE stream = ? AND revision >= ? AND revision <= ? AND created >= ?"
                       " ORDER BY revision LIMIT ?"));
    query.bindValue(0, stream);
    query.bindValue(1, range.first);
    query.bindValue(2, range.last);
    query.bindValue(3, range.oldestCreated);
    query.bindValue(4, limit);
    return rows(query, limit);
}

std::vector<StoredEvent>
StoreReader::backwards(qint64 stream, const RevisionRange &range, qint64 limit)
{
    if (isSynthetic(stream))
        return m_synthetic->events(stream, range, limit, true);
    QSqlQuery &query = m_database->statement(
        QStringLiteral("SELECT position, stream, revision, type, id, body FROM event"
                       " WHERE stream = ? AND revision >= ? AND revision <= ? AND created >= ?"
                       " ORDER BY revision DESC LIMIT ?"));
    query.bindValue(0, stream);
    query.bindValue(1, range.first);
    query.bindValue(2, range.last);
    query.bindValue(3, range.oldestCreated);
    query.bindValue(4, limit);
    return rows(query, limit);
}

std::optional<qint64> StoreReader::firstIn(qint64 stream, const RevisionRange &range)
{
    if (isSynthetic(stream))
        return range.first <= range.last ? std::optional(range.first) : std::nullopt;
    QSqlQuery &query = m_database->statement(QStringLiteral(
        "SELECT revision FROM event WHERE stream = ? AND revision >= ? AND revision <= ?"
        " AND created >= ? ORDER BY revision LIMIT 1"));
    query.bindValue(0, stream);
    query.bindValue(1, range.first);
    query.bindValue(2, range.last);
    query.bindValue(3, range.oldestCreated);
    std::optional<qint64> revision;
    if (m_database->run(query) && query.next())
        revision = query.value(0).toLongLong();
    query.finish();
    return revision;
}

std::vector<StoredEvent> StoreReader::logForwards(qint64 from, qint64 limit)
{
    QSqlQuery &query = m_database->statement(
        QStringLiteral("SELECT position, stream, revision, type, id, body FROM event"
                       " WHERE position >= ? ORDER BY position LIMIT ?"));
    query.bindValue(0, from);
    query.bindValue(1, limit);
    return rows(query, limit);
}

std::vector<StoredEvent> StoreReader::logBackwards(qint64 before, qint64 limit)
{
    QSqlQuery &query = m_database->statement(
        QStringLiteral("SELECT position, stream, revision, type, id, body FROM event"
                       " WHERE position < ? ORDER BY position DESC LIMIT ?"));
    query.bindValue(0, before);
    query.bindValue(1, limit);
    return rows(query, limit);
}

bool StoreReader::isRecordBoundary(qint64 position)
{
    QSqlQuery &query = m_database->statement(
        QStringLiteral("SELECT 1 FROM event WHERE position = ?"
                       " UNION ALL SELECT 1 FROM empty_write WHERE position = ? LIMIT 1"));
    query.bindValue(0, position);
    query.bindValue(1, position);
    const bool isRecord = m_database->run(query) && query.next();
    query.finish();
    return isRecord || position == 0 || position >= endOfLog();
}

qint64 StoreReader::endOfLog()
{
    const qint64 event = number(QStringLiteral("SELECT max(position) FROM event"));
    const qint64 empty = number(QStringLiteral("SELECT max(position) FROM empty_write"));
    return std::max(event, empty) + 1;
}

qint64 StoreReader::nextPosition()
{
    const auto last = logBackwards(std::numeric_limits<qint64>::max(), 1);
    const qint64 empty = number(QStringLiteral("SELECT max(position) FROM empty_write"));
    return std::max(last.empty() ? 0 : positionAfter(last.front()),
                    empty == 0 ? 0 : empty + RecordHead);
}

qint64 StoreReader::lastPosition()
{
    return number(QStringLiteral("SELECT max(position) FROM event"));
}

std::optional<StoredEvent> StoreReader::target(const QByteArray &stream, qint64 revision)
{
    const StreamView view = this->stream(stream);
    const qint64 wanted = revision == NoRevision ? view.last : revision;
    if (view.isMissing() || view.isTombstoned || wanted < view.firstRevision()
        || wanted > view.last)
        return std::nullopt;
    const qint64 oldest = view.rules.oldestCreated(EventTime::now().ticks);
    auto found = forwards(view.id, {wanted, wanted, oldest}, 1);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

QByteArray StoreReader::streamName(qint64 stream)
{
    if (isSynthetic(stream))
        return m_synthetic->streamName(stream);
    return name(QStringLiteral("SELECT name FROM stream WHERE id = ?"), stream, m_streamNames);
}

QByteArray StoreReader::typeName(qint64 type)
{
    if (isSynthetic(type))
        return SyntheticStreams::typeName(type);
    return name(QStringLiteral("SELECT name FROM type WHERE id = ?"), type, m_typeNames);
}

std::vector<StoredEvent> StoreReader::rows(QSqlQuery &query, qint64 limit)
{
    std::vector<StoredEvent> events;
    if (!m_database->run(query))
        return events;
    events.reserve(static_cast<size_t>(limit));
    qsizetype bytes = 0;
    while (bytes < PageBytes && query.next()) {
        events.push_back({query.value(0).toLongLong(),
                          query.value(1).toLongLong(),
                          query.value(2).toLongLong(),
                          query.value(3).toLongLong(),
                          query.value(4).toByteArray(),
                          query.value(5).toByteArray()});
        bytes += events.back().body.size();
    }
    query.finish();
    return events;
}

qint64 StoreReader::number(const QString &sql)
{
    QSqlQuery &query = m_database->statement(sql);
    const bool found = m_database->run(query) && query.next();
    const qint64 result = found ? query.value(0).toLongLong() : 0;
    query.finish();
    return result;
}

QByteArray StoreReader::name(const QString &sql, qint64 id, QHash<qint64, QByteArray> &known)
{
    const auto found = known.constFind(id);
    if (found != known.cend())
        return *found;
    if (known.size() >= NamesRemembered)
        known.clear();
    QSqlQuery &query = m_database->statement(sql);
    query.bindValue(0, id);
    const QByteArray result
        = m_database->run(query) && query.next() ? query.value(0).toByteArray() : QByteArray();
    query.finish();
    known.insert(id, result);
    return result;
}

} // namespace core::sandbox
