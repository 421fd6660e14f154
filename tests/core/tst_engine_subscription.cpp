// A subscription outlives its connection, and no event is seen twice or missed.
#include "core/client/client.h"
#include "tests/support/event_builders.h"
#include "tests/support/fake_transport.h"
#include "tests/support/feed_log.h"
#include "tests/support/wait_for.h"

#include <QTest>

using namespace core;
using std::chrono::milliseconds;

namespace {

const NodeAddress One = fake::node("one");
const NodeAddress Two = fake::node("two");

SubscribeRequest toStream(const SubscribeAfter &after = FromStart{})
{
    return {StreamName(QStringLiteral("order-1")), after, false, {}, {}};
}

SubscribeRequest toAll(const SubscribeAfter &after = FromStart{})
{
    return {StreamName::all(), after, false, EventFilter::withoutSystemEvents(), {}};
}

/// A client of one node with one subscription that has credit.
struct Scene {
    explicit Scene(const SubscribeRequest &request,
                   ConnectionSettings settings = fake::connectionTo({One}))
        : client(std::move(settings), server.factory(), IoThread::Caller)
        , feed(client.subscribe(request))
        , log(*feed)
    {
        feed->grant(1000);
        settle();
    }

    FakeServer::Subscription &last() { return *server.subscriptions.constLast(); }
    /// Sends, and lets it arrive.
    void send(ReadItem item)
    {
        last().send(std::move(item));
        settle();
    }
    /// Ends the subscription, and waits for the next attempt unless it is over.
    void lose(ErrorCode code = ErrorCode::Unavailable)
    {
        const qsizetype before = server.subscriptions.size();
        last().end(fake::failure(code));
        settle();
        QTRY_VERIFY(log.isFinished() || server.subscriptions.size() > before);
    }

    FakeServer server;
    Client client;
    std::unique_ptr<EventFeed> feed;
    FeedLog log;
};

SubscribeAfter placeOf(quint64 position)
{
    return Position{position, position};
}

} // namespace

class TstEngineSubscription final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingIsAskedBeforeTheFirstGrant()
    {
        FakeServer server;
        Client client(fake::connectionTo({One}), server.factory(), IoThread::Caller);
        const auto feed = client.subscribe(toStream());
        settle();
        QCOMPARE(server.made.size(), 0);
    }

    void theServersWordsArePassedOn()
    {
        Scene scene(toAll());
        scene.last().send(read_item::Confirmed{});
        scene.last().send(someEvents(0, 3));
        scene.last().send(read_item::Checkpoint{{50, 50}});
        scene.last().send(read_item::CaughtUp{});
        scene.last().send(read_item::FellBehind{});
        scene.last().send(read_item::CaughtUp{});
        settle();
        QCOMPARE(scene.log.take(),
                 (QStringList{"confirmed"_q,
                              "events 0..2"_q,
                              "checkpoint 50:50"_q,
                              "caught up"_q,
                              "fell behind"_q,
                              "caught up"_q}));
        QCOMPARE(scene.server.reads.size(), 0); // 24.10 tells by itself
    }

    void aStreamIsResumedAfterTheLastDeliveredEvent()
    {
        Scene scene(toStream(Revision{4}));
        scene.send(read_item::Confirmed{});
        scene.send(someEvents(5, 3));
        QCOMPARE(scene.last().granted, 1000);
        scene.lose();
        QCOMPARE(scene.last().request.after, SubscribeAfter(Revision{7}));
        QCOMPARE(scene.last().granted, 997); // what is left of the credit
        scene.send(read_item::Confirmed{});
        scene.send(someEvents(8, 1));
        QCOMPARE(scene.log.take(),
                 (QStringList{"confirmed"_q,
                              "events 5..7"_q,
                              "interrupted 1: unavailable"_q,
                              "resumed"_q,
                              "events 8..8"_q}));
        QCOMPARE(scene.server.made.size(), 2); // the node was looked for anew
    }

    void allIsResumedAfterTheLastEventOrCheckpoint()
    {
        Scene scene(toAll());
        scene.send(read_item::Confirmed{});
        scene.send(someEvents(0, 3)); // up to position 20
        scene.send(read_item::Checkpoint{{90, 90}});
        scene.lose();
        QCOMPARE(scene.last().request.after, placeOf(90));
        scene.send(read_item::Confirmed{});
        scene.send(someEvents(10, 1)); // position 100
        scene.send(read_item::Checkpoint{{95, 95}});
        scene.lose();
        QCOMPARE(scene.last().request.after, placeOf(100));
        QCOMPARE(scene.last().request.filter, toAll().filter);
    }

    void anEventIsNeverDeliveredTwice()
    {
        Scene scene(toStream());
        scene.send(read_item::Confirmed{});
        scene.send(someEvents(0, 5));
        scene.lose();
        scene.send(read_item::Confirmed{});
        scene.send(someEvents(2, 3)); // all of them known
        scene.send(someEvents(3, 4)); // two of them known
        QCOMPARE(scene.log.events.size(), 7);
        for (qsizetype i = 0; i < scene.log.events.size(); ++i)
            QCOMPARE(scene.log.events.at(i).original().revision, Revision{quint64(i)});
    }

    void aResolvedLinkCountsByItsOwnRevision()
    {
        Scene scene(toStream());
        scene.send(read_item::Confirmed{});
        const RecordedEvent target = anEvent("order-2").at(900);
        const RecordedEvent link = anEvent("order-1").at(3).ofType("$>");
        scene.send(EventBatch{{target, link}});
        scene.lose();
        QCOMPARE(scene.last().request.after, SubscribeAfter(Revision{3}));
    }

    void itGivesUpAfterAsManyAttemptsAsDiscoveryMayTake()
    {
        ConnectionSettings settings = fake::connectionTo({One});
        settings.maxDiscoverAttempts = 3;
        Scene scene(toStream(), settings);
        scene.send(read_item::Confirmed{});
        for (int i = 0; i < 4; ++i)
            scene.lose();
        settle();
        QCOMPARE(scene.log.take(),
                 (QStringList{"confirmed"_q,
                              "interrupted 1: unavailable"_q,
                              "interrupted 2: unavailable"_q,
                              "interrupted 3: unavailable"_q,
                              "finished: unavailable"_q}));
        QCOMPARE(scene.server.subscriptions.size(), 4);
    }

    void aConfirmationStartsTheCountAnew()
    {
        ConnectionSettings settings = fake::connectionTo({One});
        settings.maxDiscoverAttempts = 1;
        Scene scene(toStream(), settings);
        for (int i = 0; i < 3; ++i) {
            scene.send(read_item::Confirmed{});
            scene.lose();
        }
        QVERIFY(!scene.log.isFinished());
        QCOMPARE(scene.log.take().constLast(), "interrupted 1: unavailable"_q);
    }

    void whatDoesNotPassByItselfEndsIt_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("a tombstone") << ErrorCode::StreamDeleted;
        QTest::newRow("no right to read") << ErrorCode::AccessDenied;
        QTest::newRow("wrong credentials") << ErrorCode::Unauthenticated;
        QTest::newRow("a bad request") << ErrorCode::InvalidArgument;
    }
    void whatDoesNotPassByItselfEndsIt()
    {
        QFETCH(ErrorCode, code);
        Scene scene(toStream());
        scene.send(read_item::Confirmed{});
        scene.lose(code);
        QCOMPARE(scene.log.take(),
                 (QStringList{"confirmed"_q, QStringLiteral("finished: ") + errorCodeText(code)}));
    }

    void aFirstConnectionThatFailsEndsIt()
    {
        Scene scene(toStream());
        scene.lose();
        QCOMPARE(scene.log.take(), QStringList{"finished: unavailable"_q});
    }

    void aServerThatEndsItIsALostConnection()
    {
        Scene scene(toStream());
        scene.send(read_item::Confirmed{});
        scene.last().end();
        QTRY_COMPARE(scene.server.subscriptions.size(), 2);
        QCOMPARE(scene.log.take().constLast(), "interrupted 1: unavailable"_q);
    }

    void withoutAConfirmationInTimeItEnds()
    {
        SubscribeRequest request = toStream();
        request.deadline = milliseconds(10);
        Scene scene(request);
        QTRY_VERIFY(scene.log.isFinished());
        QCOMPARE(scene.log.take(), QStringList{"finished: timeout"_q});
        QCOMPARE(scene.log.lastError.message,
                 QStringLiteral("one:2113 did not confirm the subscription within 10 ms"));
    }

    void onceConfirmedItMayBeSilentForever()
    {
        SubscribeRequest request = toStream();
        request.deadline = milliseconds(5);
        Scene scene(request);
        scene.send(read_item::Confirmed{});
        Scene other(request); // its deadline shows that the time has passed
        QTRY_VERIFY(other.log.isFinished());
        QVERIFY(!scene.log.isFinished());
    }

    void aFollowerSendsItToTheLeader()
    {
        Scene scene(toStream());
        scene.last().end(fake::notLeader(Two));
        settle();
        QCOMPARE(scene.server.subscriptions.size(), 2);
        QCOMPARE(scene.last().node, Two);
        scene.send(read_item::Confirmed{});
        QCOMPARE(scene.log.take(), QStringList{"confirmed"_q});
        // And when the leadership moves on in the middle:
        scene.last().end(fake::notLeader(One));
        QTRY_COMPARE(scene.server.subscriptions.size(), 3);
        QCOMPARE(scene.last().node, One);
    }

    void deletingItWhileItPausesIsSilent()
    {
        ConnectionSettings settings = fake::connectionTo({One});
        settings.discoveryInterval = std::chrono::hours(1);
        Scene scene(toStream(), settings);
        scene.send(read_item::Confirmed{});
        scene.last().end(fake::failure(ErrorCode::Unavailable));
        settle();
        QVERIFY(scene.log.lastDelay > milliseconds(0));
        scene.feed.reset();
        settle();
        QCOMPARE(scene.log.take(), (QStringList{"confirmed"_q, "interrupted 1: unavailable"_q}));
    }

    void fromTheEndMeansAfterTheLastEventThereIs()
    {
        Scene scene(toAll(FromEnd{}));
        QCOMPARE(scene.server.subscriptions.size(), 0);
        const auto head = scene.server.reads.constLast();
        QCOMPARE(head->request.direction, Direction::Backwards);
        QVERIFY(!head->request.filter); // the last event of all, whether it is wanted or not
        head->send(someEvents(7, 1));
        head->end();
        settle();
        QCOMPARE(scene.last().request.after, placeOf(70));
        scene.send(read_item::Confirmed{});
        scene.lose(); // nothing was delivered yet
        QCOMPARE(scene.last().request.after, placeOf(70));
    }

    void fromTheEndOfAStream_data()
    {
        QTest::addColumn<bool>("hasEvents");
        QTest::addColumn<bool>("hasLast");
        QTest::addColumn<SubscribeAfter>("after");
        QTest::newRow("with events") << true << true << SubscribeAfter(Revision{7});
        QTest::newRow("all of them truncated") << false << true << SubscribeAfter(Revision{7});
        QTest::newRow("the same on 20.10, which does not tell the last revision")
            << false << false << SubscribeAfter(FromStart{});
    }
    void fromTheEndOfAStream()
    {
        QFETCH(bool, hasEvents);
        QFETCH(bool, hasLast);
        QFETCH(SubscribeAfter, after);
        Scene scene(toStream(FromEnd{}));
        const auto head = scene.server.reads.constLast();
        if (hasEvents)
            head->send(someEvents(7, 1));
        if (hasLast)
            head->send(read_item::LastRevision{{7}});
        head->end();
        settle();
        QCOMPARE(scene.last().request.after, after);
    }

    void fromTheEndOfAStreamThatIsNotThereIsFromItsStart()
    {
        Scene scene(toStream(FromEnd{}));
        scene.server.reads.constLast()->end(fake::failure(ErrorCode::StreamNotFound));
        settle();
        QCOMPARE(scene.last().request.after, SubscribeAfter(FromStart{}));
    }

    void fromTheEndOfADeletedStreamEndsAtOnce()
    {
        Scene scene(toStream(FromEnd{}));
        scene.server.reads.constLast()->end(fake::failure(ErrorCode::StreamDeleted));
        settle();
        QCOMPARE(scene.log.take(), QStringList{"finished: stream-deleted"_q});
    }
};

QTEST_GUILESS_MAIN(TstEngineSubscription)
#include "tst_engine_subscription.moc"
