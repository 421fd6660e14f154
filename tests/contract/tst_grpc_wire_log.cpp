// What the wire log is told of calls over gRPC, by a client of a real server.
#include "core/client/client.h"
#include "core/sandbox/sandbox.h"
#include "core/transport/grpc/grpc_transport.h"
#include "core/wire_log/wire_log.h"

#include <QTcpServer>
#include <QTest>

#include "streams.pb.h"
#include <google/protobuf/util/json_util.h>

using namespace core;
namespace streams = event_store::client::streams;

namespace {

constexpr const char *Password = "hunter2-and-more";

AppendRequest appendOf(const QString &stream, const QList<QByteArray> &payloads)
{
    AppendRequest request{.stream = StreamName(stream), .expected = {}, .events = {}};
    for (const QByteArray &payload : payloads)
        request.events.append(
            {EventId::random(), QStringLiteral("Thing"), ContentType::Json, payload, {}});
    return request;
}

/// The messages of a log's text, one a line.
template<typename Message>
QList<Message> parsed(const QByteArray &text)
{
    QList<Message> messages;
    for (const QByteArray &line : text.split('\n')) {
        Message message;
        if (google::protobuf::util::JsonStringToMessage(line.toStdString(), &message).ok())
            messages.append(message);
    }
    return messages;
}

template<typename Message>
qint64 bytesOf(const QList<Message> &messages)
{
    qint64 bytes = 0;
    for (const Message &message : messages)
        bytes += qint64(message.ByteSizeLong());
    return bytes;
}

/// Everything that an entry says, in one text.
QByteArray wholeText(const WireEntry &entry)
{
    QList<QByteArray> parts{entry.connection.toUtf8(),
                            entry.node.toString().toUtf8(),
                            entry.method.toUtf8(),
                            entry.target.toUtf8(),
                            entry.status.toUtf8(),
                            entry.request,
                            entry.answer,
                            entry.tlsCaFile.toUtf8(),
                            entry.userCertFile.toUtf8(),
                            entry.userKeyFile.toUtf8()};
    parts += entry.requestHeaders + entry.answerHeaders;
    return parts.join('\n');
}

} // namespace

class TstGrpcWireLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto started = Sandbox::start({});
        QVERIFY(started);
        m_sandbox = *started;
    }
    void cleanupTestCase() { m_sandbox.reset(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        connectTo(m_sandbox->port());
    }
    void cleanup()
    {
        m_feed.reset();
        m_call = {};
        m_client.reset();
        m_log.reset();
    }

    void anAppendIsTold();
    void aReadIsTold();
    void aRefusalNamesTheServersReason();
    void aWrongRevisionIsAnAnswer();
    void aMissingStreamIsTold();
    void theServersFeaturesAndNodesAreAsked();
    void aServerThatIsNotThereGivesNoAnswer();
    void aServerThatSaysNothingIsSeenRunning();
    void aSubscriptionIsSeenRunningUntilItEnds();
    void ofALongReadTheFirstAnswersAreKept();
    void ofALargeEventTheStartIsKept();
    void noSecretIsTold();

private:
    void connectTo(quint16 port)
    {
        const auto parsed = parseConnectionString(
            QStringLiteral("kurrentdb://admin:%1@127.0.0.1:%2?tls=false&connectionName=shop")
                .arg(QString::fromLatin1(Password))
                .arg(port));
        QVERIFY(parsed);
        m_log = std::make_unique<WireLog>();
        m_client = std::make_unique<Client>(
            parsed->settings, grpcTransportFactory(m_log->sinkFor(QStringLiteral("till 3"))));
    }
    /// The last call of this RPC once it has ended; nothing if it does not come.
    [[nodiscard]] std::optional<WireEntry> ended(const char *rpc)
    {
        return last(rpc, [](const WireEntry &entry) { return !entry.isRunning; });
    }
    [[nodiscard]] std::optional<WireEntry>
    last(const char *rpc, const std::function<bool(const WireEntry &)> &accepts)
    {
        std::optional<WireEntry> found;
        const QString method = QStringLiteral("event_store.client.") + QString::fromLatin1(rpc);
        (void)QTest::qWaitFor(
            [&] {
                for (qsizetype i = m_log->size() - 1; i >= 0 && !found; --i) {
                    if (m_log->at(i).method == method && accepts(m_log->at(i)))
                        found = m_log->at(i);
                }
                return found.has_value();
            },
            20'000);
        return found;
    }
    void append(const AppendRequest &request)
    {
        m_outcome.reset();
        m_call = m_client->append(request, [this](const auto &result) { m_outcome = result; });
    }
    void appendAndWait(const QString &stream, const QList<QByteArray> &payloads)
    {
        append(appendOf(stream, payloads));
        QTRY_VERIFY(m_outcome);
        QVERIFY(*m_outcome);
    }

    std::shared_ptr<Sandbox> m_sandbox;
    std::unique_ptr<WireLog> m_log;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<EventFeed> m_feed;
    std::optional<Result<WriteOutcome>> m_outcome;
    Call m_call;
};

void TstGrpcWireLog::anAppendIsTold()
{
    appendAndWait(QStringLiteral("told"), {"{\"n\":1}", "{\"n\":2}"});
    const auto entry = ended("streams.Streams/Append");
    QVERIFY(entry);
    QCOMPARE(entry->status, QStringLiteral("OK"));
    QVERIFY(!entry->failed);
    QCOMPARE(entry->target, QStringLiteral("told"));
    QCOMPARE(entry->connection, QStringLiteral("till 3"));
    QCOMPARE(entry->node.port, m_sandbox->port());
    QVERIFY(entry->microseconds > 0);
    QVERIFY(qAbs(entry->started.ticks - EventTime::now().ticks) < 60 * EventTime::TicksPerSecond);
    const auto sent = parsed<streams::AppendReq>(entry->request);
    QCOMPARE(sent.size(), 3);
    QCOMPARE(sent[0].options().stream_identifier().stream_name(), std::string("told"));
    QCOMPARE(sent[2].proposed_message().data(), std::string("{\"n\":2}"));
    QCOMPARE(entry->bytesSent, bytesOf(sent));
    const auto answer = parsed<streams::AppendResp>(entry->answer);
    QCOMPARE(answer.value(0).success().current_revision(), 1u);
    QCOMPARE(entry->bytesReceived, bytesOf(answer));
    QVERIFY(entry->requestHeaders.contains("requires-leader: true"));
    QVERIFY(entry->requestHeaders.contains("connection-name: shop"));
}

void TstGrpcWireLog::aReadIsTold()
{
    appendAndWait(QStringLiteral("read"), {"1", "2", "3"});
    ReadRequest request;
    request.stream = StreamName(QStringLiteral("read"));
    m_feed = m_client->read(request);
    m_feed->grant(100);
    const auto entry = ended("streams.Streams/Read");
    QVERIFY(entry);
    QCOMPARE(entry->status, QStringLiteral("OK"));
    QCOMPARE(entry->target, QStringLiteral("read"));
    QCOMPARE(parsed<streams::ReadReq>(entry->request).size(), 1);
    const auto answers = parsed<streams::ReadResp>(entry->answer);
    QCOMPARE(answers.value(2).event().event().data(), std::string("3"));
    QCOMPARE(entry->bytesReceived, bytesOf(answers));
    QVERIFY(!entry->answerCut);
}

void TstGrpcWireLog::aRefusalNamesTheServersReason()
{
    appendAndWait(QStringLiteral("refuses"), {"1"});
    const DeleteRequest request{.stream = StreamName(QStringLiteral("refuses")),
                                .expected = ExpectedRevision::exact(Revision{7}),
                                .mode = DeleteMode::Soft};
    m_call = m_client->remove(request, [](const auto &) {});
    const auto entry = ended("streams.Streams/Delete");
    QVERIFY(entry);
    QCOMPARE(entry->status, QStringLiteral("FAILED_PRECONDITION (wrong-expected-version)"));
    QVERIFY(entry->failed);
    QVERIFY(entry->answerHeaders.contains("exception: wrong-expected-version"));
}

void TstGrpcWireLog::aWrongRevisionIsAnAnswer()
{
    AppendRequest request = appendOf(QStringLiteral("unwritten"), {"1"});
    request.expected = ExpectedRevision::exact(Revision{7});
    append(request);
    const auto entry = ended("streams.Streams/Append");
    QVERIFY(entry);
    QCOMPARE(entry->status, QStringLiteral("OK"));
    QVERIFY(parsed<streams::AppendResp>(entry->answer).value(0).has_wrong_expected_version());
}

void TstGrpcWireLog::aMissingStreamIsTold()
{
    ReadRequest request;
    request.stream = StreamName(QStringLiteral("nowhere"));
    m_feed = m_client->read(request);
    m_feed->grant(1);
    const auto entry = ended("streams.Streams/Read");
    QVERIFY(entry);
    QCOMPARE(entry->status, QStringLiteral("OK (stream-not-found)"));
    QVERIFY(entry->failed);
}

void TstGrpcWireLog::theServersFeaturesAndNodesAreAsked()
{
    m_call = m_client->serverInfo([](const auto &) {});
    const auto features = ended("server_features.ServerFeatures/GetSupportedMethods");
    QVERIFY(features);
    QCOMPARE(features->status, QStringLiteral("OK"));
    QVERIFY(features->answer.contains("eventStoreServerVersion"));
    const auto gossip = ended("gossip.Gossip/Read");
    QVERIFY(gossip);
    QCOMPARE(gossip->request, QByteArray("{}"));
    QVERIFY(!gossip->requestHeaders.contains("requires-leader: true"));
}

void TstGrpcWireLog::aServerThatIsNotThereGivesNoAnswer()
{
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const quint16 port = nobody.serverPort();
    nobody.close();
    connectTo(port);
    append(appendOf(QStringLiteral("s"), {"1"}));
    const auto entry = last("server_features.ServerFeatures/GetSupportedMethods",
                            [](const WireEntry &told) { return told.failed; });
    QVERIFY(entry);
    QVERIFY2(entry->status.startsWith(QStringLiteral("no answer: ")), qPrintable(entry->status));
    QCOMPARE(entry->bytesReceived, 0);
}

void TstGrpcWireLog::aServerThatSaysNothingIsSeenRunning()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    connectTo(silent.serverPort());
    append(appendOf(QStringLiteral("s"), {"1"}));
    const auto running = last("server_features.ServerFeatures/GetSupportedMethods",
                              [](const WireEntry &entry) { return entry.isRunning; });
    QVERIFY(running);
    QCOMPARE(running->status, QStringLiteral("running"));
    m_client.reset();
    const auto entry = ended("server_features.ServerFeatures/GetSupportedMethods");
    QVERIFY(entry);
    QCOMPARE(entry->status, QStringLiteral("cancelled"));
    QCOMPARE(entry->serial, running->serial);
}

void TstGrpcWireLog::aSubscriptionIsSeenRunningUntilItEnds()
{
    appendAndWait(QStringLiteral("live"), {"\"first\""});
    SubscribeRequest request;
    request.stream = StreamName(QStringLiteral("live"));
    m_feed = m_client->subscribe(request);
    m_feed->grant(1000);
    const auto has = [](const char *data) {
        return [data](const WireEntry &entry) {
            return entry.isRunning && entry.answer.contains(QByteArray(data).toBase64());
        };
    };
    const auto before = last("streams.Streams/Read", has("\"first\""));
    QVERIFY(before);
    appendAndWait(QStringLiteral("live"), {"\"other\""});
    const auto after = last("streams.Streams/Read", has("\"other\""));
    QVERIFY(after);
    QCOMPARE(after->serial, before->serial);
    QVERIFY(after->bytesReceived > before->bytesReceived);
    m_feed.reset();
    const auto entry = ended("streams.Streams/Read");
    QVERIFY(entry);
    QCOMPARE(entry->serial, before->serial);
    QCOMPARE(entry->status, QStringLiteral("cancelled"));
    QVERIFY(!entry->failed);
}

void TstGrpcWireLog::ofALongReadTheFirstAnswersAreKept()
{
    const QByteArray payload = '"' + QByteArray(100, 'x') + '"';
    appendAndWait(QStringLiteral("long"), QList<QByteArray>(500, payload));
    ReadRequest request;
    request.stream = StreamName(QStringLiteral("long"));
    m_feed = m_client->read(request);
    m_feed->grant(1000);
    const auto entry = ended("streams.Streams/Read");
    QVERIFY(entry);
    QVERIFY(entry->answerCut);
    QCOMPARE(entry->answer.count('\n'), 9);
    QVERIFY(entry->answer.size() <= WireEntry::BodyLimit);
    QVERIFY(entry->bytesReceived > 500 * payload.size());
}

void TstGrpcWireLog::ofALargeEventTheStartIsKept()
{
    const QByteArray payload = '"' + QByteArray(900'000, 'x') + '"';
    appendAndWait(QStringLiteral("large"), {payload});
    const auto entry = ended("streams.Streams/Append");
    QVERIFY(entry);
    QVERIFY(entry->requestCut);
    QCOMPARE(entry->request.size(), WireEntry::BodyLimit);
    QVERIFY(entry->request.contains(payload.left(3000).toBase64()));
    QVERIFY(entry->bytesSent > payload.size());
}

void TstGrpcWireLog::noSecretIsTold()
{
    appendAndWait(QStringLiteral("secret"), {"1"});
    m_call = m_client->serverInfo([](const auto &) {});
    QVERIFY(ended("gossip.Gossip/Read"));
    const auto entry = ended("streams.Streams/Append");
    QVERIFY(entry);
    QVERIFY(entry->requestHeaders.contains("authorization: Basic (hidden)"));
    const QByteArray pair = QByteArray("admin:") + Password;
    for (qsizetype i = 0; i < m_log->size(); ++i) {
        const QByteArray text = wholeText(m_log->at(i));
        QVERIFY2(!text.contains(Password), text.constData());
        QVERIFY2(!text.contains(pair.toBase64()), text.constData());
        QVERIFY2(!text.contains("hunter2"), text.constData());
    }
}

QTEST_GUILESS_MAIN(TstGrpcWireLog)
#include "tst_grpc_wire_log.moc"
