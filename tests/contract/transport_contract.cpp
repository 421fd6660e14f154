#include "tests/contract/transport_contract.h"

#include "core/text/json_text.h"
#include "core/transport/any_transport.h"

#include <QMetaEnum>
#include <QRandomGenerator>
#include <QTextStream>

#include <utility>

using namespace core;

namespace contract {

namespace {

void complain(const QString &text)
{
    QTextStream(stderr) << text << Qt::endl;
}

std::optional<TransportKind> chosenTransport()
{
    const QString name = qEnvironmentVariable("TRIBUTARY_TEST_TRANSPORT", QStringLiteral("grpc"));
    if (name == QStringLiteral("grpc"))
        return TransportKind::Grpc;
    if (name == QStringLiteral("http"))
        return TransportKind::Http;
    complain(QStringLiteral("TRIBUTARY_TEST_TRANSPORT: there is no transport \"%1\"").arg(name));
    return std::nullopt;
}

Abilities abilitiesOf(TransportKind transport)
{
    if (transport == TransportKind::Grpc)
        return {};
    return {.tellsWritePositions = false,
            .writesNothing = false,
            .keepsPayloadsTogether = false,
            .limitsAppends = false,
            .tellsPositions = false,
            .tellsLinkIds = false,
            .tellsMethods = false,
            .listsEveryLink = false};
}

std::optional<Target>
makeTarget(const QString &name, const QString &connection, TransportKind transport)
{
    const auto parsed = parseConnectionString(connection);
    if (!parsed) {
        complain(name + QStringLiteral(": ") + parsed.error().message);
        return std::nullopt;
    }
    ConnectionSettings settings = parsed->settings;
    settings.transport = transport;
    return Target{name, settings, anyTransportFactory(), abilitiesOf(transport), nullptr};
}

std::optional<Target>
makeSandbox(SandboxProfile profile, const QString &name, TransportKind transport)
{
    SandboxOptions options;
    options.profile = profile;
    const auto started = Sandbox::start(options);
    if (!started) {
        complain(name + QStringLiteral(": ") + started.error().message);
        return std::nullopt;
    }
    auto target = makeTarget(name, (*started)->connectionString(), transport);
    if (target)
        target->sandbox = *started;
    return target;
}

QString codeText(ErrorCode code)
{
    return QString::fromLatin1(QMetaEnum::fromType<ErrorCode>().valueToKey(int(code)));
}

} // namespace

std::optional<QList<Target>> targets()
{
    const auto transport = chosenTransport();
    if (!transport)
        return std::nullopt;
    QList<std::optional<Target>> found;
    const QString named = qEnvironmentVariable("TRIBUTARY_TEST_SERVER");
    if (!named.isEmpty()) {
        found.append(makeTarget(QStringLiteral("TRIBUTARY_TEST_SERVER"), named, *transport));
    } else {
        found.append(
            makeSandbox(SandboxProfile::V20_10, QStringLiteral("sandbox 20.10"), *transport));
        found.append(
            makeSandbox(SandboxProfile::V23_10, QStringLiteral("sandbox 23.10"), *transport));
        found.append(
            makeSandbox(SandboxProfile::V24_10, QStringLiteral("sandbox 24.10"), *transport));
        found.append(
            makeSandbox(SandboxProfile::V25_1, QStringLiteral("sandbox 25.1"), *transport));
    }
    QList<Target> all;
    for (const auto &target : std::as_const(found)) {
        if (!target)
            return std::nullopt;
        all.append(*target);
    }
    return all;
}

QList<quint64> ReadAnswer::revisions() const
{
    QList<quint64> revisions;
    for (const ResolvedEvent &event : events)
        revisions.append(event.original().revision.value);
    return revisions;
}

QList<QByteArray> ReadAnswer::data() const
{
    QList<QByteArray> data;
    for (const ResolvedEvent &event : events)
        data.append(event.shown().data);
    return data;
}

FeedRecord::FeedRecord(std::unique_ptr<EventFeed> feed)
    : m_feed(std::move(feed))
{
    EventFeed *const from = m_feed.get();
    QObject::connect(from, &EventFeed::batchReady, from, [this](const EventBatch &batch) {
        events.append(batch);
    });
    QObject::connect(from, &EventFeed::firstRevisionKnown, from, [this](Revision revision) {
        first = revision;
    });
    QObject::connect(
        from, &EventFeed::lastRevisionKnown, from, [this](Revision revision) { last = revision; });
    QObject::connect(from, &EventFeed::confirmed, from, [this] { ++confirmed; });
    QObject::connect(from, &EventFeed::caughtUp, from, [this] { ++caughtUp; });
    QObject::connect(from, &EventFeed::checkpointReached, from, [this](Position position) {
        checkpoints.append(position);
    });
    QObject::connect(
        from, &EventFeed::finished, from, [this](const Result<Done> &result) { end = result; });
}

bool FeedRecord::waitForEvents(qsizetype count)
{
    return QTest::qWaitFor([&] { return events.size() >= count || end; }, PatienceMs)
           && events.size() >= count;
}

bool FeedRecord::waitForCaughtUp()
{
    return QTest::qWaitFor([&] { return caughtUp > 0 || end; }, PatienceMs) && caughtUp > 0;
}

bool FeedRecord::waitForEnd()
{
    return QTest::qWaitFor([&] { return end.has_value(); }, PatienceMs);
}

ContractTest::ContractTest(Target target)
    : m_target(std::move(target))
    , m_tag(QString::number(QRandomGenerator::system()->generate64(), 36))
{}

ContractTest::~ContractTest() = default;

void ContractTest::makeClient()
{
    m_client = std::make_unique<Client>(m_target.settings, m_target.transport);
}

void ContractTest::makeHastyClient()
{
    ConnectionSettings settings = m_target.settings;
    settings.defaultDeadline = std::chrono::seconds(4);
    settings.longPoll = std::chrono::seconds(1);
    m_client = std::make_unique<Client>(settings, m_target.transport);
}

void ContractTest::cleanup()
{
    if (QTest::currentTestFailed())
        complain(QStringLiteral("         against ") + m_target.name);
    m_client.reset();
}

/// Somebody else's server is left with nothing to see of the test; what cannot be deleted, since it
/// is deleted already, stays so.
void ContractTest::cleanupTestCase()
{
    if (m_target.sandbox)
        return;
    makeClient();
    for (const StreamName &stream : std::as_const(m_made))
        (void)remove(stream, DeleteMode::Soft);
    m_client.reset();
}

template<typename T, typename Start>
Result<T> ContractTest::answerOf(Start start)
{
    std::optional<Result<T>> answer;
    const Call call = start([&answer](const Result<T> &result) { answer = result; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, PatienceMs))
        return Error{ErrorCode::Timeout, QStringLiteral("the test waited in vain"), {}};
    return *answer;
}

QString ContractTest::serverVersion()
{
    if (!m_version) {
        const auto info = serverInfo();
        m_version = info ? info->version : QString();
    }
    return *m_version;
}

StreamName ContractTest::newStream(const QString &what)
{
    const StreamName stream(
        QStringLiteral("tributarytest%1-%2-%3").arg(m_tag).arg(m_made.size()).arg(what));
    m_made.append(stream);
    return stream;
}

NewEvent ContractTest::newEvent(const QByteArray &data, const QString &type)
{
    return {EventId::random(), type, ContentType::Json, data, {}};
}

QList<NewEvent> ContractTest::newEvents(int count)
{
    QList<NewEvent> events;
    for (int i = 0; i < count; ++i)
        events.append(newEvent("{\"n\":" + QByteArray::number(i) + '}'));
    return events;
}

NewEvent ContractTest::newLink(const QByteArray &data)
{
    return {EventId::random(), QStringLiteral("$>"), ContentType::Bytes, data, {}};
}

Result<WriteOutcome> ContractTest::append(const StreamName &stream,
                                          const ExpectedRevision &expected,
                                          const QList<NewEvent> &events,
                                          AlteredPayloads altered)
{
    return answerOf<WriteOutcome>([&](auto callback) {
        return m_client->append({stream, expected, events, std::nullopt, altered}, callback);
    });
}

std::optional<Position> ContractTest::positionOf(const Result<WriteOutcome> &result,
                                                 const StreamName &stream)
{
    if (!isWritten(result) || can().tellsWritePositions)
        return writtenPosition(result);
    constexpr quint64 FarEnough = 500;
    ConnectionSettings settings = m_target.settings;
    settings.transport = TransportKind::Grpc;
    Client client(settings, m_target.transport);
    FeedRecord record(client.read({.stream = StreamName::all(),
                                   .from = FromEnd{},
                                   .direction = Direction::Backwards,
                                   .count = FarEnough}));
    record.feed().grant(qint64(FarEnough));
    if (!record.waitForEnd())
        return std::nullopt;
    for (const ResolvedEvent &event : std::as_const(record.events)) {
        if (event.original().stream == stream)
            return event.original().position;
    }
    return std::nullopt;
}

bool ContractTest::appendNew(const StreamName &stream, int count)
{
    return isWritten(append(stream, ExpectedRevision::noStream(), newEvents(count)));
}

Result<WriteOutcome>
ContractTest::remove(const StreamName &stream, DeleteMode mode, const ExpectedRevision &expected)
{
    return answerOf<WriteOutcome>([&](auto callback) {
        return m_client->remove({stream, expected, mode}, callback);
    });
}

Result<WriteOutcome> ContractTest::setMetadata(const StreamName &stream,
                                               const QByteArray &json,
                                               const ExpectedRevision &expected)
{
    return answerOf<WriteOutcome>(
        [&](auto callback) { return m_client->setMetadata(stream, json, expected, callback); });
}

Result<StreamMetadata> ContractTest::metadata(const StreamName &stream)
{
    return answerOf<StreamMetadata>(
        [&](auto callback) { return m_client->metadata(stream, callback); });
}

Result<StreamState> ContractTest::streamState(const StreamName &stream)
{
    return answerOf<StreamState>(
        [&](auto callback) { return m_client->streamState(stream, callback); });
}

Result<ServerInfo> ContractTest::serverInfo()
{
    return answerOf<ServerInfo>([&](auto callback) { return m_client->serverInfo(callback); });
}

ReadAnswer ContractTest::read(const ReadRequest &request)
{
    FeedRecord record(m_client->read(request));
    record.feed().grant(1'000'000);
    if (!record.waitForEnd())
        record.end = Error{ErrorCode::Timeout, QStringLiteral("the test waited in vain"), {}};
    return {record.events, record.first, record.last, *record.end};
}

std::unique_ptr<FeedRecord> ContractTest::subscribe(const SubscribeRequest &request, qint64 credit)
{
    auto record = std::make_unique<FeedRecord>(m_client->subscribe(request));
    record->feed().grant(credit);
    return record;
}

ReadAnswer ContractTest::readAll(const StreamName &stream, bool resolveLinks)
{
    ReadRequest request;
    request.stream = stream;
    request.resolveLinks = resolveLinks;
    return read(request);
}

bool isWritten(const Result<WriteOutcome> &result)
{
    return result && std::holds_alternative<Written>(*result);
}

std::optional<Revision> writtenRevision(const Result<WriteOutcome> &result)
{
    return isWritten(result) ? std::get<Written>(*result).revision : std::nullopt;
}

std::optional<Position> writtenPosition(const Result<WriteOutcome> &result)
{
    return isWritten(result) ? std::get<Written>(*result).position : std::nullopt;
}

QList<QByteArray> compacted(const QList<QByteArray> &data)
{
    QList<QByteArray> all;
    for (const QByteArray &one : data)
        all.append(compactJson(one).value_or(one));
    return all;
}

QString outcomeText(const Result<WriteOutcome> &result)
{
    if (!result) {
        // Why, beside the code that a test compares.
        qInfo("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
        return QStringLiteral("error ") + codeText(result.error().code);
    }
    const auto revisionText = [](const std::optional<Revision> &revision) {
        return revision ? revision->toString() : QStringLiteral("none");
    };
    if (const auto *written = std::get_if<Written>(&*result))
        return QStringLiteral("written ") + revisionText(written->revision);
    if (const auto *wrong = std::get_if<WrongRevision>(&*result))
        return QStringLiteral("wrong revision, actual ") + revisionText(wrong->actual);
    return QStringLiteral("outcome unknown: ") + std::get<OutcomeUnknown>(*result).reason.message;
}

QString endText(const Result<Done> &result)
{
    return result ? QStringLiteral("done")
                  : QStringLiteral("error ") + codeText(result.error().code);
}

} // namespace contract
