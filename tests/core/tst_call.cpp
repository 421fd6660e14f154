// The contract of a call: one answer, never early, and none once its handle is gone.
#include "core/client/client.h"
#include "tests/support/event_builders.h"
#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"

#include <QTest>

using namespace core;

namespace {

ConnectionSettings oneNode()
{
    ConnectionSettings settings;
    settings.hosts = {{QStringLiteral("one"), 2113}};
    return settings;
}

AppendRequest anAppend()
{
    return {StreamName(QStringLiteral("order-1")), ExpectedRevision::any(), {aNewEvent()}, {}};
}

WriteOutcome written(quint64 revision)
{
    return Written{Revision{revision}, Position{100, 100}};
}

/// What a form is to a call: it sends, it counts the answers, and it may be closed at any time.
struct Sender {
    Client &client;
    int answers = 0;
    Call call = {};

    void send()
    {
        call = client.append(anAppend(), [this](const Result<WriteOutcome> &result) {
            QVERIFY(result);
            ++answers;
        });
    }
};

} // namespace

class TstCall final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void repliesOnceAndNeverBeforeReturning()
    {
        FakeServer server;
        Client client(oneNode(), server.factory(), IoThread::Caller);
        Sender sender{client};
        sender.send();
        QCOMPARE(sender.answers, 0);
        QVERIFY(sender.call.isPending());
        settle();
        QCOMPARE(server.appends.size(), 1);
        server.appends.at(0)->answer(written(3));
        QCOMPARE(sender.answers, 0); // the answer is on its way
        settle();
        QCOMPARE(sender.answers, 1);
        QVERIFY(!sender.call.isPending());
        QVERIFY(server.appends.at(0)->isCancelled); // the transport's handle is gone, too
    }

    void anErrorAtOnceDoesNotComeBeforeReturning()
    {
        FakeServer server;
        Client client({}, server.factory(), IoThread::Caller); // no host to ask
        std::optional<ErrorCode> code;
        const Call call = client.append(
            anAppend(), [&](const Result<WriteOutcome> &result) { code = result.error().code; });
        QVERIFY(!code);
        settle();
        QCOMPARE(code, ErrorCode::InvalidArgument);
    }

    void droppingTheHandleCancels()
    {
        FakeServer server;
        Client client(oneNode(), server.factory(), IoThread::Caller);
        {
            Sender sender{client};
            sender.send();
            settle();
            QVERIFY(!server.appends.at(0)->isCancelled);
        }
        settle();
        QVERIFY(server.appends.at(0)->isCancelled);
        QVERIFY(!server.appends.at(0)->isAnswered);
    }

    void aCallDroppedBeforeItLeftIsNeverSent()
    {
        FakeServer server;
        ConnectionSettings cluster = oneNode();
        cluster.discover = true;
        Client client(cluster, server.factory(), IoThread::Caller);
        {
            Sender sender{client};
            sender.send();
            settle(); // it waits for a node
        }
        settle();
        QCOMPARE(server.gossips.size(), 1);
        server.gossips.at(0)->answer(GossipReply{
            {{QStringLiteral("one"), 2113}, NodeState::Leader, QStringLiteral("Leader"), true}});
        settle();
        QCOMPARE(server.appends.size(), 0);
    }

    void reassigningMeansLatestWins()
    {
        FakeServer server;
        Client client(oneNode(), server.factory(), IoThread::Caller);
        Sender sender{client};
        sender.send();
        sender.send();
        settle();
        QCOMPARE(server.appends.size(), 2);
        QVERIFY(server.appends.at(0)->isCancelled);
        server.appends.at(0)->answer(written(1));
        server.appends.at(1)->answer(written(2));
        settle();
        QCOMPARE(sender.answers, 1);
    }

    void movingTheHandleKeepsTheCall()
    {
        FakeServer server;
        Client client(oneNode(), server.factory(), IoThread::Caller);
        int answers = 0;
        Call first = client.append(anAppend(), [&](const Result<WriteOutcome> &) { ++answers; });
        Call second(std::move(first));
        Call third;
        third = std::move(second);
        settle();
        server.appends.at(0)->answer(written(1));
        settle();
        QCOMPARE(answers, 1);
    }

    void handlerMayDestroyItsOwner()
    {
        FakeServer server;
        Client client(oneNode(), server.factory(), IoThread::Caller);
        struct Owner {
            Call call;
        };
        auto owner = std::make_unique<Owner>();
        bool wasCalled = false;
        owner->call = client.append(anAppend(), [&](const Result<WriteOutcome> &) {
            owner.reset();
            wasCalled = true;
        });
        settle();
        server.appends.at(0)->answer(written(1));
        settle();
        QVERIFY(wasCalled);
        QVERIFY(!owner);
    }

    void handlerMayDestroyTheClient()
    {
        FakeServer server;
        auto client = std::make_unique<Client>(oneNode(), server.factory(), IoThread::Caller);
        const Call call
            = client->append(anAppend(), [&](const Result<WriteOutcome> &) { client.reset(); });
        settle();
        server.appends.at(0)->answer(written(1));
        settle();
        QVERIFY(!client);
        QVERIFY(!call.isPending());
        QCOMPARE(server.alive, 0);
    }

    void clientMayDieFirst_data()
    {
        QTest::addColumn<IoThread>("ioThread");
        QTest::newRow("on the caller's thread") << IoThread::Caller;
        QTest::newRow("with a thread of its own") << IoThread::Own;
    }
    void clientMayDieFirst()
    {
        QFETCH(IoThread, ioThread);
        FakeServer server;
        server.autoFeatures.reset();
        auto client = std::make_unique<Client>(oneNode(), server.factory(), ioThread);
        Sender sender{*client};
        sender.send();
        client.reset();
        QCOMPARE(server.alive, 0);
        QVERIFY(!sender.call.isPending());
        sender.call.cancel();
        QCOMPARE(sender.answers, 0);
    }

    void aCallbackMayOwnACallOfTheSameClient()
    {
        FakeServer server;
        auto client = std::make_unique<Client>(oneNode(), server.factory(), IoThread::Caller);
        // A shared call: the callback of the other one holds the last reference.
        auto inner = std::make_shared<Call>(
            client->append(anAppend(), [](const Result<WriteOutcome> &) {}));
        Call outer = client->append(anAppend(), [inner](const Result<WriteOutcome> &) {});
        inner.reset();
        outer.cancel();
        settle();
        QCOMPARE(server.appends.size(), 2);
        QVERIFY(server.appends.at(0)->isCancelled && server.appends.at(1)->isCancelled);
        auto another = std::make_shared<Call>(
            client->append(anAppend(), [](const Result<WriteOutcome> &) {}));
        Call last = client->append(anAppend(), [another](const Result<WriteOutcome> &) {});
        another.reset();
        client.reset();
        QVERIFY(!last.isPending());
    }

    void replyAndCancelCrossing()
    {
        FakeServer server;
        Client client(oneNode(), server.factory(), IoThread::Caller);
        Sender sender{client};
        sender.send();
        settle();
        server.appends.at(0)->answer(written(1)); // queued, not delivered
        sender.call.cancel();
        settle();
        QCOMPARE(sender.answers, 0);
    }
};

QTEST_GUILESS_MAIN(TstCall)
#include "tst_call.moc"
