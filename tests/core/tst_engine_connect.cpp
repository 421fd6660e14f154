// Finding a node: discovery, the leader, losing it, and what the client says meanwhile.
#include "core/client/client.h"
#include "tests/support/event_builders.h"
#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"

#include <QTest>

using namespace core;
using std::chrono::milliseconds;

namespace {

const NodeAddress One = fake::node("one");
const NodeAddress Two = fake::node("two");
const NodeAddress Three = fake::node("three");

ConnectionSettings cluster()
{
    return fake::connectionTo({One, Two});
}

AppendRequest anAppend()
{
    return {StreamName(QStringLiteral("order-1")), ExpectedRevision::any(), {aNewEvent()}, {}};
}

/// A client that tells its states and sends one append after the other.
struct Scene {
    explicit Scene(ConnectionSettings settings)
        : client(std::move(settings), server.factory(), IoThread::Caller)
    {
        QObject::connect(&client,
                         &Client::connectionStateChanged,
                         &client,
                         [this](const ConnectionState &state) { states.append(state); });
    }

    void append()
    {
        call = client.append(anAppend(),
                             [this](const Result<WriteOutcome> &result) { answer = result; });
        settle();
    }
    void answerGossip(core::TransportResult<GossipReply> reply)
    {
        server.gossips.constLast()->answer(std::move(reply));
        settle();
    }
    [[nodiscard]] QList<ConnectionState::Kind> kinds() const
    {
        QList<ConnectionState::Kind> kinds;
        for (const ConnectionState &state : states)
            kinds.append(state.kind);
        return kinds;
    }

    FakeServer server;
    Client client;
    QList<ConnectionState> states;
    std::optional<Result<WriteOutcome>> answer;
    Call call;
};

} // namespace

class TstEngineConnect final : public QObject
{
    Q_OBJECT

    using Kind = ConnectionState::Kind;

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aSingleNodeIsTakenWithoutAsking()
    {
        Scene scene(fake::connectionTo({One}));
        QCOMPARE(scene.client.connectionState(), ConnectionState{});
        scene.append();
        QCOMPARE(scene.server.gossips.size(), 0);
        QCOMPARE(scene.server.made, QList{One});
        QCOMPARE(scene.kinds(), (QList{Kind::Connecting, Kind::Connected}));
        QCOMPARE(scene.client.connectionState().node, One);
        scene.append(); // the same connection
        QCOMPARE(scene.server.made.size(), 1);
        QCOMPARE(scene.server.features.size(), 1);
    }

    void aWriteDoesNotWaitForTheFeatures()
    {
        Scene scene(fake::connectionTo({One}));
        scene.server.autoFeatures.reset();
        scene.append();
        QCOMPARE(scene.server.appends.size(), 1);
        QCOMPARE(scene.kinds(), QList{Kind::Connecting});
    }

    void theLeaderOfTheGossipIsTaken()
    {
        Scene scene(cluster());
        scene.append();
        QCOMPARE(scene.server.appends.size(), 0); // it waits for a node
        QCOMPARE(scene.server.gossips.constLast()->node, One);
        QCOMPARE(scene.server.gossips.constLast()->deadline, cluster().gossipTimeout);
        scene.answerGossip(GossipReply{fake::clusterNode(One, NodeState::Follower),
                                       fake::clusterNode(Three, NodeState::Leader)});
        QCOMPARE(scene.server.appends.size(), 1);
        QCOMPARE(scene.server.appends.at(0)->node, Three);
    }

    void oneHostWithDiscoverAsksForTheClusterToo()
    {
        ConnectionSettings settings = fake::connectionTo({One});
        settings.discover = true;
        Scene scene(settings);
        scene.append();
        scene.answerGossip(GossipReply{fake::clusterNode(One, NodeState::Leader)});
        QCOMPARE(scene.server.appends.size(), 1);
        QCOMPARE(scene.server.made, QList{One}); // the node that was asked is used again
    }

    void aServerWithoutGossipIsTakenItself()
    {
        ConnectionSettings settings = fake::connectionTo({One});
        settings.discover = true;
        Scene scene(settings);
        scene.append();
        scene.answerGossip(fake::failure(ErrorCode::Unsupported));
        QCOMPARE(scene.server.appends.size(), 1);
    }

    void theNextHostIsAskedWhereOneFails_data()
    {
        QTest::addColumn<TransportResult<GossipReply>>("answer");
        using Answer = TransportResult<GossipReply>;
        QTest::newRow("it cannot be reached")
            << Answer(fake::failure(ErrorCode::Unavailable, true));
        QTest::newRow("it does not answer in time") << Answer(fake::failure(ErrorCode::Timeout));
        QTest::newRow("it knows of no node that is ready")
            << Answer(GossipReply{fake::clusterNode(One, NodeState::Other)});
    }
    void theNextHostIsAskedWhereOneFails()
    {
        QFETCH(TransportResult<GossipReply>, answer);
        Scene scene(cluster());
        scene.append();
        scene.answerGossip(answer);
        QCOMPARE(scene.server.gossips.size(), 2);
        QCOMPARE(scene.server.gossips.at(1)->node, Two);
        scene.answerGossip(GossipReply{fake::clusterNode(Two, NodeState::Leader)});
        QCOMPARE(scene.server.appends.constLast()->node, Two);
    }

    void discoveryGivesUpAfterItsAttempts()
    {
        ConnectionSettings settings = cluster();
        settings.maxDiscoverAttempts = 3;
        Scene scene(settings);
        scene.append();
        for (qsizetype asked = 1; asked <= 6; ++asked) {
            QTRY_COMPARE(scene.server.gossips.size(), asked);
            scene.answerGossip(fake::failure(ErrorCode::Unavailable, true));
        }
        QVERIFY(scene.answer && !*scene.answer);
        QCOMPARE(scene.answer->error().code, ErrorCode::Unavailable);
        QCOMPARE(scene.answer->error().message,
                 QStringLiteral("No node of the cluster could be found in 3 attempts: "
                                "a failure for the test"));
        QCOMPARE(scene.client.connectionState().kind, Kind::Failed);
        scene.append(); // the next call tries again
        QCOMPARE(scene.server.gossips.size(), 7);
    }

    void wrongCredentialsAreNotTriedAgain()
    {
        Scene scene(cluster());
        scene.append();
        scene.answerGossip(fake::failure(ErrorCode::Unauthenticated));
        scene.answerGossip(fake::failure(ErrorCode::Unauthenticated));
        QVERIFY(scene.answer && !*scene.answer);
        QCOMPARE(scene.answer->error().code, ErrorCode::Unauthenticated);
    }

    void aLostNodeIsLookedForAnew()
    {
        Scene scene(cluster());
        scene.append();
        scene.answerGossip(GossipReply{fake::clusterNode(One, NodeState::Leader)});
        scene.server.appends.at(0)->answer(fake::failure(ErrorCode::Unavailable));
        settle();
        QCOMPARE(scene.client.connectionState().kind, Kind::Lost);
        QCOMPARE(scene.client.connectionState().text, QStringLiteral("a failure for the test"));
        scene.append();
        QCOMPARE(scene.server.gossips.size(), 2);
        scene.answerGossip(GossipReply{fake::clusterNode(Two, NodeState::Leader)});
        QCOMPARE(scene.server.appends.at(1)->node, Two);
        QCOMPARE(scene.client.connectionState().kind, Kind::Connected);
        QCOMPARE(scene.server.alive, 1); // the lost one is gone
    }

    void aNodeThatCannotBeReachedIsAFailureNotALoss()
    {
        Scene scene(fake::connectionTo({One}));
        scene.server.autoFeatures = fake::failure(ErrorCode::Unavailable, true);
        scene.append();
        QCOMPARE(scene.kinds(), (QList{Kind::Connecting, Kind::Failed}));
        QVERIFY(!scene.answer); // the write's own answer is still to come
        scene.server.appends.at(0)->answer(fake::failure(ErrorCode::Unavailable, true));
        QTRY_COMPARE(scene.server.appends.size(), 2); // it is tried once more
        scene.server.appends.at(1)->answer(fake::failure(ErrorCode::Unavailable, true));
        settle();
        QVERIFY(scene.answer && !*scene.answer);
    }

    void featuresThatNobodyMaySeeAreNoFailure_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("denied") << ErrorCode::AccessDenied;
        QTest::newRow("late") << ErrorCode::Timeout;
        QTest::newRow("garbled") << ErrorCode::Protocol;
    }
    void featuresThatNobodyMaySeeAreNoFailure()
    {
        QFETCH(ErrorCode, code);
        Scene scene(fake::connectionTo({One}));
        scene.server.autoFeatures = fake::failure(code);
        scene.append();
        QCOMPARE(scene.client.connectionState().kind, Kind::Connected);
    }

    void theFeaturesOfALostNodeAreNotThoseOfTheNext()
    {
        Scene scene(fake::connectionTo({One}));
        scene.server.autoFeatures.reset();
        scene.append();
        const auto late = scene.server.features.at(0);
        scene.server.appends.at(0)->answer(fake::failure(ErrorCode::Unavailable));
        late->answer(FeaturesReply{QStringLiteral("24.10"), {}}); // before it is let go
        settle();
        QCOMPARE(scene.client.connectionState().kind, Kind::Failed);
        scene.append();
        QCOMPARE(scene.client.connectionState().kind, Kind::Connecting);
    }

    void theDeadlineRunsWhileConnecting()
    {
        Scene scene(cluster());
        AppendRequest request = anAppend();
        request.deadline = milliseconds(10);
        scene.call = scene.client.append(
            request, [&](const Result<WriteOutcome> &result) { scene.answer = result; });
        QTRY_VERIFY(scene.answer);
        QVERIFY(!*scene.answer); // certain: it never left
        QCOMPARE(scene.answer->error().code, ErrorCode::Unavailable);
        QCOMPARE(scene.answer->error().message,
                 QStringLiteral("No node could be reached within 10 ms"));
        scene.answerGossip(GossipReply{fake::clusterNode(One, NodeState::Leader)});
        QCOMPARE(scene.server.appends.size(), 0);
    }

    void aWriteThatTimedOutIsNotSentByANodeThatComesAMomentLater()
    {
        Scene scene(cluster());
        AppendRequest request = anAppend();
        request.deadline = milliseconds(1);
        scene.call = scene.client.append(request, [&](const Result<WriteOutcome> &result) {
            scene.answer = result;
            // The operation may not be deleted yet.
            scene.server.gossips.constLast()->answer(
                GossipReply{fake::clusterNode(One, NodeState::Leader)});
        });
        QTRY_VERIFY(scene.answer);
        settle();
        QCOMPARE(scene.server.appends.size(), 0);
    }

    void deletingTheClientWhileItDiscoversIsClean()
    {
        FakeServer server;
        auto client = std::make_unique<Client>(cluster(), server.factory(), IoThread::Caller);
        const Call call = client->append(
            anAppend(), [](const Result<WriteOutcome> &) { QFAIL("no answer was expected"); });
        settle();
        client.reset();
        QVERIFY(server.gossips.at(0)->isCancelled);
        QCOMPARE(server.alive, 0);
    }
};

QTEST_GUILESS_MAIN(TstEngineConnect)
#include "tst_engine_connect.moc"
