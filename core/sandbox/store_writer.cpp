#include "core/sandbox/store_writer.h"

#include "core/base/event_time.h"
#include "core/sandbox/event_wire.h"
#include "core/sandbox/json_object.h"
#include "core/sandbox/link_rules.h"

#include <QVariant>

namespace core::sandbox {

namespace {

constexpr qint64 FirstPosition = 512;
constexpr size_t StreamsRemembered = 50'000;
/// What projections write for a stream before its first event: everybody may read it.
constexpr char ProjectedStreamMetadata[] = R"({"$acl":{"$r":"$all","$mr":"$all"}})";

QByteArray bytesOf(const EventId &id)
{
    return QByteArray(reinterpret_cast<const char *>(id.bytes().data()),
                      static_cast<qsizetype>(id.bytes().size()));
}

EventId idFrom(const QByteArray &bytes)
{
    EventId::Bytes raw{};
    std::copy_n(bytes.cbegin(), qMin<qsizetype>(bytes.size(), 16), raw.begin());
    return EventId(raw);
}

QVariant orNull(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant(QMetaType(QMetaType::LongLong));
}

std::optional<qint64> numberOrNone(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

std::vector<EventId> idsOf(const std::vector<ProposedEvent> &events)
{
    std::vector<EventId> ids;
    ids.reserve(events.size());
    for (const ProposedEvent &event : events)
        ids.push_back(event.id);
    return ids;
}

ProposedEvent metadataEvent(const QByteArray &json, std::optional<qint64> created)
{
    return {EventId::random(), MetadataType, true, json, {}, created};
}

} // namespace

StoreWriter::StoreWriter(std::shared_ptr<Database> database, Options options)
    : m_database(std::move(database))
    , m_options(std::move(options))
{
    loadCounters();
}

void StoreWriter::loadCounters()
{
    const auto numbers = [this](const QString &sql) {
        QSqlQuery &query = m_database->statement(sql);
        const bool found = m_database->run(query) && query.next();
        const qint64 number = found ? query.value(0).toLongLong() : 0;
        query.finish();
        return number;
    };
    const qint64 afterEvents = numbers(
        QStringLiteral("SELECT position + length(body) FROM event ORDER BY position DESC LIMIT 1"));
    const qint64 afterEmpty = numbers(QStringLiteral("SELECT max(position) FROM empty_write"));
    const qint64 last = std::max(afterEvents, afterEmpty);
    m_nextPosition = last == 0 ? FirstPosition : last + RecordHead;
    m_nextStream = numbers(QStringLiteral("SELECT max(id) FROM stream")) + 1;
    m_nextType = numbers(QStringLiteral("SELECT max(id) FROM type")) + 1;
}

bool StoreWriter::isEmpty() const
{
    return m_nextPosition == FirstPosition;
}

bool StoreWriter::begin()
{
    m_database->forgetFailure();
    m_touched.clear();
    if (m_streams.size() > StreamsRemembered)
        m_streams.clear();
    return m_database->run(QStringLiteral("BEGIN IMMEDIATE"));
}

bool StoreWriter::commit()
{
    writeStreams();
    return !m_database->hasFailed() && m_database->run(QStringLiteral("COMMIT"));
}

void StoreWriter::rollBack()
{
    m_database->run(QStringLiteral("ROLLBACK"));
    m_streams.clear();
    m_changed.clear();
    m_types.clear();
    m_recent.clear();
    m_toProject.clear();
    m_touched.clear();
    loadCounters();
}

WriteAnswer StoreWriter::write(const Write &write)
{
    const Decision decision = decide(write.stream, write.expected, idsOf(write.events));
    if (decision.kind == Decision::Kind::Repeat)
        return repeated(write.stream, decision.repeatedLast);
    if (decision.kind != Decision::Kind::Append)
        return refusal(decision, write.stream);

    const bool isBroughtBack = rulesOf(write.stream).isSoftDeleted();
    const QByteArray described
        = isMetadataStream(write.stream) ? originalStreamOf(write.stream) : QByteArray();
    const bool bringsBackDescribed = !described.isEmpty()
                                     && stream(described).last != DeletedRevision
                                     && rulesOf(described).isSoftDeleted();
    const qint64 before = stream(write.stream).last;
    qint64 position = write.events.empty() ? insertEmptyWrite() : NoPosition;
    for (const ProposedEvent &event : write.events)
        position = append(write.stream, event);
    const qint64 revision = stream(write.stream).last;

    const auto created = write.events.empty() ? std::nullopt : write.events.back().created;
    if (isBroughtBack)
        bringBack(write.stream, before + 1, created);
    if (bringsBackDescribed)
        bringBack(described, stream(described).last + 1, created);
    projectPending();
    return done(revision, position);
}

WriteAnswer StoreWriter::deleteStream(const Deletion &deletion)
{
    const QByteArray &name = deletion.stream;
    const Decision decision = decide(name, deletion.expected, {EventId::random()});
    const bool canBeAbsent = m_options.profile.deletesMissingStreams || deletion.forGood;
    const StreamFacts facts = factsOf(name);
    const bool isAbsent = facts.last == NoRevision && !facts.hasMetadataEvents;
    if (decision.kind != Decision::Kind::Append)
        return refusal(decision, name);
    if (isAbsent && !canBeAbsent)
        return refusal({Decision::Kind::WrongExpectedRevision, NoRevision}, name);

    qint64 position = NoPosition;
    if (deletion.forGood) {
        position = insert(name,
                          DeletedRevision,
                          {EventId::random(), StreamDeletedType, false, {}, {}, deletion.created});
        if (isMetadataStream(name) && stream(originalStreamOf(name)).id != 0)
            existingStream(originalStreamOf(name)).rules = {};
    } else {
        const QByteArray json = "{\"$tb\":" + QByteArray::number(DeletedRevision) + '}';
        position = append(metadataStreamOf(name), metadataEvent(json, deletion.created));
    }
    projectPending();
    return done(NoRevision, position);
}

Decision
StoreWriter::decide(const QByteArray &name, qint64 expected, const std::vector<EventId> &ids)
{
    const qint64 id = stream(name).id;
    return decideWrite(factsOf(name),
                       expected,
                       ids,
                       {[this, id](const EventId &event) { return m_recent.revisionIn(id, event); },
                        [this, id](qint64 revision, const EventId &event) {
                            return isStoredAt(id, revision, event);
                        }});
}

WriteAnswer StoreWriter::refusal(const Decision &decision, const QByteArray &name)
{
    WriteAnswer answer;
    answer.kind = decision.kind == Decision::Kind::StreamDeleted
                      ? WriteAnswer::Kind::StreamDeleted
                      : WriteAnswer::Kind::WrongExpectedRevision;
    answer.revision = stream(name).last;
    return answer;
}

/// The position is looked up by reading: what cannot be read any more has none.
WriteAnswer StoreWriter::repeated(const QByteArray &name, qint64 revision)
{
    const RetentionRules rules = rulesOf(name);
    const Stream &facts = stream(name);
    if (rules.isSoftDeleted() || revision < rules.firstRevision(facts.last))
        return done(revision, NoPosition);
    QSqlQuery &query = m_database->statement(QStringLiteral(
        "SELECT position FROM event WHERE stream = ? AND revision = ? AND created >= ?"));
    query.bindValue(0, facts.id);
    query.bindValue(1, revision);
    query.bindValue(2, rules.oldestCreated(EventTime::now().ticks));
    const bool found = m_database->run(query) && query.next();
    const qint64 position = found ? query.value(0).toLongLong() : NoPosition;
    query.finish();
    return done(revision, position);
}

WriteAnswer StoreWriter::done(qint64 revision, qint64 position)
{
    if (m_database->hasFailed())
        return {};
    WriteAnswer answer;
    answer.kind = WriteAnswer::Kind::Done;
    answer.revision = revision;
    answer.position = position;
    return answer;
}

qint64 StoreWriter::append(const QByteArray &name, const ProposedEvent &event)
{
    const qint64 position = insert(name, stream(name).last + 1, event);
    if (isMetadataStream(name))
        applyMetadata(name, event);
    return position;
}

qint64 StoreWriter::insert(const QByteArray &name, qint64 revision, const ProposedEvent &event)
{
    const qint64 position = m_nextPosition;
    const qint64 created = event.created.value_or(EventTime::now().ticks);
    const QByteArray body = encodeBody(event, created);
    Stream &written = existingStream(name);

    QSqlQuery &query = m_database->statement(
        QStringLiteral("INSERT INTO event(position, stream, revision, type, created, id, body)"
                       " VALUES(?, ?, ?, ?, ?, ?, ?)"));
    query.bindValue(0, position);
    query.bindValue(1, written.id);
    query.bindValue(2, revision);
    query.bindValue(3, typeId(event.type));
    query.bindValue(4, created);
    query.bindValue(5, bytesOf(event.id));
    query.bindValue(6, body);
    m_database->run(query);

    m_nextPosition += RecordHead + body.size();
    written.last = revision;
    m_recent.put(event.id, written.id, revision);
    m_touched.insert(name);
    if (m_options.projections) {
        m_toProject.push_back(
            {{name, revision, event.id, event.type, event.data, event.metadata, event.isJson},
             position,
             created});
    }
    return position;
}

qint64 StoreWriter::insertEmptyWrite()
{
    const qint64 position = m_nextPosition;
    QSqlQuery &query
        = m_database->statement(QStringLiteral("INSERT INTO empty_write(position) VALUES(?)"));
    query.bindValue(0, position);
    m_database->run(query);
    m_nextPosition += RecordHead;
    return position;
}

void StoreWriter::applyMetadata(const QByteArray &metadataStream, const ProposedEvent &event)
{
    existingStream(originalStreamOf(metadataStream)).rules
        = retentionFrom(event.data, event.isJson);
}

void StoreWriter::bringBack(const QByteArray &name, qint64 from, std::optional<qint64> created)
{
    const auto json = jsonWithMember(lastMetadata(name), "$tb", QByteArray::number(from));
    if (json)
        append(metadataStreamOf(name), metadataEvent(*json, created));
}

void StoreWriter::projectPending()
{
    while (!m_toProject.empty()) {
        ProjectionSource source = std::move(m_toProject.front());
        m_toProject.pop_front();
        if (source.event.type == LinkType)
            source.target = targetOf(source.event);
        for (const Projected &projected : project(source)) {
            const StreamFacts facts = factsOf(projected.stream);
            if (facts.isTombstoned)
                continue;
            if (facts.last == NoRevision && !facts.hasMetadataEvents)
                append(metadataStreamOf(projected.stream),
                       metadataEvent(ProjectedStreamMetadata, projected.event.created));
            append(projected.stream, projected.event);
            if (facts.isSoftDeleted)
                bringBack(projected.stream, facts.last + 1, projected.event.created);
        }
    }
}

std::optional<ProjectionEvent> StoreWriter::targetOf(const ProjectionEvent &link)
{
    const LinkTarget target = linkTarget(link.data);
    if (target.kind != LinkTarget::Kind::Event)
        return std::nullopt;
    const Stream &facts = stream(target.stream);
    const RetentionRules rules = rulesOf(target.stream);
    if (facts.last == DeletedRevision || rules.isSoftDeleted()
        || target.revision < rules.firstRevision(facts.last) || target.revision > facts.last)
        return std::nullopt;
    QSqlQuery &query = m_database->statement(
        QStringLiteral("SELECT e.id, t.name, e.body FROM event e JOIN type t ON t.id = e.type"
                       " WHERE e.stream = ? AND e.revision = ? AND e.created >= ?"));
    query.bindValue(0, facts.id);
    query.bindValue(1, target.revision);
    query.bindValue(2, rules.oldestCreated(EventTime::now().ticks));
    std::optional<ProjectionEvent> event;
    if (m_database->run(query) && query.next()) {
        const QByteArray body = query.value(2).toByteArray();
        event = {target.stream,
                 target.revision,
                 idFrom(query.value(0).toByteArray()),
                 query.value(1).toByteArray(),
                 dataOf(body),
                 metadataOf(body),
                 isJsonOf(body)};
    }
    query.finish();
    return event;
}

StoreWriter::Stream &StoreWriter::stream(const QByteArray &name)
{
    const auto known = m_streams.find(name);
    if (known != m_streams.end())
        return known->second;
    Stream found;
    QSqlQuery &query = m_database->statement(QStringLiteral(
        "SELECT id, last, truncate_before, max_count, max_age FROM stream WHERE name = ?"));
    query.bindValue(0, name);
    if (m_database->run(query) && query.next()) {
        found.id = query.value(0).toLongLong();
        found.last = query.value(1).toLongLong();
        found.rules = {numberOrNone(query.value(2)),
                       numberOrNone(query.value(3)),
                       numberOrNone(query.value(4))};
    }
    query.finish();
    return m_streams.emplace(name, found).first->second;
}

StoreWriter::Stream &StoreWriter::existingStream(const QByteArray &name)
{
    Stream &found = stream(name);
    if (found.id == 0)
        found.id = m_nextStream++;
    if (!found.isChanged)
        m_changed.push_back(name);
    found.isChanged = true;
    return found;
}

RetentionRules StoreWriter::rulesOf(const QByteArray &name)
{
    return isMetadataStream(name) ? retentionOfMetadataStreams() : stream(name).rules;
}

StreamFacts StoreWriter::factsOf(const QByteArray &name)
{
    StreamFacts facts;
    facts.last = stream(name).last;
    // Metadata that was there before a tombstone can still be written, though not read any more.
    facts.isTombstoned = facts.last == DeletedRevision
                         || (isMetadataStream(name) && facts.last == NoRevision
                             && stream(originalStreamOf(name)).last == DeletedRevision);
    facts.isSoftDeleted = rulesOf(name).isSoftDeleted();
    const qint64 metadata = stream(metadataStreamOf(name)).last;
    facts.hasMetadataEvents = metadata != NoRevision && metadata != DeletedRevision;
    return facts;
}

qint64 StoreWriter::typeId(const QByteArray &type)
{
    const auto known = m_types.constFind(type);
    if (known != m_types.cend())
        return *known;
    QSqlQuery &query = m_database->statement(QStringLiteral("SELECT id FROM type WHERE name = ?"));
    query.bindValue(0, type);
    const bool found = m_database->run(query) && query.next();
    const qint64 id = found ? query.value(0).toLongLong() : m_nextType++;
    query.finish();
    if (!found) {
        QSqlQuery &insertion
            = m_database->statement(QStringLiteral("INSERT INTO type(id, name) VALUES(?, ?)"));
        insertion.bindValue(0, id);
        insertion.bindValue(1, type);
        m_database->run(insertion);
    }
    m_types.insert(type, id);
    return id;
}

bool StoreWriter::isStoredAt(qint64 stream, qint64 revision, const EventId &id)
{
    QSqlQuery &query = m_database->statement(
        QStringLiteral("SELECT id FROM event WHERE stream = ? AND revision = ?"));
    query.bindValue(0, stream);
    query.bindValue(1, revision);
    const bool isThere
        = m_database->run(query) && query.next() && query.value(0).toByteArray() == bytesOf(id);
    query.finish();
    return isThere;
}

QByteArray StoreWriter::lastMetadata(const QByteArray &name)
{
    const Stream &metadata = stream(metadataStreamOf(name));
    QSqlQuery &query = m_database->statement(
        QStringLiteral("SELECT body FROM event WHERE stream = ? AND revision = ?"));
    query.bindValue(0, metadata.id);
    query.bindValue(1, metadata.last);
    const bool found = m_database->run(query) && query.next();
    const QByteArray json = found ? dataOf(query.value(0).toByteArray()) : QByteArray();
    query.finish();
    return json;
}

void StoreWriter::writeStreams()
{
    for (const QByteArray &name : m_changed) {
        Stream &changed = stream(name);
        QSqlQuery &query = m_database->statement(QStringLiteral(
            "INSERT INTO stream(id, name, last, truncate_before, max_count, max_age)"
            " VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET last = excluded.last,"
            " truncate_before = excluded.truncate_before, max_count = excluded.max_count,"
            " max_age = excluded.max_age"));
        query.bindValue(0, changed.id);
        query.bindValue(1, name);
        query.bindValue(2, changed.last);
        query.bindValue(3, orNull(changed.rules.truncateBefore));
        query.bindValue(4, orNull(changed.rules.maxCount));
        query.bindValue(5, orNull(changed.rules.maxAgeSeconds));
        m_database->run(query);
        changed.isChanged = false;
    }
    m_changed.clear();
}

} // namespace core::sandbox
