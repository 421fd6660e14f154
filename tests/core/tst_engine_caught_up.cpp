// Having caught up is told once, also by servers that do not say so themselves.
#include "core/client/client.h"
#include "tests/support/event_builders.h"
#include "tests/support/fake_transport.h"
#include "tests/support/feed_log.h"
#include "tests/support/wait_for.h"

#include <QTest>

using namespace core;

namespace {

/// A subscription that is confirmed, at a server of a version.
struct Scene {
    Scene(const char *version, const SubscribeRequest &request)
        : client(fake::connectionTo({fake::node("one")}), prepared(version), IoThread::Caller)
        , feed(client.subscribe(request))
        , log(*feed)
    {
        feed->grant(1000);
        settle();
        send(read_item::Confirmed{});
        (void)log.take();
    }

    TransportFactory prepared(const char *version)
    {
        server.autoFeatures = FeaturesReply{QString::fromLatin1(version), {}};
        return server.factory();
    }
    void send(ReadItem item)
    {
        server.subscriptions.constLast()->send(std::move(item));
        settle();
    }
    /// Answers the read of the head.
    void headIs(const EventBatch &events)
    {
        server.reads.constLast()->send(events);
        server.reads.constLast()->end();
        settle();
    }

    FakeServer server;
    Client client;
    std::unique_ptr<EventFeed> feed;
    FeedLog log;
};

SubscribeRequest toStream(const SubscribeAfter &after = FromStart{})
{
    return {StreamName(QStringLiteral("order-1")), after, false, {}, {}};
}

SubscribeRequest toAll()
{
    return {StreamName::all(), FromStart{}, false, EventFilter::withoutSystemEvents(), {}};
}

} // namespace

class TstEngineCaughtUp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anOldServersHeadIsReadAndReached_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::newRow("20.10 does not even tell its version") << QByteArray();
        QTest::newRow("21.10") << QByteArray("21.10.11");
        QTest::newRow("23.6") << QByteArray("23.6.0");
    }
    void anOldServersHeadIsReadAndReached()
    {
        QFETCH(QByteArray, version);
        Scene scene(version.constData(), toStream());
        QCOMPARE(scene.server.reads.size(), 1);
        QCOMPARE(scene.server.reads.at(0)->request.direction, Direction::Backwards);
        QCOMPARE(scene.server.reads.at(0)->request.count, 1u);
        scene.send(someEvents(0, 2));
        scene.headIs(someEvents(4, 1));
        QCOMPARE(scene.log.take(), QStringList{"events 0..1"_q});
        scene.send(someEvents(2, 3));
        scene.send(someEvents(5, 1)); // live
        QCOMPARE(scene.log.take(), (QStringList{"events 2..4"_q, "caught up"_q, "events 5..5"_q}));
    }

    void theHeadMayBeReachedBeforeItIsKnown()
    {
        Scene scene("22.10.5", toStream());
        scene.send(someEvents(0, 5));
        scene.headIs(someEvents(4, 1));
        QCOMPARE(scene.log.take(), (QStringList{"events 0..4"_q, "caught up"_q}));
    }

    void aSubscriberWhoKnowsTheHeadHasCaughtUpAtOnce()
    {
        Scene scene("22.10.5", toStream(Revision{4}));
        scene.headIs(someEvents(4, 1));
        QCOMPARE(scene.log.take(), QStringList{"caught up"_q});
    }

    void whereNothingCanBeReadItHasCaughtUpAtOnce_data()
    {
        QTest::addColumn<bool>("isMissing");
        QTest::newRow("a stream that is not there") << true;
        QTest::newRow("a stream of truncated events") << false;
    }
    void whereNothingCanBeReadItHasCaughtUpAtOnce()
    {
        QFETCH(bool, isMissing);
        Scene scene("22.10.5", toStream());
        const auto head = scene.server.reads.constLast();
        if (isMissing) {
            head->end(fake::failure(ErrorCode::StreamNotFound));
        } else {
            head->send(read_item::LastRevision{{9}});
            head->end();
        }
        settle();
        scene.send(someEvents(10, 1));
        QCOMPARE(scene.log.take(), (QStringList{"caught up"_q, "events 10..10"_q}));
    }

    void ofAllTheHeadIsTheLastEventThatIsWanted()
    {
        Scene scene("22.10.5", toAll());
        const auto head = scene.server.reads.constLast();
        QCOMPARE(head->request.stream, StreamName::all());
        QCOMPARE(head->request.filter, toAll().filter);
        scene.headIs(someEvents(5, 1)); // position 50
        scene.send(someEvents(4, 1));
        scene.send(someEvents(5, 1));
        QCOMPARE(scene.log.take(), (QStringList{"events 4..4"_q, "events 5..5"_q, "caught up"_q}));
    }

    void aCheckpointBehindTheHeadIsEnough()
    {
        Scene scene("22.10.5", toAll());
        scene.headIs(someEvents(5, 1));
        scene.send(read_item::Checkpoint{{60, 60}});
        QCOMPARE(scene.log.take(), (QStringList{"checkpoint 60:60"_q, "caught up"_q}));
    }

    void on2310OnlyAMissingStreamNeedsHelp()
    {
        Scene there("23.10.6", toStream());
        there.headIs(someEvents(0, 1));
        there.send(someEvents(0, 1));
        QCOMPARE(there.log.take(), QStringList{"events 0..0"_q});
        there.send(read_item::CaughtUp{}); // the server's own
        QCOMPARE(there.log.take(), QStringList{"caught up"_q});

        Scene missing("23.10.6", toStream());
        missing.server.reads.constLast()->end(fake::failure(ErrorCode::StreamNotFound));
        settle();
        QCOMPARE(missing.log.take(), QStringList{"caught up"_q});
    }

    void itIsNotToldTwiceForTheSameCatchingUp()
    {
        Scene scene("23.10.6", toStream());
        scene.server.reads.constLast()->end(fake::failure(ErrorCode::StreamNotFound));
        settle();
        scene.send(someEvents(0, 1));
        scene.send(read_item::CaughtUp{});
        QCOMPARE(scene.log.take(), (QStringList{"caught up"_q, "events 0..0"_q}));
    }

    void afterALostConnectionItIsToldAgain()
    {
        Scene scene("22.10.5", toStream());
        scene.send(someEvents(0, 5));
        scene.headIs(someEvents(4, 1));
        scene.server.subscriptions.constLast()->end(fake::failure(ErrorCode::Unavailable));
        QTRY_COMPARE(scene.server.subscriptions.size(), 2);
        scene.send(read_item::Confirmed{});
        (void)scene.log.take();
        QCOMPARE(scene.server.reads.size(), 2);
        scene.headIs(someEvents(6, 1));
        scene.send(someEvents(5, 2));
        QCOMPARE(scene.log.take(), (QStringList{"events 5..6"_q, "caught up"_q}));
    }

    void aHeadThatIsStillBeingReadWhenTheConnectionIsLostIsForgotten()
    {
        Scene scene("22.10.5", toStream());
        const auto head = scene.server.reads.constLast();
        scene.server.subscriptions.constLast()->end(fake::failure(ErrorCode::Unavailable));
        head->end(fake::failure(ErrorCode::StreamNotFound)); // before it is let go
        settle();
        QVERIFY(!scene.log.take().contains("caught up"_q));
    }
};

QTEST_GUILESS_MAIN(TstEngineCaughtUp)
#include "tst_engine_caught_up.moc"
