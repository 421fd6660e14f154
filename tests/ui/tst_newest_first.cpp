// The newest event on top: what is then above and below, what is followed, what stays where it is.
#include "tests/support/gui_warnings.h"
#include "tests/ui/events_page_bench.h"
#include "ui/events/all_table_model.h"
#include "ui/events/long_scroll_bar.h"
#include "ui/events/stream_table_model.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

using ui::AllTableModel;
using ui::StreamTableModel;

class TstNewestFirst final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    }

    void aStreamsModelHoldsItsRulesTheOtherWayRound()
    {
        const core::StreamName stream(QStringLiteral("order-42"));
        StreamTableModel model(stream, {.windowRows = 20}, nullptr);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setNewestFirst(true);
        model.setExtent({2}, {4});
        model.setGoneReason(QStringLiteral("truncate before 2"));
        model.insert({2}, {5}, {samples::plain(stream, 2), samples::plain(stream, 4)});
        const QStringList expected{
            QStringLiteral("4 | Type1 |  | 14:00:04.000 000 0 | 2 B"),
            QStringLiteral("3 | gone |  |  | "),
            QStringLiteral("2 | Type2 |  | 14:00:02.000 000 0 | 2 B"),
            QStringLiteral(" | revisions 0–1 are gone: truncate before 2 |  |  | "),
        };
        QCOMPARE(samples::tableText(model), expected);
        QVERIFY(!model.keyAt(3));
        QCOMPARE(model.rowOfRevision({4}), 0);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append(samples::batch(stream, 5, 7));
        QCOMPARE(inserted.at(0).at(1).toInt(), 0);
        QCOMPARE(inserted.at(0).at(2).toInt(), 1);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("6"));
        model.growTo({100});
        QVERIFY(!model.windowIsAtEnd());
        model.bringEndIntoWindow();
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("100"));
        model.setNewestFirst(false);
        QCOMPARE(model.index(model.rowCount() - 1, 0).data().toString(), QStringLiteral("100"));
    }

    void aListOfTheLogHoldsItsRulesTheOtherWayRound()
    {
        const core::StreamName stream(QStringLiteral("order-42"));
        AllTableModel model(core::StreamName::all(), {.rows = 20}, nullptr);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setNewestFirst(true);
        model.reset(samples::batch(stream, 10, 20), false, true);
        model.append(samples::batch(stream, 20, 25), true);
        QCOMPARE(placesOf(model), (std::pair<quint64, quint64>(24, 10)));
        model.prepend(samples::batch(stream, 0, 10), true); // drops the newest
        QCOMPARE(placesOf(model).second, 0U);
        QVERIFY(!model.reachesEnd());
        QCOMPARE(model.rowAtOrAfter({500, 500}), model.rowCount() - 6);
        model.append(samples::batch(stream, 18, 40), true); // drops the oldest
        QCOMPARE(placesOf(model).first, 39U);
        QVERIFY(!model.reachesStart());
    }

    void aTabOpensAtTheTop()
    {
        Bench bench;
        bench.store.end = 10'000'000;
        open(bench);
        QCOMPARE(topRevision(bench), 9'999'999U);
        QCOMPARE(bench.table->topRow(), 0);
        QCOMPARE(bench.currentRevision(), 9'999'999U);
        QCOMPARE(bench.store.readsOfStream(), 2); // as many as the other way round
        QVERIFY(bench.page->isFollowing());
    }

    void keysGoByRow()
    {
        Bench bench;
        bench.store.end = 10'000'000;
        open(bench);
        QTest::keyClick(bench.table, Qt::Key_Down);
        QCOMPARE(bench.currentRevision(), 9'999'998U);
        QTest::keyClick(bench.table, Qt::Key_End);
        bench.serve();
        QCOMPARE(bench.currentRevision(), 0U);
        QCOMPARE(bench.table->bottomRow(), bench.table->model()->rowCount() - 1);
        QTest::keyClick(bench.table, Qt::Key_Home);
        bench.serve();
        QCOMPARE(bench.currentRevision(), 9'999'999U);
        QCOMPARE(bench.table->topRow(), 0);
    }

    void theScrollBarRunsFromTheNewest()
    {
        Bench bench;
        bench.store.end = 10'000'000;
        open(bench);
        auto *bar = bench.find<ui::LongScrollBar>("events/scroll-bar");
        QCOMPARE(bar->value(), 0);
        bar->setValue(4'000'000);
        bench.serve();
        QCOMPARE(topRevision(bench), 5'999'999U);
        QCOMPARE(bar->value(), 4'000'000);
        QCOMPARE(bar->thumbText(), QStringLiteral("5,999,999 · 11 May 2026 00:39 UTC"));
        QVERIFY(!bench.page->isFollowing());
        bar->setValue(bar->maximum());
        bench.serve();
        const int bottom = bench.table->bottomRow();
        QCOMPARE(bench.table->model()->index(bottom, 0).data().toString(), QStringLiteral("0"));
        bar->setValue(0);
        bench.serve();
        QCOMPARE(topRevision(bench), 9'999'999U);
        QVERIFY(bench.page->isFollowing());
    }

    void scrollingOverTheEdgeOfTheWindowGoesOn()
    {
        Bench bench;
        bench.store.end = 1'000'000;
        open(bench);
        const int rows = bench.table->model()->rowCount();
        bench.table->showOnTop(rows - 100);
        const quint64 top = topRevision(bench);
        bench.serve();
        QCOMPARE(topRevision(bench), top);
        QVERIFY(bench.table->topRow() < rows - 10'000); // there is room below now
        QCOMPARE(bench.currentRevision(), 999'999U);
    }

    void whatIsWrittenComesInOnTopAndIsFollowed()
    {
        Bench bench;
        bench.store.end = 500;
        open(bench);
        switchLiveOn(bench);
        bench.subscription().send(samples::batch(bench.stream, 500, 520));
        bench.serve();
        QCOMPARE(topRevision(bench), 519U);
        QCOMPARE(bench.table->topRow(), 0);
        QCOMPARE(bench.currentRevision(), 499U);
        QCOMPARE(bench.liveText(), QStringLiteral("following"));
    }

    void whoReadsElsewhereIsNotMoved()
    {
        Bench bench;
        bench.store.end = 500;
        open(bench);
        switchLiveOn(bench);
        bench.page->goTo(core::Revision{300});
        bench.serve();
        const quint64 top = topRevision(bench);
        const int y = bench.table->visualRect(bench.table->currentIndex()).top();
        bench.subscription().send(samples::batch(bench.stream, 500, 503));
        bench.subscription().send(samples::batch(bench.stream, 503, 512));
        bench.serve();
        QCOMPARE(topRevision(bench), top);
        QCOMPARE(bench.table->visualRect(bench.table->currentIndex()).top(), y);
        QCOMPARE(bench.currentRevision(), 300U);
        QCOMPARE(bench.liveText(), QStringLiteral("paused · 12 new"));
        QTest::keyClick(bench.table, Qt::Key_Home);
        bench.serve();
        QCOMPARE(topRevision(bench), 511U);
        QCOMPARE(bench.liveText(), QStringLiteral("following"));
    }

    void followingGoesOnWhenTheWindowIsFull()
    {
        Bench bench;
        bench.store.end = 100'000;
        open(bench);
        switchLiveOn(bench);
        for (quint64 first = 100'000; first < 101'000; first += 100) {
            bench.subscription().send(samples::batch(bench.stream, first, first + 100));
            bench.serve();
        }
        QCOMPARE(topRevision(bench), 100'999U);
        QVERIFY(bench.table->model()->rowCount() <= 100'000);
        QCOMPARE(bench.currentRevision(), 99'999U);
    }

    void eachDayIsToldAboveItsRows()
    {
        Bench bench;
        bench.store.end = 40;
        const auto make = bench.store.make;
        bench.store.make = [make](quint64 revision) {
            auto event = make(revision);
            event->event->created.ticks
                += qint64(revision / 10) * 86'400 * core::EventTime::TicksPerSecond;
            return event;
        };
        open(bench);
        QCOMPARE(bench.table->dayOnTop(), QStringLiteral("5 March 2026"));
        QVERIFY(bench.table->hasCaption(10)); // revision 29, the last of the day before
        QVERIFY(!bench.table->hasCaption(9));
        QVERIFY(bench.table->rowHeight(10) > bench.table->rowHeight(9));
    }

    void turningKeepsTheEventInSight_data()
    {
        QTest::addColumn<quint64>("revision");
        QTest::newRow("near the start") << quint64(3);
        QTest::newRow("in the middle") << quint64(300'123);
        QTest::newRow("the last") << quint64(999'999);
    }
    void turningKeepsTheEventInSight()
    {
        QFETCH(quint64, revision);
        Bench bench;
        bench.store.end = 1'000'000;
        bench.open();
        bench.page->goTo(core::Revision{revision});
        bench.serve();
        for (const bool newestFirst : {true, false}) {
            bench.page->setNewestFirst(newestFirst);
            bench.serve();
            QCOMPARE(bench.currentRevision(), revision);
            const QRect row = bench.table->visualRect(bench.table->currentIndex());
            QVERIFY(bench.table->viewport()->rect().contains(row.center()));
        }
    }

    void whoFollowsTheEndGoesOnFollowingIt()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        bench.page->setNewestFirst(true);
        bench.serve();
        QVERIFY(bench.page->isFollowing());
        QCOMPARE(topRevision(bench), 499U);
        bench.page->setNewestFirst(false);
        bench.serve();
        QVERIFY(bench.page->isFollowing());
        QCOMPARE(bench.table->bottomRow(), 499);
    }

    void theHeadTurnsTheRows()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        QHeaderView *head = bench.table->horizontalHeader();
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, QPoint(20, 8));
        bench.serve();
        QVERIFY(bench.page->isNewestFirst());
        QCOMPARE(bench.table->model()->headerData(0, Qt::Horizontal).toString(),
                 QStringLiteral("Revision ↑"));
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, QPoint(200, 8));
        QVERIFY(bench.page->isNewestFirst()); // types have no order
    }

    void theLogIsReadOnAtTheBottom()
    {
        Bench bench("$all");
        bench.store.end = 1000;
        open(bench);
        QCOMPARE(topRevision(bench), 99'900U); // positions
        QCOMPARE(bench.table->topRow(), 0);
        QCOMPARE(bench.table->model()->rowCount(), 256);
        auto *bar = bench.find<ui::LongScrollBar>("events/scroll-bar");
        bar->setValue(bar->maximum());
        bench.serve();
        QCOMPARE(bench.table->model()->rowCount(), 512);
        QTest::keyClick(bench.table, Qt::Key_End);
        bench.serve();
        QCOMPARE(bench.currentRevision(), 0U);
        QCOMPARE(bench.table->bottomRow(), bench.table->model()->rowCount() - 1);
        bench.page->goTo(core::Position{50'000, 50'000});
        bench.serve();
        QCOMPARE(bench.currentRevision(), 500U);
    }

    void theFilterKeepsTheOrder()
    {
        Bench bench;
        bench.store.end = 300;
        open(bench);
        bench.page->setFilter(QStringLiteral("Type1"));
        bench.serve();
        bench.table = shownTable(bench);
        QVERIFY(bench.page->isNewestFirst());
        QCOMPARE(topRevision(bench), 298U);
        bench.page->setFilter({});
        bench.serve();
        bench.table = shownTable(bench);
        QCOMPARE(topRevision(bench), 299U);
    }

private:
    static void open(Bench &bench)
    {
        bench.page = std::make_unique<EventsPage>(bench.store.client, bench.stream, nullptr);
        bench.page->setNewestFirst(true);
        bench.page->resize(640, 480);
        bench.page->show();
        bench.table = bench.find<EventTableView>("events/table");
        bench.table->setFocus();
        bench.serve();
    }
    /// A filter brings a table of its own.
    [[nodiscard]] static EventTableView *shownTable(const Bench &bench)
    {
        const auto tables = bench.page->findChildren<EventTableView *>();
        const auto shown = std::find_if(
            tables.cbegin(), tables.cend(), [](const auto *table) { return table->isVisible(); });
        return shown == tables.cend() ? nullptr : *shown;
    }
    [[nodiscard]] static quint64 topRevision(const Bench &bench)
    {
        const int top = bench.table->topRow();
        return bench.table->model()->index(top, 0).data().toString().toULongLong();
    }
    /// The revisions in the first and the last row.
    [[nodiscard]] static std::pair<quint64, quint64> placesOf(const AllTableModel &model)
    {
        return {model.keyAt(0)->revision.value, model.keyAt(model.rowCount() - 1)->revision.value};
    }
    static void switchLiveOn(Bench &bench)
    {
        bench.page->setLive(true);
        bench.serve();
        bench.subscription().send(core::read_item::Confirmed{});
        bench.subscription().send(core::read_item::CaughtUp{});
        bench.serve();
    }
};

QTEST_MAIN(TstNewestFirst)
#include "tst_newest_first.moc"
