// $all: opened at the end, read at both ends as the view comes near, followed, bounded.
#include "tests/ui/pretended_store.h"
#include "ui/events/all_source.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using ui::AllSource;
using ui::AllTableModel;
using ui::EventSourceState;

class TstAllSource final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void opensAtTheEndWithoutSystemEvents()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 10'000;
        AllSource source(store.client, {}, nullptr);
        QAbstractItemModelTester tester(&source.model(), Fatal);
        source.open();
        QCOMPARE(store.serve(), 1);
        QCOMPARE(source.model().rowCount(), 256);
        QCOMPARE(source.model().newest(), (core::Position{999'900, 999'900}));
        const core::ReadRequest request = store.server.reads.constLast()->request;
        QVERIFY(request.filter == core::EventFilter::withoutSystemEvents());
        source.setShowSystem(true);
        store.serve();
        QVERIFY(!store.server.reads.constLast()->request.filter);
    }

    void rowsAreWordsInTheColumns()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 2;
        AllSource source(store.client, {}, nullptr);
        source.open();
        store.serve();
        const QStringList expected{
            QStringLiteral("0 | Type0 | order-42 @ 0 | 14:00:00.000 000 0 | 2 B"),
            QStringLiteral("100 | Type1 | order-42 @ 1 | 14:00:01.000 000 0 | 2 B"),
        };
        QCOMPARE(samples::tableText(source.model()), expected);
        QCOMPARE(source.rangeText(), QStringLiteral("2 events · system hidden"));
        source.setShowSystem(true);
        store.serve();
        QCOMPARE(source.rangeText(), QStringLiteral("2 events"));
    }

    void olderEventsComeAsTheViewNearsThem()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 600;
        AllSource source(store.client, {}, nullptr);
        QAbstractItemModelTester tester(&source.model(), Fatal);
        source.open();
        store.serve();
        source.showRanks(226, 255);
        QCOMPARE(store.serve(), 0);
        source.showRanks(0, 30);
        QCOMPARE(store.serve(), 1);
        QCOMPARE(source.model().rowCount(), 512);
        source.showRanks(0, 30);
        QCOMPARE(store.serve(), 1);
        QCOMPARE(source.model().rowCount(), 600);
        QVERIFY(source.model().reachesStart());
        source.showRanks(0, 30);
        QCOMPARE(store.serve(), 0);
        verifyWithoutGaps(source.model());
    }

    void memoryIsBoundedInBothDirections()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 5000;
        AllSource source(store.client, {.rows = 1000}, nullptr);
        QAbstractItemModelTester tester(&source.model(), Fatal);
        source.open();
        store.serve();
        for (int i = 0; i < 10; ++i) {
            source.showRanks(0, 30);
            store.serve();
            QVERIFY(source.model().rowCount() <= 1000);
            verifyWithoutGaps(source.model());
        }
        QVERIFY(!source.model().reachesEnd());
        for (int i = 0; i < 30 && !source.model().reachesEnd(); ++i) {
            source.showRanks(source.model().rowCount() - 30, source.model().rowCount() - 1);
            store.serve();
            QVERIFY(source.model().rowCount() <= 1000);
            verifyWithoutGaps(source.model());
        }
        QVERIFY(source.model().reachesEnd());
        QCOMPARE(source.model().newest(), (core::Position{499'900, 499'900}));
    }

    void aPositionIsOneReadAway()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 1'000'000;
        AllSource source(store.client, {}, nullptr);
        QSignalSpy opened(&source, &AllSource::openedAt);
        source.open();
        store.serve();
        source.openAt({50'000'000, 50'000'000});
        QCOMPARE(store.serve(), 1);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(source.model().rowAtOrAfter({50'000'000, 50'000'000}), 0);
        QVERIFY(!source.bringEnd());
        QCOMPARE(store.serve(), 1);
        QVERIFY(source.model().reachesEnd());
    }

    void followingAddsAtTheEndAndForgetsTheOldest()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 100;
        AllSource source(store.client, {.rows = 1000}, nullptr);
        QAbstractItemModelTester tester(&source.model(), Fatal);
        source.open();
        store.serve();
        source.setLive(true);
        settle();
        const auto subscription = store.server.subscriptions.constFirst();
        QVERIFY(subscription->request.after == core::SubscribeAfter(core::Position{9900, 9900}));
        QVERIFY(subscription->request.filter == core::EventFilter::withoutSystemEvents());
        for (quint64 first = 100; first < 3000; first += 100) {
            subscription->send(samples::batch(m_stream, first, first + 100));
            settle();
            QVERIFY(source.model().rowCount() <= 1000);
        }
        QCOMPARE(source.model().newest(), (core::Position{299'900, 299'900}));
        QVERIFY(!source.model().reachesStart());
        verifyWithoutGaps(source.model());
    }

    /// Who looks elsewhere is told of what comes, and does not have all of the log sent for it.
    void liveElsewhereCountsFromTheEnd()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 1'000'000;
        AllSource source(store.client, {}, nullptr);
        QSignalSpy arrived(&source, &ui::EventSource::eventsArrived);
        source.open();
        store.serve();
        source.openAt({50'000'000, 50'000'000});
        store.serve();
        source.setLive(true);
        store.serve();
        QCOMPARE(store.server.subscriptions.size(), 1);
        const auto subscription = store.server.subscriptions.constFirst();
        QVERIFY(subscription->request.after
                == core::SubscribeAfter(core::Position{99'999'900, 99'999'900}));
        subscription->send(samples::batch(m_stream, 1'000'000, 1'000'003));
        settle();
        QCOMPARE(arrived.count(), 1);
        QCOMPARE(source.model().newest(), (core::Position{50'025'500, 50'025'500}));
    }

    void whatWasOnlyCountedComesWhenTheEndIsReached()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 1000;
        AllSource source(store.client, {}, nullptr);
        source.setLive(true);
        source.open();
        store.serve();
        source.openAt({60'000, 60'000});
        store.serve();
        QVERIFY(!source.model().reachesEnd());
        source.showRanks(230, 255);
        settle();
        store.server.subscriptions.constLast()->send(samples::batch(m_stream, 1000, 1001));
        store.serve(); // the page from before that event
        QVERIFY(source.model().reachesEnd());
        QVERIFY(store.server.subscriptions.constLast()->request.after
                == core::SubscribeAfter(core::Position{99'900, 99'900}));
        store.server.subscriptions.constLast()->send(samples::batch(m_stream, 1000, 1001));
        settle();
        QCOMPARE(source.model().newest(), (core::Position{100'000, 100'000}));
        verifyWithoutGaps(source.model());
    }

    void aServerWithoutFiltersShowsEverything()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 10;
        AllSource source(store.client, {}, nullptr);
        QSignalSpy changed(&source, &AllSource::filteringChanged);
        source.open();
        settle();
        const core::Error refusal{core::ErrorCode::Unsupported, QStringLiteral("No filter."), {}};
        store.server.reads.constLast()->end(core::TransportError{refusal, std::nullopt, false});
        store.serve();
        QVERIFY(!store.server.reads.constLast()->request.filter);
        QVERIFY(source.showSystem());
        QCOMPARE(source.whyUnfiltered(), refusal.message);
        QVERIFY(changed.count() > 0);
        QCOMPARE(source.model().rowCount(), 10);
        QCOMPARE(source.rangeText(), QStringLiteral("10 events"));
    }

    void aServerThatRefusesEverythingBlamesNoFilter()
    {
        PretendedStore store(core::StreamName::all());
        store.failure = core::ErrorCode::Unsupported;
        AllSource source(store.client, {}, nullptr);
        source.open();
        store.serve();
        QCOMPARE(source.state().kind, EventSourceState::Kind::Failed);
        QVERIFY(source.whyUnfiltered().isEmpty());
    }

    void aSearchSaysHowFarItIs()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 10;
        AllSource source(store.client, {}, nullptr);
        source.open();
        store.serve();
        source.setMatch(ui::EventMatch::parse(QStringLiteral("Refund")));
        settle();
        QCOMPARE(source.rangeText(), QStringLiteral("nothing yet"));
        const auto search = store.server.reads.constLast();
        search->send(core::read_item::Checkpoint{{1'234'567, 1'234'567}});
        settle();
        QCOMPARE(source.rangeText(),
                 QStringLiteral("nothing yet, looked back to position 1,234,567"));
        search->end();
        settle();
        QCOMPARE(source.rangeText(), QStringLiteral("0 events that fit"));
    }

    void readingAgainKeepsThePlace()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 1000;
        AllSource source(store.client, {}, nullptr);
        source.open();
        store.serve();
        QSignalSpy jumped(&source, &AllSource::jumped);
        QSignalSpy reloaded(&source, &AllSource::reloaded);
        source.setFollowed(false);
        source.showRanks(100, 130); // revisions 844 to 874
        store.serve();
        source.setResolveLinks(false);
        store.serve();
        const core::ReadRequest request = store.server.reads.constLast()->request;
        QVERIFY(request.from == core::ReadFrom(core::Position{84'400, 84'400}));
        QCOMPARE(source.model().oldest(), (core::Position{84'400, 84'400}));
        QCOMPARE(reloaded.count(), 1);
        source.setFollowed(true);
        source.reload();
        store.serve();
        QCOMPARE(source.model().newest(), (core::Position{99'900, 99'900}));
        QCOMPARE(reloaded.count(), 2);
        QCOMPARE(jumped.count(), 0); // nobody is taken anywhere
    }

    void aReaderWithoutRightsIsToldSo()
    {
        PretendedStore store(core::StreamName::all());
        store.failure = core::ErrorCode::AccessDenied;
        AllSource source(store.client, {}, nullptr);
        source.open();
        store.serve();
        QCOMPARE(source.state().kind, EventSourceState::Kind::Failed);
        QCOMPARE(source.state().error.code, core::ErrorCode::AccessDenied);
    }

    void aFailureAtTheEdgeKeepsWhatIsThere()
    {
        PretendedStore store(core::StreamName::all());
        store.end = 600;
        AllSource source(store.client, {}, nullptr);
        source.open();
        store.serve();
        store.failure = core::ErrorCode::Unknown;
        source.showRanks(0, 30);
        store.serve();
        QVERIFY(source.readError());
        QCOMPARE(source.model().rowCount(), 256);
        source.showRanks(0, 30);
        QCOMPARE(store.serve(), 0);
        store.failure.reset();
        source.retry();
        QCOMPARE(store.serve(), 1);
        QCOMPARE(source.model().rowCount(), 512);
        QVERIFY(!source.readError());
    }

private:
    static constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

    static void verifyWithoutGaps(const AllTableModel &model)
    {
        for (int row = 1; row < model.rowCount(); ++row) {
            QCOMPARE(model.eventAt(row)->original().revision.value,
                     model.eventAt(row - 1)->original().revision.value + 1);
        }
    }

    const core::StreamName m_stream{QStringLiteral("order-42")};
};

QTEST_GUILESS_MAIN(TstAllSource)
#include "tst_all_source.moc"
