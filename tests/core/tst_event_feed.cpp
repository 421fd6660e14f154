// What a read's feed promises: credit, batches, one end, and an end to silence.
#include "core/client/client.h"
#include "tests/support/event_builders.h"
#include "tests/support/fake_transport.h"
#include "tests/support/feed_log.h"
#include "tests/support/wait_for.h"

#include <QTest>

using namespace core;
using std::chrono::milliseconds;

namespace {

ReadRequest aRead()
{
    ReadRequest request;
    request.stream = StreamName(QStringLiteral("order-1"));
    return request;
}

} // namespace

class TstEventFeed final : public QObject
{
    Q_OBJECT

    const NodeAddress m_node = fake::node("one");

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingIsReadBeforeTheFirstGrant()
    {
        FakeServer server;
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        const auto feed = client.read(aRead());
        settle();
        QCOMPARE(server.made.size(), 0); // not even a connection
        feed->grant(0);
        feed->grant(-5);
        settle();
        QCOMPARE(server.made.size(), 0);
        feed->grant(10);
        settle();
        QCOMPARE(server.reads.size(), 1);
        QCOMPARE(server.reads.at(0)->granted, 10);
        QCOMPARE(server.reads.at(0)->request.stream, aRead().stream);
    }

    void creditGoesThroughAsItIsGranted()
    {
        FakeServer server;
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        const auto feed = client.read(aRead());
        feed->grant(10);
        feed->grant(5);
        settle();
        QCOMPARE(server.reads.at(0)->granted, 15);
        feed->grant(std::numeric_limits<qint64>::max());
        settle();
        QCOMPARE(server.reads.at(0)->granted, std::numeric_limits<qint64>::max());
    }

    void whatArrivesIsToldInOrder()
    {
        FakeServer server;
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        const auto feed = client.read(aRead());
        FeedLog log(*feed);
        feed->grant(100);
        settle();
        const auto read = server.reads.at(0);
        read->send(read_item::FirstRevision{{3}});
        read->send(someEvents(3, 2));
        QCOMPARE(log.take(), QStringList()); // on its way
        settle();
        QCOMPARE(log.take(), (QStringList{"first 3"_q, "events 3..4"_q}));
        read->send(someEvents(5, 1));
        read->send(read_item::LastRevision{{5}});
        read->end();
        settle();
        QCOMPARE(log.take(), (QStringList{"events 5..5"_q, "last 5"_q, "finished"_q}));
        QCOMPARE(log.events.size(), 3);
        QVERIFY(read->isCancelled); // the transport's handle is gone
        feed->grant(5);             // harmless
        settle();
        QCOMPARE(log.take(), QStringList());
    }

    void aBatchIsNeverLargerThan256()
    {
        FakeServer server;
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        const auto feed = client.read(aRead());
        FeedLog log(*feed);
        feed->grant(1000);
        settle();
        server.reads.at(0)->send(someEvents(0, 600));
        settle();
        QCOMPARE(log.take(),
                 (QStringList{"events 0..255"_q, "events 256..511"_q, "events 512..599"_q}));
    }

    void anErrorEndsTheFeed_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("a stream that is not there") << ErrorCode::StreamNotFound;
        QTest::newRow("a deleted stream") << ErrorCode::StreamDeleted;
        QTest::newRow("a connection lost half-way") << ErrorCode::Unavailable;
    }
    void anErrorEndsTheFeed()
    {
        QFETCH(ErrorCode, code);
        FakeServer server;
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        const auto feed = client.read(aRead());
        FeedLog log(*feed);
        feed->grant(10);
        settle();
        server.reads.at(0)->send(someEvents(0, 2));
        server.reads.at(0)->end(fake::failure(code));
        settle();
        QCOMPARE(
            log.take(),
            (QStringList{"events 0..1"_q, QStringLiteral("finished: ") + errorCodeText(code)}));
        QCOMPARE(server.reads.size(), 1); // no second try by itself
    }

    void silenceEndsAReadThatWantsEvents()
    {
        FakeServer server;
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        ReadRequest request = aRead();
        request.silence = milliseconds(20);
        const auto feed = client.read(request);
        FeedLog log(*feed);
        feed->grant(10);
        settle();
        server.reads.at(0)->send(someEvents(0, 1));
        QTRY_VERIFY(log.isFinished());
        QCOMPARE(log.take(), (QStringList{"events 0..0"_q, "finished: timeout"_q}));
        QCOMPARE(log.lastError.message, QStringLiteral("one:2113 sent nothing for 20 ms"));
        settle();
        QVERIFY(server.reads.at(0)->isCancelled);
    }

    void silenceIsNoFaultWhereNothingIsWanted()
    {
        FakeServer server;
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        ReadRequest request = aRead();
        request.silence = milliseconds(5);
        const auto idle = client.read(request);
        FeedLog log(*idle);
        idle->grant(2);
        settle();
        server.reads.at(0)->send(someEvents(0, 2)); // its credit is used up
        // A second feed that does want events shows that the time has passed.
        const auto eager = client.read(request);
        FeedLog eagerLog(*eager);
        eager->grant(1);
        QTRY_VERIFY(eagerLog.isFinished());
        QCOMPARE(log.take(), QStringList{"events 0..1"_q});
        idle->grant(1); // and now it counts
        QTRY_VERIFY(log.isFinished());
    }

    void silenceWithoutAConnectionIsUnavailable()
    {
        FakeServer server;
        server.autoFeatures.reset(); // the node answers nothing at all
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        ReadRequest request = aRead();
        request.silence = milliseconds(5);
        const auto feed = client.read(request);
        FeedLog log(*feed);
        feed->grant(1);
        QTRY_VERIFY(log.isFinished());
        QCOMPARE(log.lastError.code, ErrorCode::Unavailable);
        QCOMPARE(log.lastError.message,
                 QStringLiteral("one:2113 could not be reached within 5 ms"));
    }

    void deletingTheFeedCancelsSilently()
    {
        FakeServer server;
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        auto feed = client.read(aRead());
        FeedLog log(*feed);
        feed->grant(10);
        settle();
        server.reads.at(0)->send(someEvents(0, 2)); // on its way when the feed goes
        feed.reset();
        settle();
        QVERIFY(server.reads.at(0)->isCancelled);
        QCOMPARE(log.take(), QStringList());
    }

    void cancellingSaysNothingMore()
    {
        FakeServer server;
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        const auto feed = client.read(aRead());
        FeedLog log(*feed);
        feed->grant(10);
        settle();
        server.reads.at(0)->send(someEvents(0, 2));
        server.reads.at(0)->end();
        feed->cancel();
        feed->cancel();
        feed->grant(1);
        settle();
        QCOMPARE(log.take(), QStringList());
    }

    void aHandlerMayDeleteTheFeed()
    {
        FakeServer server;
        Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        auto feed = client.read(aRead());
        connect(feed.get(), &EventFeed::batchReady, &client, [&] { feed.reset(); });
        feed->grant(1000);
        settle();
        server.reads.at(0)->send(someEvents(0, 600)); // three batches
        settle();
        QVERIFY(!feed);
        QVERIFY(server.reads.at(0)->isCancelled);
    }

    void aHandlerMayDestroyTheClient()
    {
        FakeServer server;
        auto client = std::make_unique<Client>(
            fake::connectionTo({m_node}), server.factory(), IoThread::Caller);
        const auto feed = client->read(aRead());
        int batches = 0;
        connect(feed.get(), &EventFeed::batchReady, this, [&] {
            ++batches;
            client.reset();
        });
        feed->grant(1000);
        settle();
        server.reads.at(0)->send(someEvents(0, 600));
        settle();
        QCOMPARE(batches, 1);
        QCOMPARE(server.alive, 0);
        feed->grant(1);
        feed->cancel();
    }

    void theClientMayDieFirst()
    {
        FakeServer server;
        std::unique_ptr<EventFeed> feed;
        {
            Client client(fake::connectionTo({m_node}), server.factory(), IoThread::Own);
            feed = client.read(aRead());
            feed->grant(10);
        }
        FeedLog log(*feed);
        feed->grant(10);
        feed->cancel();
        QCOMPARE(log.take(), QStringList());
        QCOMPARE(server.alive, 0);
    }
};

QTEST_GUILESS_MAIN(TstEventFeed)
#include "tst_event_feed.moc"
