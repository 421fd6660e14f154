#include "core/transport/http/http_link.h"
#include "tests/support/http_peer.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <optional>

using namespace core;
using fake::HttpPeer;
using fake::PeerAnswer;
using fake::PeerRequest;

namespace {

NodeAddress addressOf(const HttpPeer &peer)
{
    return {QStringLiteral("127.0.0.1"), peer.port()};
}

ConnectionSettings settingsFor(const HttpPeer &peer)
{
    ConnectionSettings settings;
    settings.hosts = {addressOf(peer)};
    settings.tls = false;
    settings.credentials = Credentials{QStringLiteral("ann"), QStringLiteral("s3cret")};
    return settings;
}

HttpRequest get(const QByteArray &target)
{
    HttpRequest request;
    request.method = QByteArrayLiteral("GET");
    request.target = target;
    return request;
}

HttpRequest post(const QByteArray &target, const QByteArray &body)
{
    HttpRequest request = get(target);
    request.method = QByteArrayLiteral("POST");
    request.headers = {{QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")}};
    request.body = body;
    request.isWrite = true;
    request.wantsLeader = true;
    return request;
}

QByteArray redirectTo(const HttpPeer &peer, const QByteArray &path)
{
    return "Location: http://127.0.0.1:" + QByteArray::number(peer.port()) + path;
}

PeerAnswer gossipOf(const QList<const HttpPeer *> &peers)
{
    QByteArray members;
    for (const HttpPeer *peer : peers) {
        members += members.isEmpty() ? "" : ",";
        members += R"({"state":"Leader","isAlive":true,"httpEndPointIp":"127.0.0.1",)"
                   R"("httpEndPointPort":)"
                   + QByteArray::number(peer->port()) + '}';
    }
    return PeerAnswer::of(200, R"({"members":[)" + members + "]}");
}

/// A link, and what its log was told.
struct Scene {
    explicit Scene(const ConnectionSettings &settings)
        : link(settings, settings.hosts.first(), [this](const WireEntry &entry) {
            entries.append(entry);
        })
    {}
    [[nodiscard]] std::optional<HttpOutcome> ask(const HttpRequest &request)
    {
        std::optional<HttpOutcome> outcome;
        const auto call = link.send(request, [&](const HttpOutcome &o) { outcome = o; });
        if (outcome || !QTest::qWaitFor([&] { return outcome.has_value(); }, 10'000))
            return std::nullopt;
        return outcome;
    }
    [[nodiscard]] HttpAnswer answerTo(const HttpRequest &request)
    {
        const auto outcome = ask(request);
        if (outcome && std::holds_alternative<HttpAnswer>(*outcome))
            return std::get<HttpAnswer>(*outcome);
        qWarning("no answer: %s",
                 outcome ? qPrintable(std::get<HttpFailure>(*outcome).error.message) : "nothing");
        return {};
    }
    [[nodiscard]] HttpFailure failureOf(const HttpRequest &request)
    {
        const auto outcome = ask(request);
        if (outcome && std::holds_alternative<HttpFailure>(*outcome))
            return std::get<HttpFailure>(*outcome);
        qWarning("there was an answer");
        return {};
    }

    QList<WireEntry> entries;
    HttpLink link;
};

QByteArray allText(const WireEntry &entry)
{
    return entry.requestHeaders.join('\n') + entry.answerHeaders.join('\n') + entry.request
           + entry.answer + entry.target.toUtf8() + entry.status.toUtf8();
}

} // namespace

class TestHttpLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void targetsGoAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("a dollar sign") << QByteArray("/streams/$all");
        QTest::newRow("an escaped slash") << QByteArray("/streams/a%2Fb%252F");
        QTest::newRow("dots") << QByteArray("/streams/../..");
        QTest::newRow("a query") << QByteArray("/streams/a?embed=body&x=%20");
        QTest::newRow("escaped unicode") << QByteArray("/streams/%C3%BC%E6%BC%A2%23%3F%25");
        QTest::newRow("two slashes") << QByteArray("/streams//a//");
    }
    void targetsGoAsTheyAre()
    {
        QFETCH(QByteArray, target);
        HttpPeer peer([](const PeerRequest &) { return PeerAnswer::of(200); });
        Scene scene(settingsFor(peer));
        QCOMPARE(scene.answerTo(get(target)).status, 200);
        QCOMPARE(peer.requests().constFirst().target, target);
    }

    void nothingIsSentThatWasNotAskedFor()
    {
        HttpPeer peer([](const PeerRequest &) { return PeerAnswer::of(200); });
        ConnectionSettings settings = settingsFor(peer);
        settings.credentials.reset();
        Scene scene(settings);
        HttpRequest request = post("/streams/a", "{}");
        request.wantsLeader = false;
        request.headers.clear();
        QCOMPARE(scene.answerTo(request).status, 200);
        QList<QByteArray> names;
        for (const QByteArray &line : peer.requests().constFirst().headerLines)
            names.append(line.left(line.indexOf(':')));
        QCOMPARE(names, (QList<QByteArray>{"Host", "User-Agent", "Content-Length"}));
    }

    void whoWeAreIsSentAsChosen()
    {
        HttpPeer peer([](const PeerRequest &) { return PeerAnswer::of(200); });
        Scene withPassword(settingsFor(peer));
        QCOMPARE(withPassword.answerTo(get("/")).status, 200);
        QCOMPARE(peer.requests().constLast().header("Authorization"),
                 "Basic " + QByteArray("ann:s3cret").toBase64());
        QVERIFY(!peer.requests().constLast().hasHeader("ES-TrustedAuth"));

        ConnectionSettings settings = settingsFor(peer);
        settings.trustedIdentity = QStringLiteral("bob; $admins, editors");
        Scene trusted(settings);
        QCOMPARE(trusted.answerTo(get("/")).status, 200);
        const PeerRequest &request = peer.requests().constLast();
        QCOMPARE(request.header("ES-TrustedAuth"), "bob; $admins, editors");
        QCOMPARE(request.header("Kurrent-TrustedAuth"), "bob; $admins, editors");
        QVERIFY(!request.hasHeader("Authorization"));
    }

    void optionsGoInTheFamilyOfTheNode_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QList<QByteArray>>("names");
        using Names = QList<QByteArray>;
        QTest::newRow("both while unknown") << QString()
                                            << Names{"ES-LongPoll",
                                                     "Kurrent-LongPoll",
                                                     "ES-RequireLeader",
                                                     "Kurrent-RequireLeader",
                                                     "ES-RequireMaster"};
        QTest::newRow("ES before 25.0")
            << QStringLiteral("24.10.4-prerelease")
            << Names{"ES-LongPoll", "ES-RequireLeader", "ES-RequireMaster"};
        QTest::newRow("Kurrent since")
            << QStringLiteral("25.0.0") << Names{"Kurrent-LongPoll", "Kurrent-RequireLeader"};
    }
    void optionsGoInTheFamilyOfTheNode()
    {
        QFETCH(QString, version);
        QFETCH(QList<QByteArray>, names);
        HttpPeer peer([](const PeerRequest &) { return PeerAnswer::of(200); });
        Scene scene(settingsFor(peer));
        scene.link.learn(HttpInfo{version, {}, true});
        HttpRequest request = get("/");
        request.options = {{"LongPoll", "20"}};
        request.wantsLeader = true;
        QCOMPARE(scene.answerTo(request).status, 200);
        QList<QByteArray> found;
        for (const QByteArray &line : peer.requests().constFirst().headerLines) {
            if (line.startsWith("ES-") || line.startsWith("Kurrent-"))
                found.append(line.left(line.indexOf(':')));
        }
        QCOMPARE(found, names);
    }

    void aLineBreakInAHeaderIsNotSent()
    {
        HttpPeer peer([](const PeerRequest &) { return PeerAnswer::of(200); });
        Scene scene(settingsFor(peer));
        HttpRequest request = get("/");
        request.options = {{"EventType", "a\r\nAuthorization: none"}};
        const HttpFailure failure = scene.failureOf(request);
        QCOMPARE(failure.error.code, ErrorCode::InvalidArgument);
        QVERIFY(failure.neverConnected);
        QVERIFY(peer.requests().isEmpty());
    }

    void readsShareAConnectionAndWritesHaveTheirOwn()
    {
        HttpPeer peer([](const PeerRequest &) { return PeerAnswer::of(200); });
        Scene scene(settingsFor(peer));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(scene.answerTo(get("/")).status, 200);
        QCOMPARE(peer.requests().constLast().connection, 1);
        QCOMPARE(scene.answerTo(post("/streams/a", "{}")).status, 200);
        QCOMPARE(peer.requests().constLast().connection, 2);
        QCOMPARE(scene.answerTo(get("/")).status, 200);
        QCOMPARE(peer.requests().constLast().connection, 1);
    }

    void aWriteThatIsDroppedIsSentOnce()
    {
        HttpPeer peer([](const PeerRequest &) { return PeerAnswer{{}, true}; });
        Scene scene(settingsFor(peer));
        const HttpFailure failure = scene.failureOf(post("/streams/a", "{}"));
        QCOMPARE(failure.error.code, ErrorCode::Unavailable);
        QVERIFY(failure.mayHaveLeft);
        QVERIFY(!failure.neverConnected);
        QCOMPARE(peer.requests().size(), 1);
    }

    void aRedirectIsFollowedWithMethodBodyAndHeaders()
    {
        HttpPeer leader([](const PeerRequest &) { return PeerAnswer::of(201); });
        HttpPeer follower;
        follower.play({PeerAnswer::of(307, {}, {redirectTo(leader, "/streams/a%2Fb")}),
                       gossipOf({&follower, &leader})});
        Scene scene(settingsFor(follower));
        HttpRequest request = post("/streams/a%2Fb", "{\"n\":1}");
        request.options = {{"ExpectedVersion", "-1"}};
        const HttpAnswer answer = scene.answerTo(request);
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.node, addressOf(leader));
        QVERIFY(!answer.withoutIdentity);
        const PeerRequest &sent = leader.requests().constFirst();
        QCOMPARE(sent.method, "POST");
        QCOMPARE(sent.target, "/streams/a%2Fb");
        QCOMPARE(sent.body, "{\"n\":1}");
        QCOMPARE(sent.header("ES-ExpectedVersion"), "-1");
        QCOMPARE(sent.header("Kurrent-ExpectedVersion"), "-1");
        QCOMPARE(sent.header("ES-RequireLeader"), "True");
        QVERIFY(sent.hasHeader("Authorization"));
        QCOMPARE(follower.requests().constLast().target, "/gossip");

        follower.play({PeerAnswer::of(307, {}, {redirectTo(leader, "/streams/a%2Fb")})});
        QCOMPARE(scene.answerTo(request).status, 201);
        QCOMPARE(follower.requests().constLast().target, "/streams/a%2Fb"); // not asked again
    }

    void aHostOfTheConnectionIsTrustedUnasked()
    {
        HttpPeer leader([](const PeerRequest &) { return PeerAnswer::of(200); });
        HttpPeer follower;
        follower.play({PeerAnswer::of(307, {}, {redirectTo(leader, "/streams/a")})});
        ConnectionSettings settings = settingsFor(follower);
        settings.hosts.append(addressOf(leader));
        Scene scene(settings);
        QCOMPARE(scene.answerTo(get("/streams/a")).status, 200);
        QVERIFY(leader.requests().constFirst().hasHeader("Authorization"));
        QCOMPARE(follower.requests().size(), 1);
    }

    void aStrangerIsNotToldWhoWeAre()
    {
        HttpPeer stranger([](const PeerRequest &) { return PeerAnswer::of(401); });
        HttpPeer follower;
        follower.play(
            {PeerAnswer::of(307, {}, {redirectTo(stranger, "/streams/a")}), gossipOf({&follower})});
        ConnectionSettings settings = settingsFor(follower);
        settings.trustedIdentity = QStringLiteral("bob");
        Scene scene(settings);
        const HttpAnswer answer = scene.answerTo(get("/streams/a"));
        QCOMPARE(answer.status, 401);
        QVERIFY(answer.withoutIdentity);
        QCOMPARE(stranger.requests().size(), 1);
        QVERIFY(!stranger.requests().constFirst().hasHeader("Authorization"));
        QVERIFY(!stranger.requests().constFirst().hasHeader("ES-TrustedAuth"));
    }

    void otherSecurityIsNotFollowed()
    {
        HttpPeer peer;
        peer.play({PeerAnswer::of(307, {}, {"Location: https://127.0.0.1:1/streams/a"})});
        Scene scene(settingsFor(peer));
        const HttpFailure failure = scene.failureOf(get("/streams/a"));
        QCOMPARE(failure.error.code, ErrorCode::Protocol);
        QVERIFY(!failure.mayHaveLeft);
    }

    void aCircleOfRedirectsEnds()
    {
        HttpPeer peer([&peer](const PeerRequest &) {
            return PeerAnswer::of(307, {}, {redirectTo(peer, "/streams/a")});
        });
        Scene scene(settingsFor(peer));
        const HttpFailure failure = scene.failureOf(get("/streams/a"));
        QCOMPARE(failure.error.code, ErrorCode::Protocol);
        QVERIFY2(failure.error.message.contains(QStringLiteral("circle")),
                 qPrintable(failure.error.message));
        QCOMPARE(peer.requests().size(), 1);
    }

    void aChainOfRedirectsEnds()
    {
        int count = 0;
        HttpPeer peer([&](const PeerRequest &) {
            return PeerAnswer::of(307, {}, {"Location: /streams/" + QByteArray::number(++count)});
        });
        Scene scene(settingsFor(peer));
        QCOMPARE(scene.failureOf(get("/streams/a")).error.code, ErrorCode::Protocol);
        QCOMPARE(peer.requests().size(), 6);
    }

    void otherRedirectsAreAnswers()
    {
        HttpPeer peer;
        peer.play({PeerAnswer::of(302, {}, {"Location: /login"})});
        Scene scene(settingsFor(peer));
        QCOMPARE(scene.answerTo(get("/streams/a")).status, 302);
    }

    void droppingTheCallEndsTheConnectionAtOnce()
    {
        HttpPeer peer; // says nothing
        Scene scene(settingsFor(peer));
        bool wasCalled = false;
        auto call
            = scene.link.send(get("/streams/a"), [&](const HttpOutcome &) { wasCalled = true; });
        QTRY_COMPARE(peer.requests().size(), 1);
        QCOMPARE(peer.openConnections(), 1);
        call.reset();
        QTRY_COMPARE(peer.openConnections(), 0);
        QVERIFY(!wasCalled);
        QCOMPARE(scene.entries.size(), 1);
        QCOMPARE(scene.entries.constFirst().status, QStringLiteral("cancelled"));
    }

    void aCallTellsThatItsAnswerHasBegun()
    {
        HttpPeer silent;
        HttpPeer slow;
        slow.play({PeerAnswer{"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"}});
        Scene first(settingsFor(silent));
        Scene second(settingsFor(slow));
        const auto never = first.link.send(get("/streams/s"), [](const HttpOutcome &) {});
        const auto late = second.link.send(get("/streams/s"), [](const HttpOutcome &) {});
        QVERIFY(!late->hasBegun());
        QTRY_VERIFY(late->hasBegun());
        QTRY_COMPARE(silent.requests().size(), 1);
        QVERIFY(!never->hasBegun());
    }

    void aRedirectIsNotTheBeginningOfAnAnswer()
    {
        HttpPeer silent;
        HttpPeer peer;
        ConnectionSettings settings = settingsFor(peer);
        settings.hosts.append(addressOf(silent));
        peer.play({PeerAnswer::of(307, {}, {redirectTo(silent, "/streams/s")})});
        Scene scene(settings);
        const auto call = scene.link.send(get("/streams/s"), [](const HttpOutcome &) {});
        QTRY_COMPARE(silent.requests().size(), 1);
        QVERIFY(!call->hasBegun());
    }

    void theDeadlineHolds()
    {
        HttpPeer peer; // says nothing
        Scene scene(settingsFor(peer));
        HttpRequest request = get("/streams/a");
        request.deadline = std::chrono::milliseconds(150);
        QElapsedTimer elapsed;
        elapsed.start();
        const HttpFailure failure = scene.failureOf(request);
        QCOMPARE(failure.error.code, ErrorCode::Timeout);
        QVERIFY(failure.mayHaveLeft);
        QVERIFY(elapsed.elapsed() >= 140 && elapsed.elapsed() < 5000);
    }

    void anAnswerThatIsTooLargeIsGivenUp()
    {
        HttpPeer peer(
            [](const PeerRequest &) { return PeerAnswer::of(200, QByteArray(3000, 'x')); });
        Scene scene(settingsFor(peer));
        HttpRequest request = get("/");
        request.largestAnswerBytes = 2999;
        QCOMPARE(scene.failureOf(request).error.code, ErrorCode::TooLarge);
        request.largestAnswerBytes = 3000;
        QCOMPARE(scene.answerTo(request).body.size(), 3000);
    }

    void theLogGetsEveryExchangeAndNoSecret()
    {
        HttpPeer leader([](const PeerRequest &) {
            return PeerAnswer::of(201, "done", {"Set-Cookie: session=s3cret", "X-A: b"});
        });
        HttpPeer follower;
        follower.play({PeerAnswer::of(307, {}, {redirectTo(leader, "/streams/a")})});
        ConnectionSettings settings = settingsFor(follower);
        settings.hosts.append(addressOf(leader));
        Scene scene(settings);
        QCOMPARE(scene.answerTo(post("/streams/a", QByteArray(20'000, 'x'))).status, 201);
        QCOMPARE(scene.entries.size(), 2);
        QCOMPARE(scene.entries.constFirst().status, QStringLiteral("307 Whatever"));
        const WireEntry &entry = scene.entries.constLast();
        QCOMPARE(entry.status, QStringLiteral("201 Whatever"));
        QCOMPARE(entry.node, addressOf(leader));
        QCOMPARE(entry.method, QStringLiteral("POST"));
        QCOMPARE(entry.bytesSent, 20'000);
        QCOMPARE(entry.bytesReceived, 4);
        QVERIFY(entry.requestCut);
        QVERIFY(!entry.failed);
        QVERIFY(entry.requestHeaders.contains("Authorization: Basic (hidden)"));
        QVERIFY(entry.answerHeaders.contains("X-A: b"));
        const QByteArray encoded = QByteArray("ann:s3cret").toBase64();
        for (const WireEntry &each : std::as_const(scene.entries)) {
            QVERIFY(!allText(each).contains("s3cret"));
            QVERIFY(!allText(each).contains(encoded));
        }
    }

    void noServerIsToldFromNoAnswer()
    {
        quint16 port = 0;
        {
            const HttpPeer gone;
            port = gone.port();
        }
        ConnectionSettings settings;
        settings.hosts = {{QStringLiteral("127.0.0.1"), port}};
        settings.tls = false;
        Scene scene(settings);
        const HttpFailure failure = scene.failureOf(get("/"));
        QCOMPARE(failure.error.code, ErrorCode::Unavailable);
        QVERIFY(failure.neverConnected);
        QVERIFY(!failure.mayHaveLeft);
        QVERIFY2(failure.error.message.startsWith(QStringLiteral("Nothing listens")),
                 qPrintable(failure.error.message));
    }
};

QTEST_GUILESS_MAIN(TestHttpLink)
#include "tst_http_link.moc"
