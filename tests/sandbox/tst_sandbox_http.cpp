// What the recordings do not show of the sandbox over HTTP, as live servers answered it.
#include "core/sandbox/sandbox.h"
#include "tests/sandbox/sandbox_http.h"

#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

#include <ctime>
#include <future>

namespace {

std::shared_ptr<core::Sandbox> startSandbox(core::SandboxProfile profile
                                            = core::SandboxProfile::V24_10)
{
    core::SandboxOptions options;
    options.profile = profile;
    const auto started = core::Sandbox::start(options);
    return started ? *started : nullptr;
}

/// The addresses of a feed's links under their relations, from the JSON as it is printed.
QByteArray linkOf(const HttpReply &feed, const QByteArray &relation)
{
    const QByteArray named = "\"relation\": \"" + relation + '"';
    const qsizetype at = feed.body.indexOf(named);
    const qsizetype start = feed.body.lastIndexOf("/streams/", at);
    return at < 0 ? QByteArray() : feed.body.mid(start, feed.body.indexOf('"', start) - start);
}

double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

class TstSandboxHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void bytesStayAsTheyAre();
    void eventsOfTheMediaTypeAreWrittenAnew();
    void aTruncatedStreamsFeedEndsWhereItBegins();
    void theLogsPagesLeadToEachOther();
    void aFilteredPageLooksAtAsManyEventsAsItHolds();
    void aLongPollEndsWithTheEvent();
    void aLongPollEndsWithItsPatience();
    void manyLongPollsCostNothing();
    void anEventTooLargeIsRefusedWithoutATrace();
    void aProxysNameIsInLinks();
    void theKurrentNamesAreKnownFrom25On();
    void thePortSpeaksBothProtocolsAtOnce();
    void aGreetingOfTlsIsRefusedOnAPlainPort();
};

void TstSandboxHttp::bytesStayAsTheyAre()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    const QByteArray json = R"({ "a" : 1.10, "a":2, "big":123456789012345678901234 })";
    QCOMPARE(http.append("s", json), 201);
    QCOMPARE(http.get("/streams/s/0", {Bytes}).body, json);
    const QByteArray raw("\0\xff\xfe{", 4);
    QCOMPARE(http.post("/streams/s",
                       raw,
                       {"Content-Type: application/octet-stream",
                        "ES-EventType: T",
                        "ES-EventId: 00000000-0000-4000-8000-000000000001"})
                 .status,
             201);
    QCOMPARE(http.get("/streams/s/1", {Bytes}).body, raw);
    QCOMPARE(http.get("/streams/s/1", {Bytes}).headers.value("content-type"),
             QByteArray("application/octet-stream"));
}

void TstSandboxHttp::eventsOfTheMediaTypeAreWrittenAnew()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    const QByteArray body = R"([{"eventId":"00000000-0000-4000-8000-000000000001","eventType":"T",)"
                            R"("data":{"a":1.10,"b":2,"a":3},"metadata":"{\"m\":1}"}])";
    const HttpReply reply
        = http.post("/streams/s", body, {"Content-Type: application/vnd.eventstore.events+json"});
    QCOMPARE(reply.status, 201);
    QVERIFY(reply.headers.value("location").endsWith("/streams/s/0"));
    QCOMPARE(http.get("/streams/s/0", {Bytes}).body, QByteArray("{\n  \"b\": 2,\n  \"a\": 3\n}"));
    const HttpReply event
        = http.get("/streams/s/0", {"Accept: application/vnd.eventstore.event+json"});
    QVERIFY(event.body.contains("\"metadata\": {\n    \"m\": 1\n  }"));
}

void TstSandboxHttp::aTruncatedStreamsFeedEndsWhereItBegins()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    for (int i = 0; i < 6; ++i)
        QCOMPARE(http.append("s", "{}"), 201);
    QCOMPARE(http.post("/streams/s/metadata",
                       R"({"$tb":3,"$cacheControl":7})",
                       {"Content-Type: application/json",
                        "ES-EventId: 00000000-0000-4000-8000-000000000001"})
                 .status,
             201);
    const HttpReply head = http.get("/streams/s", {AtomJson});
    QCOMPARE(head.headers.value("cache-control"), QByteArray("max-age=7, private"));
    QCOMPARE(linkOf(head, "next"), QByteArray());
    QCOMPARE(linkOf(http.get("/streams/s/5/backward/2", {AtomJson}), "next"),
             QByteArray("/streams/s/3/backward/2"));
    QCOMPARE(linkOf(http.get("/streams/s/5/backward/3", {AtomJson}), "next"), QByteArray());
    // Below what is left a page is empty, and leads upwards.
    const HttpReply below = http.get("/streams/s/0/forward/2", {AtomJson});
    QVERIFY(below.body.contains("\"entries\": []"));
    QCOMPARE(linkOf(below, "previous"), QByteArray("/streams/s/2/forward/2"));
}

void TstSandboxHttp::theLogsPagesLeadToEachOther()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    for (int i = 0; i < 5; ++i)
        QCOMPARE(http.append("s", "{}"), 201);
    const HttpReply head = http.get("/streams/$all/head/backward/4", {AtomJson});
    const HttpReply older = http.get(linkOf(head, "next"), {AtomJson});
    QCOMPARE(older.status, 200);
    QCOMPARE(linkOf(older, "previous").mid(0, 46), linkOf(head, "next").mid(0, 46));
    QCOMPARE(older.headers.value("cache-control"), QByteArray("max-age=31536000, private"));
    // What is newer than the head comes there, once it is written.
    const QByteArray newer = linkOf(head, "previous");
    QVERIFY(http.get(newer, {AtomJson}).body.contains("\"entries\": []"));
    QCOMPARE(http.append("later", "{}"), 201);
    QVERIFY(http.get(newer, {AtomJson}).body.contains("0@later"));
}

void TstSandboxHttp::aFilteredPageLooksAtAsManyEventsAsItHolds()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    QCOMPARE(http.append("wanted", "{}"), 201);
    for (int i = 0; i < 9; ++i)
        QCOMPARE(http.append("other", "{}"), 201);
    const QByteArray query = "?context=streamid&type=prefix&data=wanted";
    const HttpReply few = http.get("/streams/$all/filtered/head/backward/4" + query, {AtomJson});
    QVERIFY(!few.body.contains("0@wanted"));
    const HttpReply all
        = http.get("/streams/%24all/filtered/head/backward/999" + query, {AtomJson});
    QVERIFY(all.body.contains("0@wanted"));
    QCOMPARE(http.get("/streams/$all/filtered", {AtomJson}).status, 400);
}

void TstSandboxHttp::aLongPollEndsWithTheEvent()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    QCOMPARE(http.append("s", "{}"), 201);
    auto poll = std::async(std::launch::async, [&] {
        return http.get("/streams/s/1/forward/20", {AtomJson, "ES-LongPoll: 30"});
    });
    // A poll that has not begun yet would find the event too: either way it is there soon.
    QCOMPARE(http.append("another", "{}"), 201);
    QCOMPARE(http.append("s", R"({"second":1})"), 201);
    const HttpReply reply = poll.get();
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.body.contains("1@s"));
    QVERIFY(reply.seconds < 20);
}

void TstSandboxHttp::aLongPollEndsWithItsPatience()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    const HttpReply missing = http.get("/streams/none/0/forward/20", {AtomJson, "ES-LongPoll: 1"});
    QCOMPARE(missing.status, 404);
    QVERIFY(missing.seconds >= 1);
    QCOMPARE(http.append("s", "{}"), 201);
    const HttpReply empty = http.get("/streams/s/1/forward/20", {AtomJson, "ES-LongPoll: 1"});
    QVERIFY(empty.body.contains("\"entries\": []"));
    QVERIFY(empty.seconds >= 1);
}

void TstSandboxHttp::manyLongPollsCostNothing()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    QCOMPARE(http.append("s", "{}"), 201);
    const double before = cpuSeconds();
    std::vector<std::future<HttpReply>> polls;
    polls.reserve(10);
    for (int i = 0; i < 10; ++i)
        polls.push_back(std::async(std::launch::async, [&] {
            return http.get("/streams/s/1/forward/20", {AtomJson, "ES-LongPoll: 3"});
        }));
    for (auto &poll : polls)
        QCOMPARE(poll.get().status, 200);
    // Ten clients of curl are in it too.
    QVERIFY2(cpuSeconds() - before < 0.5, qPrintable(QString::number(cpuSeconds() - before)));
}

void TstSandboxHttp::anEventTooLargeIsRefusedWithoutATrace()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    const QByteArrayList headers = {"Content-Type: application/octet-stream",
                                    "ES-EventType: T",
                                    "ES-EventId: 00000000-0000-4000-8000-000000000001"};
    const QByteArray largest(4 * 1024 * 1024, 'x');
    QCOMPARE(http.post("/streams/large", largest + 'x', headers).status, 413);
    QCOMPARE(http.get("/streams/large", {AtomJson}).status, 404);
    QCOMPARE(http.post("/streams/large", largest, headers).status, 201);
    QCOMPARE(http.get("/streams/large/0", {Bytes}).body, largest);
}

void TstSandboxHttp::aProxysNameIsInLinks()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    QCOMPARE(http.append("s", "{}"), 201);
    const HttpReply feed = http.get("/streams/s",
                                    {AtomJson,
                                     "X-Forwarded-Host: store.example",
                                     "X-Forwarded-Port: 8443",
                                     "X-Forwarded-Proto: https",
                                     "X-Forwarded-Prefix: /events"});
    QVERIFY(feed.body.contains("\"id\": \"https://store.example:8443/events/streams/s\""));
}

void TstSandboxHttp::theKurrentNamesAreKnownFrom25On()
{
    const auto sandbox = startSandbox(core::SandboxProfile::V25_1);
    const SandboxHttp http(sandbox->port());
    QVERIFY(http.get("/info").body.contains("\"dbVersion\": \"25.1.0\""));
    const QByteArrayList headers = {"Content-Type: application/json",
                                    "Kurrent-EventType: T",
                                    "Kurrent-EventId: 00000000-0000-4000-8000-000000000001"};
    QCOMPARE(http.post("/streams/s", "{}", headers).status, 201);
    const HttpReply wrong
        = http.post("/streams/s", "{}", headers + QByteArrayList{"Kurrent-ExpectedVersion: 7"});
    QCOMPARE(wrong.status, 400);
    QCOMPARE(wrong.headers.value("kurrent-currentversion"), QByteArray("0"));
    QCOMPARE(wrong.headers.value("es-currentversion"), QByteArray("0"));
    const HttpReply feed = http.get("/streams/s", {"Accept: application/vnd.kurrent.atom+json"});
    QCOMPARE(feed.headers.value("content-type"),
             QByteArray("application/vnd.kurrent.atom+json; charset=utf-8"));
    QVERIFY(feed.body.contains("\"name\": \"Kurrent\""));
    QCOMPARE(http.get("/streams/s", {AtomJson}).status, 200);
    QCOMPARE(http.get("/streams/s/1/forward/20", {AtomJson, "Kurrent-LongPoll: x"}).body,
             QByteArray("Kurrent-LongPoll header in wrong format."));
}

void TstSandboxHttp::thePortSpeaksBothProtocolsAtOnce()
{
    const auto sandbox = startSandbox();
    const SandboxHttp http(sandbox->port());
    QVERIFY(http.get("/ping").body.contains("Ping request successfully handled"));
    QCOMPARE(http.get("/health/live").status, 204);
    const QByteArray port = "\"httpEndPointPort\": " + QByteArray::number(sandbox->port());
    QVERIFY(http.get("/gossip").body.contains(port));
    QCOMPARE(http.get("/nothing").status, 404);
    QCOMPARE(http.remove("/streams/s/0").status, 405);
}

/// Line ends in the greeting, and more of it than a parser's buffer, must not end the answer early.
void TstSandboxHttp::aGreetingOfTlsIsRefusedOnAPlainPort()
{
    const auto sandbox = startSandbox();
    const QByteArray random = QByteArray("\x0a\x0d\x0a\0", 4).repeated(1000);
    const QByteArray greeting = QByteArray("\x16\x03\x01\x0f\xa0", 5) + random;
    for (const QByteArray &said : {greeting, greeting.first(7)}) {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), sandbox->port());
        QVERIFY(socket.waitForConnected());
        socket.write(said);
        QVERIFY(socket.waitForDisconnected() || socket.state() == QTcpSocket::UnconnectedState);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 400 "));
    }
}

QTEST_GUILESS_MAIN(TstSandboxHttp)
#include "tst_sandbox_http.moc"
