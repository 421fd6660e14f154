// What is read of a stream, when, and how much; what it is found to be; how it is followed.
#include "tests/ui/pretended_store.h"
#include "ui/events/stream_source.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using ui::EventSourceState;
using ui::StreamSource;

class TstStreamSource final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void openingReadsTheEndAndTheStartOnce()
    {
        PretendedStore store(m_stream);
        store.end = 18;
        StreamSource source(store.client, m_stream, {}, nullptr);
        QAbstractItemModelTester tester(&source.model(), Fatal);
        source.open();
        QCOMPARE(store.serve(), 2);
        QCOMPARE(source.state().kind, EventSourceState::Kind::Ready);
        QCOMPARE(source.rangeText(), QStringLiteral("18 events · 0–17"));
        QCOMPARE(source.model().rowCount(), 18);
        QCOMPARE(store.serve(), 0);
        QVERIFY(!source.isReading());
    }

    void aJumpInTenMillionsReadsOnePage()
    {
        PretendedStore store(m_stream);
        store.end = 10'000'000;
        StreamSource source(store.client, m_stream, {}, nullptr);
        source.open();
        QCOMPARE(store.serve(), 2);
        QCOMPARE(source.model().rowCount(), 100'000);
        const int row = source.bringPlace(3'000'000);
        QVERIFY(row >= 0);
        paint(source, row, 30);
        QTRY_VERIFY(source.isReading());
        QCOMPARE(store.serve(), 1);
        QCOMPARE(text(source, row), QStringLiteral("3000000"));
        QVERIFY(source.model().eventAt(row + 29));
        const core::ReadRequest page = store.server.reads.constLast()->request;
        QCOMPARE(page.count, std::optional<quint64>(256));
        paint(source, row, 30);
        QVERIFY(!source.isReading());
    }

    void theNewestViewTakesThePlaceOfWhatWaits()
    {
        PretendedStore store(m_stream);
        store.end = 100'000;
        StreamSource source(store.client, m_stream, {}, nullptr);
        source.open();
        store.serve();
        paint(source, 1000, 30);
        QTRY_COMPARE(store.readsOfStream(), 3);
        const auto first = store.server.reads.constLast();
        paint(source, 50'000, 30);
        QTRY_COMPARE(store.readsOfStream(), 4);
        const auto second = store.server.reads.constLast();
        QVERIFY(first->isCancelled);
        QVERIFY(!second->isCancelled);
        paint(source, 90'000, 30);
        QTRY_COMPARE(store.readsOfStream(), 5);
        QVERIFY(second->isCancelled);
        QCOMPARE(store.serve(), 1);
        QVERIFY(!source.model().eventAt(1000));
        QVERIFY(!source.model().eventAt(50'000));
        QVERIFY(source.model().eventAt(90'000));
    }

    void anAnswerFromBeforeAReloadIsDropped()
    {
        PretendedStore store(m_stream);
        store.end = 10'000;
        StreamSource source(store.client, m_stream, {}, nullptr);
        source.open();
        store.serve();
        paint(source, 0, 10);
        QTRY_COMPARE(store.readsOfStream(), 3);
        const auto stale = store.server.reads.constLast();
        source.open();
        stale->send(samples::batch(m_stream, 0, 256)); // crosses the cancelling
        stale->end();
        store.end = 10'005;
        store.serve();
        QCOMPARE(source.model().last(), core::Revision{10'004});
        QVERIFY(!source.model().eventAt(0));
    }

    void truncationIsToldWithItsReason()
    {
        PretendedStore store(m_stream);
        store.first = 42;
        store.end = 1000;
        store.metadata = R"({"$tb":42})";
        StreamSource source(store.client, m_stream, {}, nullptr);
        source.open();
        store.serve();
        store.serve();
        QCOMPARE(source.model().first(), core::Revision{42});
        QCOMPARE(source.model().rowAt(0).note,
                 QStringLiteral("revisions 0–41 are gone: truncate before 42"));
        QCOMPARE(source.rangeText(), QStringLiteral("958 events · 42–999"));
    }

    void aHoleInThePageIsGone()
    {
        PretendedStore store(m_stream);
        store.end = 2000;
        const auto make = store.make;
        store.make
            = [make](quint64 revision) { return revision == 7 ? std::nullopt : make(revision); };
        StreamSource source(store.client, m_stream, {}, nullptr);
        source.open();
        store.serve();
        paint(source, 0, 20);
        QTRY_VERIFY(source.isReading());
        store.serve();
        QCOMPARE(source.model().rowAt(7).state, ui::EventRowState::Gone);
        QCOMPARE(source.model().rowAt(8).state, ui::EventRowState::Here);
        QCOMPARE(source.rangeText(), QStringLiteral("0–1,999, some gone"));
    }

    void heavyEventsAreReadByTheView()
    {
        PretendedStore store(m_stream);
        store.end = 5000;
        const auto make = store.make;
        store.make = [make](quint64 revision) {
            auto event = make(revision);
            event->event->data = QByteArray(1024 * 1024, 'x');
            return event;
        };
        StreamSource source(store.client, m_stream, {}, nullptr);
        source.open();
        store.serve();
        QCOMPARE(source.state().kind, EventSourceState::Kind::Ready);
        paint(source, 100, 10);
        QTRY_VERIFY(source.isReading());
        store.serve();
        QCOMPARE(store.server.reads.constLast()->request.count, std::optional<quint64>(10));
        QVERIFY(source.model().eventAt(109));
        QVERIFY(!source.model().eventAt(110));
    }

    void aFailedPageWaitsForRetry()
    {
        PretendedStore store(m_stream);
        store.end = 1000;
        StreamSource source(store.client, m_stream, {}, nullptr);
        source.open();
        store.serve();
        store.failure = core::ErrorCode::Unknown;
        paint(source, 0, 10);
        QTRY_VERIFY(source.isReading());
        store.serve();
        QVERIFY(source.readError());
        const qsizetype reads = store.readsOfStream();
        paint(source, 0, 10);
        settle();
        QCOMPARE(store.readsOfStream(), reads);
        store.failure.reset();
        source.retry();
        QVERIFY(!source.readError());
        paint(source, 0, 10);
        QTRY_COMPARE(store.readsOfStream(), reads + 1);
        store.serve();
        QVERIFY(source.model().eventAt(0));
    }

    void whatAStreamWithoutEventsIs_data()
    {
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<int>("kind");
        QTest::newRow("never written") << QByteArray() << int(core::StreamState::Kind::NotFound);
        QTest::newRow("metadata only")
            << QByteArray(R"({"a":1})") << int(core::StreamState::Kind::MetadataOnly);
        QTest::newRow("soft-deleted") << QByteArray(R"({"$tb":9223372036854775807})")
                                      << int(core::StreamState::Kind::SoftDeleted);
    }
    void whatAStreamWithoutEventsIs()
    {
        QFETCH(QByteArray, metadata);
        QFETCH(int, kind);
        PretendedStore store(m_stream);
        store.metadata = metadata;
        StreamSource source(store.client, m_stream, {}, nullptr);
        source.open();
        QTRY_COMPARE((store.serve(), source.state().kind), EventSourceState::Kind::Nothing);
        QCOMPARE(int(source.state().stream.kind), kind);
        QCOMPARE(source.model().rowCount(), 0);
        store.serve(); // and since when, where there is metadata
        QCOMPARE(source.state().since.isTold(), !metadata.isEmpty());
    }

    void followingGoesOnAfterTheLastEvent()
    {
        PretendedStore store(m_stream);
        store.end = 18;
        StreamSource source(store.client, m_stream, {}, nullptr);
        QSignalSpy arrived(&source, &ui::EventSource::eventsArrived);
        source.open();
        store.serve();
        source.setLive(true);
        settle();
        QCOMPARE(store.server.subscriptions.size(), 1);
        const auto subscription = store.server.subscriptions.constFirst();
        QVERIFY(subscription->request.after == core::SubscribeAfter(core::Revision{17}));
        subscription->send(core::read_item::Confirmed{});
        subscription->send(core::read_item::CaughtUp{});
        subscription->send(samples::batch(m_stream, 18, 21));
        settle();
        QCOMPARE(arrived.count(), 1);
        QCOMPARE(source.model().rowCount(), 21);
        QVERIFY(source.model().eventAt(20));
        QCOMPARE(source.tail().state().kind, ui::LiveState::Kind::Following);
        source.setLive(false);
        settle();
        QVERIFY(subscription->isCancelled);
    }

    void aStreamComesToLifeWhileFollowed()
    {
        PretendedStore store(m_stream);
        StreamSource source(store.client, m_stream, {}, nullptr);
        source.setLive(true);
        source.open();
        QTRY_COMPARE((store.serve(), source.state().kind), EventSourceState::Kind::Nothing);
        settle();
        QCOMPARE(store.server.subscriptions.size(), 1);
        store.server.subscriptions.constFirst()->send(samples::batch(m_stream, 0, 1));
        settle();
        QCOMPARE(source.state().kind, EventSourceState::Kind::Ready);
        QCOMPARE(source.rangeText(), QStringLiteral("1 event · 0–0"));
    }

private:
    static constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

    static void paint(StreamSource &source, int top, int rows)
    {
        for (int row = top; row < top + rows; ++row)
            (void)source.model().index(row, 1).data(Qt::DisplayRole);
    }
    static QString text(StreamSource &source, int row)
    {
        return source.model().index(row, 0).data().toString();
    }

    const core::StreamName m_stream{QStringLiteral("order-42")};
};

QTEST_GUILESS_MAIN(TstStreamSource)
#include "tst_stream_source.moc"
