#include "core/transport/http/http_redirect.h"
#include "core/transport/http/http_replies.h"
#include "core/transport/http/http_write.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;

namespace {

const EventId FirstId = *EventId::parse(u"11111111-1111-4111-8111-111111111111");
const EventId SecondId = *EventId::parse(u"22222222-2222-4222-8222-222222222222");

AppendRequest anAppend(const QList<NewEvent> &events,
                       const ExpectedRevision &expected = ExpectedRevision::any(),
                       AlteredPayloads altered = AlteredPayloads::Refuse)
{
    return {StreamName(QStringLiteral("s")), expected, events, std::nullopt, altered};
}

NewEvent json(const EventId &id, const QByteArray &data, const QByteArray &metadata = {})
{
    return {id, QStringLiteral("X"), ContentType::Json, data, metadata};
}

HttpRequest requestOf(const std::variant<HttpRequest, Error> &made)
{
    if (const auto *error = std::get_if<Error>(&made)) {
        qWarning("refused: %s", qPrintable(error->message));
        return {};
    }
    return std::get<HttpRequest>(made);
}

QByteArray option(const HttpRequest &request, const QByteArray &name)
{
    for (const HttpHeader &each : request.options) {
        if (each.name == name)
            return each.value;
    }
    return {};
}

HttpAnswer anAnswer(int status, const QByteArray &location = {})
{
    HttpAnswer answer;
    answer.status = status;
    if (!location.isEmpty())
        answer.headers.append({"Location", location});
    return answer;
}

} // namespace

class TestHttpWrite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void oneEventGoesWithItsBytes()
    {
        const QByteArray data = "{ \"f\":1.10, \"f\":1e400 }\n";
        const HttpRequest request
            = requestOf(toHttpRequest(anAppend({json(FirstId, data)}), HttpFamily::Unknown));
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.target, "/streams/s");
        QCOMPARE(request.body, data);
        QCOMPARE(request.headers, (QList<HttpHeader>{{"Content-Type", "application/json"}}));
        QCOMPARE(option(request, "EventId"), "11111111-1111-4111-8111-111111111111");
        QCOMPARE(option(request, "EventType"), "X");
        QVERIFY(request.isWrite);
        NewEvent bytes = json(FirstId, QByteArray("\xff\x00", 2));
        bytes.contentType = ContentType::Bytes;
        const HttpRequest raw = requestOf(toHttpRequest(anAppend({bytes}), HttpFamily::Unknown));
        QCOMPARE(raw.headers.constFirst().value, "application/octet-stream");
        QCOMPARE(raw.body, bytes.data);
    }

    void severalEventsAreOneWrite()
    {
        NewEvent link = json(SecondId, "0@a");
        link.contentType = ContentType::Bytes;
        link.type = QStringLiteral("$>");
        const AppendRequest append = anAppend({json(FirstId, "{}", "note"), link});
        const HttpRequest request = requestOf(toHttpRequest(append, HttpFamily::EventStore));
        QCOMPARE(request.headers.constFirst().value, "application/vnd.eventstore.events+json");
        QCOMPARE(request.body,
                 "[{\"eventId\":\"11111111-1111-4111-8111-111111111111\",\"eventType\":\"X\","
                 "\"data\":{},\"metadata\":\"note\"},"
                 "{\"eventId\":\"22222222-2222-4222-8222-222222222222\",\"eventType\":\"$>\","
                 "\"data\":\"0@a\"}]");
        QVERIFY(option(request, "EventId").isEmpty());
        QCOMPARE(requestOf(toHttpRequest(append, HttpFamily::Kurrent)).headers.constFirst().value,
                 "application/vnd.kurrent.events+json");
    }

    void theExpectationIsANumber_data()
    {
        QTest::addColumn<ExpectedRevision>("expected");
        QTest::addColumn<QByteArray>("number");
        QTest::newRow("any") << ExpectedRevision::any() << QByteArray("-2");
        QTest::newRow("no stream") << ExpectedRevision::noStream() << QByteArray("-1");
        QTest::newRow("stream exists") << ExpectedRevision::streamExists() << QByteArray("-4");
        QTest::newRow("the first event is the last")
            << ExpectedRevision::exact(Revision{0}) << QByteArray("0");
        QTest::newRow("a large revision") << ExpectedRevision::exact(Revision{9223372036854775806})
                                          << QByteArray("9223372036854775806");
    }
    void theExpectationIsANumber()
    {
        QFETCH(ExpectedRevision, expected);
        QFETCH(QByteArray, number);
        const auto append
            = toHttpRequest(anAppend({json(FirstId, "{}")}, expected), HttpFamily::Unknown);
        QCOMPARE(option(requestOf(append), "ExpectedVersion"), number);
        const auto remove = toHttpRequest(
            DeleteRequest{StreamName(QStringLiteral("s")), expected, DeleteMode::Soft});
        QCOMPARE(option(requestOf(remove), "ExpectedVersion"), number);
        QVERIFY(option(requestOf(remove), "HardDelete").isEmpty());
    }

    void aTombstoneIsAHardDelete()
    {
        const HttpRequest request = requestOf(toHttpRequest(
            DeleteRequest{StreamName(QStringLiteral("a/b")), {}, DeleteMode::Tombstone}));
        QCOMPARE(request.method, "DELETE");
        QCOMPARE(request.target, "/streams/a%2Fb");
        QCOMPARE(option(request, "HardDelete"), "True");
    }

    void whatWouldBeAlteredIsRefusedUnlessAccepted_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<AlteredPayloads>("altered");
        QTest::addColumn<QString>("code");
        const auto row
            = [](const char *name, const char *data, AlteredPayloads altered, const char *code) {
                  QTest::newRow(name) << QByteArray(data) << altered << QString::fromLatin1(code);
              };
        using enum AlteredPayloads;
        row("white space", "{\"a\":1}", Refuse, "would-be-altered");
        row("white space, accepted", "{\"a\":1}", AcceptLayout, "");
        row("digits, white space accepted", "{\"a\":1.10}", AcceptLayout, "would-be-altered");
        row("digits, accepted", "{\"a\":1.10}", Accept, "");
        row("nothing to alter", "{}", Refuse, "");
        row("no text, whatever is accepted", "\xff", Accept, "unsupported");
    }
    void whatWouldBeAlteredIsRefusedUnlessAccepted()
    {
        QFETCH(QByteArray, data);
        QFETCH(AlteredPayloads, altered);
        QFETCH(QString, code);
        const auto made = toHttpRequest(
            anAppend({json(FirstId, "{}"), json(SecondId, data)}, ExpectedRevision::any(), altered),
            HttpFamily::Unknown);
        const auto *error = std::get_if<Error>(&made);
        QCOMPARE(error ? errorCodeText(error->code) : QString(), code);
        if (error) {
            QVERIFY2(error->message.contains(QStringLiteral("event 2 of 2")),
                     qPrintable(error->message));
            QVERIFY(error->message.endsWith(QStringLiteral("Nothing was written.")));
            QVERIFY(error->detail.startsWith(QStringLiteral("event 2: ")));
        }
    }

    void whatHttpCannotSayIsRefused()
    {
        const auto nothing = toHttpRequest(anAppend({}), HttpFamily::Unknown);
        QCOMPARE(std::get<Error>(nothing).code, ErrorCode::Unsupported);
        AppendRequest dots = anAppend({json(FirstId, "{}")});
        dots.stream = StreamName(QStringLiteral(".."));
        const auto noPath = toHttpRequest(dots, HttpFamily::Unknown);
        QCOMPARE(std::get<Error>(noPath).code, ErrorCode::Unsupported);
    }

    void onlyTheRightStatusConfirms()
    {
        const QByteArray location = "http://127.0.0.1:2113/streams/a%2F7/41";
        QCOMPARE(appendConfirmed(anAnswer(201, location), 3),
                 std::optional(Written{Revision{43}, std::nullopt}));
        QCOMPARE(appendConfirmed(anAnswer(201), 1), std::optional(Written{}));
        QVERIFY(!appendConfirmed(anAnswer(200, location), 1));
        QVERIFY(!appendConfirmed(anAnswer(204, location), 1));
        QCOMPARE(deleteConfirmed(anAnswer(204)), std::optional(Written{}));
        QVERIFY(!deleteConfirmed(anAnswer(200)));
    }

    void aLocationLeadsOn_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<QString>("place");
        const auto row
            = [](const char *name, const char *location, const char *asked, const char *place) {
                  QTest::newRow(name)
                      << QByteArray(location) << QByteArray(asked) << QString::fromLatin1(place);
              };
        row("another node", "http://n2:2114/streams/s", "/streams/s", "http n2:2114 /streams/s");
        row("the same node", "/streams/s/0", "/streams/s", "http n1:2113 /streams/s/0");
        row("with TLS", "HTTPS://n2/streams/s", "/x", "https n2:443 /streams/s");
        row("IPv6", "http://[::1]:2113/x", "/x", "http [::1]:2113 /x");
        row("a path that the server unescaped",
            "http://n2:2113/streams/a b/\xc3\xbc/3?embed=body",
            "/streams/a%20b%2F%C3%BC/3?embed=body",
            "http n2:2113 /streams/a%20b%2F%C3%BC/3?embed=body");
        row("an address with more after the path that was asked",
            "http://n2:2113/streams/a b/incoming/7",
            "/streams/a%20b",
            "http n2:2113 /streams/a%20b/incoming/7");
        row("a name that reads like an escape, unescaped once",
            "http://n2:2113/streams/%252F",
            "/streams/%25252F",
            "http n2:2113 /streams/%25252F");
        row("another path that the server unescaped",
            "http://n2:2113/other path",
            "/streams/s",
            "http n2:2113 /other%20path");
        row("no port that is one", "http://n2:port/", "/", "");
        row("no host", "http:///streams", "/", "");
        row("another scheme", "ftp://n2/", "/", "");
        row("an address without a scheme", "//n2/x", "/", "");
    }
    void aLocationLeadsOn()
    {
        QFETCH(QByteArray, location);
        QFETCH(QByteArray, asked);
        QFETCH(QString, place);
        const auto found = redirectTarget(location, {{QStringLiteral("n1"), 2113}, false, asked});
        const QString text
            = found ? QStringLiteral("%1 %2 %3")
                          .arg(found->tls ? QStringLiteral("https") : QStringLiteral("http"),
                               found->node.toString(),
                               QString::fromLatin1(found->target))
                    : QString();
        QCOMPARE(text, place);
    }

    void infoIsRead_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("atomPub"); // -1: not told
        QTest::newRow("24.10") << QByteArray(
            R"({"esVersion":"24.10.4","state":"leader","features":{"atomPub":true}})")
                               << QStringLiteral("24.10.4") << 1;
        QTest::newRow("25.0, which has another name too")
            << QByteArray(R"({"dbVersion":"25.0.1","esVersion":"0","features":{"atomPub":false}})")
            << QStringLiteral("25.0.1") << 0;
        QTest::newRow("5") << QByteArray(R"({"esVersion":"5.0.11.0","state":"master"})")
                           << QStringLiteral("5.0.11.0") << -1;
        QTest::newRow("something else") << QByteArray("{\"status\":\"ok\"}") << QString() << -2;
        QTest::newRow("no JSON") << QByteArray("<html>") << QString() << -2;
    }
    void infoIsRead()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, version);
        QFETCH(int, atomPub);
        const auto info = decodeInfo(body);
        QCOMPARE(info.has_value(), atomPub > -2);
        QCOMPARE(info ? info->version : QString(), version);
        if (info)
            QCOMPARE(info->hasAtomPub ? int(*info->hasAtomPub) : -1, atomPub);
    }

    void gossipIsReadInTheWordsOfAllVersions()
    {
        const auto nodes = decodeHttpGossip(
            R"({"members":[{"state":"Leader","isAlive":true,"httpEndPointIp":"n1",)"
            R"("httpEndPointPort":2113},{"state":"Slave","isAlive":false,"externalHttpIp":"n2",)"
            R"("externalHttpPort":2114}],"serverIp":"n1"})");
        QVERIFY(nodes);
        QCOMPARE(
            *nodes,
            (GossipReply{
                {{QStringLiteral("n1"), 2113}, NodeState::Leader, QStringLiteral("Leader"), true},
                {{QStringLiteral("n2"), 2114},
                 NodeState::Follower,
                 QStringLiteral("Slave"),
                 false}}));
        QVERIFY(!decodeHttpGossip("{\"members\":1}"));
        QVERIFY(!decodeHttpGossip("<html>"));
    }
};

QTEST_APPLESS_MAIN(TestHttpWrite)
#include "tst_http_write.moc"
