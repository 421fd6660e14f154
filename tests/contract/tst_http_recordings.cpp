// Plays the answers that real servers gave over HTTP to the client, from a scripted peer: each is
// understood for what it is.
#include "core/transport/http/http_transport.h"
#include "tests/support/http_peer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <optional>

using namespace core;
using fake::HttpPeer;
using fake::PeerAnswer;
using fake::PeerRequest;

namespace {

constexpr const char *Tag = "t1";
constexpr const char *WithAtomPub
    = R"({"esVersion":"24.10.4","state":"leader","features":{"atomPub":true}})";

/// A step of a recording over HTTP.
struct Step {
    QByteArray method;
    QByteArray path;
    QJsonObject headers;
    QByteArray body;
    int status = 0;
    QJsonObject response;
};

QByteArray filledIn(QString text, const HttpPeer &server)
{
    text.replace(QStringLiteral("{tag}"), QString::fromLatin1(Tag));
    text.replace(QStringLiteral("{server}"), QStringLiteral("127.0.0.1:%1").arg(server.port()));
    return text.toUtf8();
}

/// The bytes of the answer as `server` would send it, with another node for the leader's address.
PeerAnswer answerOf(const Step &step, const HttpPeer &server, const HttpPeer &leader)
{
    const QJsonValue body = step.response.value(QStringLiteral("body"));
    const QByteArray bytes = body.isString() ? filledIn(body.toString(), server)
                                             : QJsonDocument(body.toObject()).toJson();
    QList<QByteArray> lines;
    const QJsonObject headers = step.response.value(QStringLiteral("headers")).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        QString value = it.value().toString();
        if (it.key() == u"location" && step.status == 307)
            value.replace(QStringLiteral("127.0.0.1:2183"),
                          QStringLiteral("127.0.0.1:%1").arg(leader.port()));
        if (it.key() != u"content-length" && it.key() != u"transfer-encoding")
            lines.append(it.key().toUtf8() + ": " + filledIn(value, server));
    }
    return PeerAnswer::of(step.status, bytes, lines);
}

QString headerOf(const Step &step, const QString &name)
{
    const QString inFamily = QStringLiteral("ES-") + name;
    return step.headers.value(inFamily).toString();
}

/// The recorded expectation, where it is one that can be asked for.
std::optional<ExpectedRevision> expectationOf(const Step &step)
{
    const QString text = headerOf(step, QStringLiteral("ExpectedVersion"));
    if (text.isEmpty() || text == u"-2")
        return ExpectedRevision::any();
    if (text == u"-1")
        return ExpectedRevision::noStream();
    if (text == u"-4")
        return ExpectedRevision::streamExists();
    const auto revision = Revision::parse(text);
    return revision ? std::optional(ExpectedRevision::exact(*revision)) : std::nullopt;
}

/// What a write that was answered like this comes to: from the rules of the issue, not from the
/// code under test.
QString expectedOutcome(const Step &step, const QByteArray &location)
{
    const QJsonObject headers = step.response.value(QStringLiteral("headers")).toObject();
    const QString current = headers.value(QStringLiteral("es-currentversion")).toString();
    const bool isAppend = step.method == "POST";
    switch (step.status) {
    case 201:
        if (!isAppend)
            return QStringLiteral("open");
        return QStringLiteral("written ")
               + QString::fromLatin1(location.mid(location.lastIndexOf('/') + 1));
    case 204:
        return isAppend ? QStringLiteral("open") : QStringLiteral("written");
    case 400:
        if (current.isEmpty())
            return QStringLiteral("refused invalid-argument");
        return QStringLiteral("wrong ") + (current == u"-1" ? QStringLiteral("none") : current);
    case 401:
        return QStringLiteral("refused access-denied");
    case 404:
    case 415:
        return QStringLiteral("refused unsupported");
    case 410:
        return QStringLiteral("refused stream-deleted");
    default:
        return QStringLiteral("open");
    }
}

QString outcomeText(const TransportResult<WriteOutcome> &result)
{
    if (const auto *error = std::get_if<TransportError>(&result))
        return QStringLiteral("refused ") + errorCodeText(error->error.code);
    const auto &outcome = std::get<WriteOutcome>(result);
    if (const auto *written = std::get_if<Written>(&outcome))
        return written->revision ? QStringLiteral("written ") + written->revision->toString()
                                 : QStringLiteral("written");
    if (const auto *wrong = std::get_if<WrongRevision>(&outcome))
        return QStringLiteral("wrong ")
               + (wrong->actual ? wrong->actual->toString() : QStringLiteral("none"));
    return QStringLiteral("open");
}

QList<Step> stepsOf(const QJsonObject &goldenCase)
{
    QList<Step> steps;
    const QJsonArray recorded = goldenCase.value(QStringLiteral("steps")).toArray();
    for (const QJsonValue &value : recorded) {
        const QJsonObject object = value.toObject();
        const QString http = object.value(QStringLiteral("http")).toString();
        if (http.isEmpty())
            continue;
        Step step;
        step.method = http.section(u' ', 0, 0).toUtf8();
        step.path = http.section(u' ', 1).toUtf8();
        step.headers = object.value(QStringLiteral("headers")).toObject();
        step.body = object.value(QStringLiteral("body")).toString().toUtf8();
        step.response = object.value(QStringLiteral("response")).toObject();
        step.status = step.response.value(QStringLiteral("status")).toInt();
        steps.append(step);
    }
    return steps;
}

/// The stream of "/streams/NAME".
StreamName streamOf(const Step &step)
{
    QByteArray name = step.path.mid(qsizetype(qstrlen("/streams/")));
    name.replace("{tag}", Tag);
    return StreamName(QString::fromUtf8(QByteArray::fromPercentEncoding(name)));
}

bool isWriteToStream(const Step &step)
{
    return (step.method == "POST" || step.method == "DELETE") && step.path.startsWith("/streams/")
           && step.path.count('/') == 2;
}

ConnectionSettings settingsFor(const Step &step, const HttpPeer &peer)
{
    ConnectionSettings settings;
    settings.hosts = {{QStringLiteral("127.0.0.1"), peer.port()}};
    settings.tls = false;
    const QString authorization = step.headers.value(QStringLiteral("authorization")).toString();
    const QByteArray pair = QByteArray::fromBase64(authorization.section(u' ', 1).toLatin1());
    if (pair.contains(':'))
        settings.credentials = Credentials{QString::fromUtf8(pair.left(pair.indexOf(':'))),
                                           QString::fromUtf8(pair.mid(pair.indexOf(':') + 1))};
    const QString trusted = headerOf(step, QStringLiteral("TrustedAuth"));
    if (!trusted.isEmpty())
        settings.trustedIdentity = trusted;
    const QString leader = headerOf(step, QStringLiteral("RequireLeader"))
                           + headerOf(step, QStringLiteral("RequireMaster"));
    settings.nodePreference = leader.compare(QStringLiteral("true"), Qt::CaseInsensitive) == 0
                                  ? NodePreference::Leader
                                  : NodePreference::Random;
    return settings;
}

/// One event as recorded; where that was none or several, one like it.
NewEvent eventOf(const Step &step)
{
    NewEvent event;
    event.id
        = EventId::parse(headerOf(step, QStringLiteral("EventId"))).value_or(EventId::random());
    event.type = headerOf(step, QStringLiteral("EventType"));
    if (event.type.isEmpty())
        event.type = QStringLiteral("X");
    const QString type = step.headers.value(QStringLiteral("content-type")).toString();
    event.contentType
        = type == u"application/octet-stream" ? ContentType::Bytes : ContentType::Json;
    event.data = step.body;
    return event;
}

std::optional<TransportResult<WriteOutcome>> write(Transport &transport, const Step &step)
{
    using Result = TransportResult<WriteOutcome>;
    std::optional<Result> result;
    const auto take = [&result](const Result &r) { result = r; };
    const auto expected = expectationOf(step).value_or(ExpectedRevision::any());
    std::unique_ptr<TransportCall> call;
    if (step.method == "POST") {
        const AppendRequest request{streamOf(step), expected, {eventOf(step)}, {}, {}};
        call = transport.append(request, std::chrono::seconds(10), take);
    } else {
        const QString hard = headerOf(step, QStringLiteral("HardDelete"));
        const auto mode = hard.compare(QStringLiteral("true"), Qt::CaseInsensitive) == 0
                              ? DeleteMode::Tombstone
                              : DeleteMode::Soft;
        call = transport.remove(
            DeleteRequest{streamOf(step), expected, mode, {}}, std::chrono::seconds(10), take);
    }
    (void)QTest::qWaitFor([&result] { return result.has_value(); }, 10'000);
    return result;
}

/// The first recorded header that the client, asked for the same, did not send in the same way.
QByteArray missingHeader(const Step &step, const PeerRequest &sent)
{
    for (const char *name : {"ES-EventType",
                             "ES-EventId",
                             "ES-TrustedAuth",
                             "ES-RequireLeader",
                             "ES-RequireMaster",
                             "authorization"}) {
        const QByteArray recorded = step.headers.value(QLatin1String(name)).toString().toUtf8();
        const bool isAsked = !recorded.isEmpty() && recorded != "nonsense"
                             && recorded.toLower() != "false" && !recorded.startsWith("Bearer")
                             && !recorded.startsWith("Basic !");
        const bool isId = QByteArray(name) == "ES-EventId";
        if (isAsked && (!isId || EventId::parse(QString::fromLatin1(recorded)))
            && sent.header(name).toLower() != recorded.toLower())
            return QByteArray(name) + ": " + recorded;
    }
    return {};
}

} // namespace

class TestHttpRecordings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aRecordedWriteIsUnderstood_data();
    void aRecordedWriteIsUnderstood();
    void aRecordedRedirectIsNotFollowedWithCredentialsByStrangers();
};

void TestHttpRecordings::aRecordedWriteIsUnderstood_data()
{
    QTest::addColumn<QJsonObject>("goldenCase");
    for (const char *name :
         {"eventstore-24.10-secure", "eventstore-24.10-follower", "eventstore-24.10"}) {
        QFile file(QStringLiteral(GOLDEN_FOLDER "/%1.jsonl").arg(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        while (!file.atEnd()) {
            const QJsonObject goldenCase = QJsonDocument::fromJson(file.readLine()).object();
            const QList<Step> steps = stepsOf(goldenCase);
            if (!std::any_of(steps.begin(), steps.end(), isWriteToStream))
                continue;
            const QByteArray id = goldenCase.value(QStringLiteral("id")).toString().toUtf8();
            QTest::addRow("%s %s", name, id.constData()) << goldenCase;
        }
    }
}

void TestHttpRecordings::aRecordedWriteIsUnderstood()
{
    QFETCH(QJsonObject, goldenCase);
    for (const Step &step : stepsOf(goldenCase)) {
        if (!isWriteToStream(step))
            continue;
        const HttpPeer::Handler confirm = [](const PeerRequest &request) {
            if (request.method == "POST")
                return PeerAnswer::of(201, {}, {"Location: http://127.0.0.1:1/streams/s/7"});
            return request.method == "DELETE" ? PeerAnswer::of(204)
                                              : PeerAnswer::of(200, WithAtomPub);
        };
        HttpPeer leader(confirm);
        HttpPeer server(confirm);
        server.play({answerOf(step, server, leader)});
        ConnectionSettings settings = settingsFor(step, server);
        settings.hosts.append({QStringLiteral("127.0.0.1"), leader.port()});
        const auto transport = httpTransportFactory()(settings, settings.hosts.first());
        const auto result = write(*transport, step);
        QVERIFY(result);

        const QJsonObject headers = step.response.value(QStringLiteral("headers")).toObject();
        const QString location = headers.value(QStringLiteral("location")).toString();
        QString expected = expectedOutcome(step, location.toUtf8());
        const PeerRequest sent = server.requests().constFirst();
        if (step.status == 307) {
            // To the leader, or to the address that the server has made up for the event.
            const auto &arrived
                = leader.requests().isEmpty() ? server.requests() : leader.requests();
            QCOMPARE(leader.requests().size() + server.requests().size(), 2);
            const PeerRequest &followed = arrived.constLast();
            QCOMPARE(followed.method, sent.method);
            QCOMPARE(followed.body, sent.body);
            QCOMPARE(missingHeader(step, followed), QByteArray());
            expected
                = step.method == "POST" ? QStringLiteral("written 7") : QStringLiteral("written");
        }
        QCOMPARE(outcomeText(*result), expected);
        QCOMPARE(sent.method, step.method);
        const QString type = step.headers.value(QStringLiteral("content-type")).toString();
        if (!type.contains(u"vnd.")) // the same event, in the form that keeps its bytes
            QCOMPARE(missingHeader(step, sent), QByteArray());
    }
}

void TestHttpRecordings::aRecordedRedirectIsNotFollowedWithCredentialsByStrangers()
{
    QFile file(QStringLiteral(GOLDEN_FOLDER "/eventstore-24.10-follower.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    Step step;
    while (step.status != 307 && !file.atEnd()) {
        const QList<Step> steps = stepsOf(QJsonDocument::fromJson(file.readLine()).object());
        step = steps.isEmpty() ? step : steps.constFirst();
    }
    QCOMPARE(step.status, 307);
    HttpPeer stranger([](const PeerRequest &) { return PeerAnswer::of(401); });
    HttpPeer server([](const PeerRequest &) { return PeerAnswer::of(200, R"({"members":[]})"); });
    server.play({answerOf(step, server, stranger)});
    ConnectionSettings settings = settingsFor(step, server);
    settings.credentials = Credentials{QStringLiteral("ann"), QStringLiteral("s3cret")};
    const auto transport = httpTransportFactory()(settings, settings.hosts.first());
    const auto result = write(*transport, step);
    QVERIFY(result);
    QCOMPARE(outcomeText(*result), QStringLiteral("refused access-denied"));
    QVERIFY(server.requests().constFirst().hasHeader("Authorization"));
    QVERIFY(!stranger.requests().constFirst().hasHeader("Authorization"));
}

QTEST_GUILESS_MAIN(TestHttpRecordings)
#include "tst_http_recordings.moc"
