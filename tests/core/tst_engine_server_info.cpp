// What a server says of itself; what it lacks is left empty.
#include "core/client/client.h"
#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"

#include <QTest>

using namespace core;

namespace {

const NodeAddress One = fake::node("one");
const NodeAddress Two = fake::node("two");

/// A client that asks, at a server whose features the test answers.
struct Scene {
    Scene()
        : client(fake::connectionTo({One}), server.factory(), IoThread::Caller)
    {
        server.autoFeatures.reset();
        call = client.serverInfo([this](const Result<ServerInfo> &result) { info = result; });
        settle();
    }
    /// The call that connects, and the one that is ours.
    void answerFeatures(const TransportResult<FeaturesReply> &reply)
    {
        for (const auto &features : server.features)
            features->answer(reply);
        settle();
    }
    void answerGossip(const TransportResult<GossipReply> &reply)
    {
        server.gossips.constLast()->answer(reply);
        settle();
    }

    FakeServer server;
    Client client;
    std::optional<Result<ServerInfo>> info;
    Call call;
};

ClusterNode named(const NodeAddress &address, NodeState state, const char *text)
{
    return {address, state, QString::fromLatin1(text), true};
}

} // namespace

class TstEngineServerInfo final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void versionMethodsAndNodesAreTold()
    {
        Scene scene;
        const SupportedMethod read{QStringLiteral("event_store.client.streams.streams"),
                                   QStringLiteral("read"),
                                   {QStringLiteral("position")}};
        scene.answerFeatures(FeaturesReply{QStringLiteral("24.10.4"), {read}});
        const GossipReply cluster{named(Two, NodeState::Leader, "Leader"),
                                  named(One, NodeState::Follower, "Follower")};
        scene.answerGossip(cluster);
        QVERIFY(scene.info && *scene.info);
        const ServerInfo &info = **scene.info;
        QCOMPARE(info.node, One);
        QCOMPARE(info.version, QStringLiteral("24.10.4"));
        QCOMPARE(info.methods, QList{read});
        QCOMPARE(info.cluster, cluster);
        QCOMPARE(info.state, QStringLiteral("Follower"));
        QVERIFY(info.roundTripMicroseconds >= 0);
    }

    void theOnlyNodeIsTheOneThatAnsweredWhateverItCallsItself()
    {
        Scene scene;
        scene.answerFeatures(FeaturesReply{});
        scene.answerGossip(GossipReply{named(Two, NodeState::Leader, "Leader")});
        QCOMPARE((*scene.info)->state, QStringLiteral("Leader"));
    }

    void whatAServerLacksIsLeftEmpty_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("it has no such service") << ErrorCode::Unsupported;
        QTest::newRow("it shows it to others only") << ErrorCode::AccessDenied;
    }
    void whatAServerLacksIsLeftEmpty()
    {
        QFETCH(ErrorCode, code);
        Scene scene;
        scene.answerFeatures(fake::failure(code));
        scene.answerGossip(fake::failure(code));
        QVERIFY(scene.info && *scene.info);
        QCOMPARE((*scene.info)->version, QString());
        QVERIFY((*scene.info)->methods.isEmpty() && (*scene.info)->cluster.isEmpty());
    }

    void aServerThatIsNotThereIsAnError()
    {
        Scene scene;
        scene.answerFeatures(fake::failure(ErrorCode::Unavailable, true));
        QTRY_COMPARE(scene.server.made.size(), 2); // it is tried once more
        scene.answerFeatures(fake::failure(ErrorCode::Unavailable, true));
        QVERIFY(scene.info && !*scene.info);
        QCOMPARE(scene.info->error().code, ErrorCode::Unavailable);
        QCOMPARE(scene.client.connectionState().kind, ConnectionState::Kind::Failed);
    }

    void soIsOneThatDiesInBetween()
    {
        Scene scene;
        scene.answerFeatures(FeaturesReply{});
        scene.answerGossip(fake::failure(ErrorCode::Unavailable));
        QVERIFY(scene.info && !*scene.info);
        QCOMPARE(scene.client.connectionState().kind, ConnectionState::Kind::Lost);
    }
};

QTEST_GUILESS_MAIN(TstEngineServerInfo)
#include "tst_engine_server_info.moc"
