// The filter of a tab as a person meets it: typed, waited with, and left for a place.
#include "tests/support/gui_warnings.h"
#include "tests/ui/events_page_bench.h"
#include "ui/widgets/message_bar.h"

#include <QLineEdit>

class TstEventsPageFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }

    void typingGoesOnWhereItIs()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        auto *filter = bench.find<QLineEdit>("events/filter-edit");
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("Tpe1"));
        filter->setCursorPosition(1);
        QTest::keyClicks(filter, QStringLiteral("y"));
        QTRY_COMPARE(bench.page->filter(), QStringLiteral("Type1"));
        QCOMPARE(filter->cursorPosition(), 2);
        QVERIFY(filter->isUndoAvailable());
    }

    void aFilterTakesThePlaceOfWhatIsWaitedFor()
    {
        Bench bench;
        bench.store.end = 18;
        bench.page = std::make_unique<EventsPage>(bench.store.client, bench.stream, nullptr);
        bench.page->goTo(core::Revision{7});
        bench.page->setFilter(QStringLiteral("Type1"));
        bench.page->resize(640, 480);
        bench.page->show();
        bench.serve();
        QCOMPARE(bench.currentRevision(), 16U); // the newest that fits
        bench.page->setFilter({});
        bench.serve();
        QCOMPARE(bench.currentRevision(), 17U);
    }

    void whatCouldNotBeReadAgainIsSaid()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.page->setFilter(QStringLiteral("Type1"));
        bench.serve();
        QCOMPARE(bench.currentRevision(), 16U);
        bench.store.failure = core::ErrorCode::Unknown;
        bench.page->reload();
        bench.serve();
        auto *message = bench.find<ui::MessageBar>("events/message");
        QVERIFY(message->isVisible());
        QCOMPARE(message->title(), QStringLiteral("Not everything could be read."));
        QCOMPARE(bench.currentRevision(), 16U); // what was found stays
        bench.store.failure.reset();
        bench.page->reload();
        bench.serve();
        QVERIFY(!message->isVisible());
        QCOMPARE(bench.currentRevision(), 16U);
    }

    void whatIsWaitedForBringsTheTable()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.page->setFilter(QStringLiteral("Rare"));
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()),
                     QStringLiteral("Nothing fits the filter"));
        bench.page->setLive(true);
        bench.serve();
        core::EventBatch events = samples::batch(bench.stream, 18, 20);
        events.last().event->type = QStringLiteral("Rare");
        bench.subscription().send(core::read_item::Confirmed{});
        bench.subscription().send(events);
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), QString());
        QCOMPARE(bench.currentRevision(), 19U);
    }
};

QTEST_MAIN(TstEventsPageFilter)
#include "tst_events_page_filter.moc"
