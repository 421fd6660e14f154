// The tab of a stream as a person meets it: by keyboard, offscreen, against a scripted server.
#include "tests/support/gui_warnings.h"
#include "tests/ui/events_page_bench.h"
#include "ui/theme/fonts.h"
#include "ui/theme/measures.h"
#include "ui/widgets/message_bar.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using ui::EventsPage;

class TstEventsPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    }

    void opensAtTheEndWithTheLastEventCurrent()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        QCOMPARE(bench.page->rangeText(), QStringLiteral("500 events · 0–499"));
        QCOMPARE(bench.currentRevision(), 499U);
        QCOMPARE(bench.table->bottomRow(), 499);
        QVERIFY(bench.page->shownRows() >= 15);
    }

    void keysMoveByRow()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        QTest::keyClick(bench.table, Qt::Key_Up);
        QCOMPARE(bench.currentRevision(), 498U);
        QTest::keyClick(bench.table, Qt::Key_PageUp);
        QVERIFY(bench.currentRevision() < 490U);
        QTest::keyClick(bench.table, Qt::Key_Home);
        bench.serve();
        QCOMPARE(bench.currentRevision(), 0U);
        QCOMPARE(bench.table->topRow(), 0);
        QTest::keyClick(bench.table, Qt::Key_Down);
        QCOMPARE(bench.currentRevision(), 1U);
        QTest::keyClick(bench.table, Qt::Key_End);
        QCOMPARE(bench.currentRevision(), 499U);
    }

    void tenMillionEventsAreOneJumpAway()
    {
        Bench bench;
        bench.store.end = 10'000'000;
        bench.open();
        QCOMPARE(bench.currentRevision(), 9'999'999U);
        const qsizetype before = bench.store.readsOfStream();
        bench.page->goTo(core::Revision{4'512'330});
        bench.serve();
        QCOMPARE(bench.currentRevision(), 4'512'330U);
        QVERIFY(bench.store.readsOfStream() - before <= 2); // two if the view stands across pages
        QTest::keyClick(bench.table, Qt::Key_Home);
        bench.serve();
        QCOMPARE(bench.currentRevision(), 0U);
        QTest::keyClick(bench.table, Qt::Key_End);
        bench.serve();
        QCOMPARE(bench.currentRevision(), 9'999'999U);
    }

    void theScrollBarSpansTheWholeStream()
    {
        Bench bench;
        bench.store.end = 10'000'000;
        bench.open();
        auto *bar = bench.page->findChild<QScrollBar *>(QStringLiteral("events/scroll-bar"));
        QVERIFY(bar);
        QVERIFY(bar->maximum() > 9'999'900);
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(5'000'000);
        bench.serve();
        QCOMPARE(bench.table->model()->index(bench.table->topRow(), 0).data().toString(),
                 QStringLiteral("5000000"));
        QCOMPARE(bench.currentRevision(), 9'999'999U); // scrolling chooses nothing
        bar->setValue(bar->maximum());
        bench.serve();
        QCOMPARE(bench.table->model()->index(bench.table->bottomRow(), 0).data().toString(),
                 QStringLiteral("9999999"));
    }

    void scrollingOverTheEdgeOfTheWindowGoesOn()
    {
        Bench bench;
        bench.store.end = 1'000'000;
        bench.open();
        QCOMPARE(bench.table->model()->rowCount(), 100'000);
        bench.table->showOnTop(100); // revision 900,100, near the edge of what the view holds
        bench.serve();
        QCOMPARE(bench.table->model()->index(bench.table->topRow(), 0).data().toString(),
                 QStringLiteral("900100"));
        QVERIFY(bench.table->topRow() > 10'000); // there is room above now
        QCOMPARE(bench.currentRevision(), 999'999U);
    }

    void enterFollowsALink()
    {
        Bench bench("$ce-order");
        bench.store.end = 3;
        bench.store.make = [&bench](quint64 revision) {
            const core::StreamName target(QStringLiteral("order-42"));
            const QByteArray text = QByteArray::number(revision + 5) + "@order-42";
            core::ResolvedEvent event{{}, samples::link(bench.stream, revision, text)};
            if (revision < 2)
                event.event = samples::recorded(target, revision + 5);
            return std::optional(event);
        };
        bench.open();
        QSignalSpy requested(bench.page.get(), &EventsPage::eventRequested);
        QTest::keyClick(bench.table,
                        Qt::Key_Return); // the last link is broken, and leads somewhere
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.at(0).at(0).value<core::StreamName>().text(),
                 QStringLiteral("order-42"));
        QCOMPARE(requested.at(0).at(1).value<core::Revision>(), core::Revision{7});
        QTest::keyClick(bench.table, Qt::Key_Up);
        QTest::keyClick(bench.table, Qt::Key_Return);
        QCOMPARE(requested.at(1).at(1).value<core::Revision>(), core::Revision{6});
        QCOMPARE(bench.page->rangeText(), QStringLiteral("3 links · 0–2"));
    }

    void enterOnAnEventWantsTheDetail()
    {
        Bench bench;
        bench.store.end = 3;
        bench.open();
        QSignalSpy detail(bench.page.get(), &EventsPage::detailRequested);
        QTest::keyClick(bench.table, Qt::Key_Return);
        QCOMPARE(detail.count(), 1);
    }

    void copyTakesThePayload()
    {
        Bench bench;
        bench.store.end = 18;
        const auto make = bench.store.make;
        const QByteArray payload = "{\"total\": 12.10, \"total\":9007199254740993}";
        bench.store.make = [make, payload](quint64 revision) {
            auto event = make(revision);
            event->event->data = revision == 16 ? QByteArray("\xff\x00x", 3) : payload;
            return event;
        };
        bench.open();
        QTest::keyClick(bench.table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), payload);
        QTest::keyClick(bench.table, Qt::Key_Up);
        QTest::keyClick(bench.table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(
                     QStringLiteral("application/octet-stream")),
                 QByteArray("\xff\x00x", 3));
    }

    void reloadKeepsPlaceAndCurrentEvent()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        bench.page->goTo(core::Revision{250});
        bench.serve();
        const int top = bench.table->topRow();
        QSignalSpy changed(bench.page.get(), &EventsPage::currentEventChanged);
        bench.store.end = 600;
        bench.page->reload();
        bench.serve();
        QCOMPARE(bench.page->rangeText(), QStringLiteral("600 events · 0–599"));
        QCOMPARE(bench.currentRevision(), 250U);
        QCOMPARE(bench.table->topRow(), top);
        QCOMPARE(bench.table->currentIndex().row(), 250);
        QCOMPARE(changed.count(), 0);
    }

    void aRowThatIsGoneSaysWhy()
    {
        Bench bench;
        bench.store.end = 20;
        bench.store.first = 5;
        bench.store.metadata = R"({"$tb":5})";
        const auto make = bench.store.make;
        bench.store.make = [make](quint64 revision) {
            return revision == 7 || revision == 8 ? std::nullopt : make(revision);
        };
        bench.open();
        QTRY_VERIFY((bench.serve(), !bench.page->whyGone()));
        QSignalSpy changed(bench.page.get(), &EventsPage::currentEventChanged);
        bench.page->goTo(core::Revision{7});
        QVERIFY(!bench.page->currentEvent());
        QVERIFY(bench.page->whyGone());
        QCOMPARE(bench.page->whyGone()->title, QStringLiteral("order-42@7 is gone"));
        QCOMPARE(changed.count(), 1);
        QTest::keyClick(bench.table, Qt::Key_Down);
        QCOMPARE(bench.page->whyGone()->title, QStringLiteral("order-42@8 is gone"));
        QCOMPARE(changed.count(), 2);
        QTest::keyClick(bench.table, Qt::Key_Home);
        QTest::keyClick(bench.table, Qt::Key_Up); // the row that stands for the first events
        QTRY_COMPARE((bench.serve(), bench.page->whyGone()->text),
                     QStringLiteral("Revisions 0–4 are gone: truncate before 5. Links to them are "
                                    "broken."));
        QTest::keyClick(bench.table, Qt::Key_Down);
        QCOMPARE(bench.currentRevision(), 5U);
        QVERIFY(!bench.page->whyGone());
    }

    void positionsAreNeverShortened()
    {
        Bench bench("$all");
        bench.store.end = 300;
        const auto make = bench.store.make;
        bench.store.make = [make](quint64 revision) {
            auto event = make(revision);
            event->event->position
                = core::Position{4'821'000'000'000 + revision * 100, 4'820'999'999'000};
            return event;
        };
        bench.open();
        const QModelIndex place = bench.table->model()->index(bench.table->topRow(), 0);
        const QString text = place.data().toString();
        QVERIFY2(text.contains(u':'), qPrintable(text)); // commit and prepare
        const QFontMetrics metrics(ui::monospaceFont(bench.table->font()));
        QVERIFY(bench.table->columnWidth(0)
                >= metrics.horizontalAdvance(text) + 2 * ui::measures::ControlSpacing);
    }

    void readingAllAgainKeepsThePlace()
    {
        Bench bench("$all");
        bench.store.end = 1000;
        bench.open();
        QTest::keyClick(bench.table, Qt::Key_Up);
        bench.page->reload(); // while the end is followed
        bench.serve();
        QCOMPARE(bench.currentRevision(), 998U);
        QVERIFY(bench.page->isFollowing());
        bench.page->goTo(core::Position{50'000, 50'000});
        bench.serve();
        QTest::keyClick(bench.table, Qt::Key_Down);
        const auto onTop = [&bench] {
            return bench.table->model()->index(bench.table->topRow(), 0).data().toString();
        };
        const QString top = onTop();
        bench.page->reload();
        bench.serve();
        QCOMPARE(onTop(), top);
        QCOMPARE(bench.currentRevision(), 501U);
        bench.page->setResolveLinks(false);
        bench.serve();
        QCOMPARE(onTop(), top);
        bench.page->setNewestFirst(true);
        bench.serve();
        const QRect before = bench.table->visualRect(bench.table->currentIndex());
        bench.page->setShowSystem(true);
        bench.serve();
        QCOMPARE(bench.currentRevision(), 501U);
        QCOMPARE(bench.table->visualRect(bench.table->currentIndex()), before);
        QVERIFY(!bench.page->isFollowing());
    }

    void aMessageMovesNothingThatIsRead()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        bench.page->goTo(core::Revision{250});
        bench.serve();
        const auto place = [&bench] {
            const QRect row = bench.table->visualRect(bench.table->currentIndex());
            return bench.table->viewport()->mapTo(bench.page.get(), row.topLeft());
        };
        const QPoint before = place();
        auto *message = bench.find<ui::MessageBar>("events/message");
        bench.page->goTo(core::Revision{900});
        bench.serve();
        QVERIFY(message->isVisible());
        QCoreApplication::processEvents(); // the turn in which the page is laid out
        QCOMPARE(place(), before);
        message->clear();
        QCoreApplication::processEvents();
        QCOMPARE(place(), before);
    }

    void streamsThatAreMetAreToldOnce()
    {
        Bench bench("$ce-order");
        bench.store.end = 300;
        bench.store.make = [&bench](quint64 revision) {
            const core::StreamName target(QStringLiteral("order-%1").arg(revision % 3));
            const QByteArray text = QByteArray::number(revision) + '@' + target.utf8();
            core::ResolvedEvent event{{}, samples::link(bench.stream, revision, text)};
            if (revision % 3 != 2) // else it is broken, and its target may not exist any more
                event.event = samples::recorded(target, revision);
            return std::optional(event);
        };
        bench.page = std::make_unique<EventsPage>(bench.store.client, bench.stream, nullptr);
        QStringList met;
        connect(bench.page.get(),
                &EventsPage::streamsMet,
                this,
                [&met](const QList<core::StreamName> &streams) {
                    for (const core::StreamName &stream : streams)
                        met.append(stream.text());
                });
        bench.page->resize(640, 480);
        bench.page->show();
        bench.serve();
        met.sort();
        QCOMPARE(met, (QStringList{QStringLiteral("order-0"), QStringLiteral("order-1")}));
    }

    void linksSwitchReadsAgain()
    {
        Bench bench;
        bench.store.end = 3;
        bench.open();
        QVERIFY(bench.page->resolveLinks());
        auto *links = bench.find<QCheckBox>("events/links-switch");
        links->setFocus();
        QTest::keyClick(links, Qt::Key_Space);
        bench.serve();
        QVERIFY(!bench.page->resolveLinks());
        QVERIFY(!bench.store.server.reads.at(bench.store.server.reads.size() - 2)
                     ->request.resolveLinks);
        QCOMPARE(bench.currentRevision(), 2U);
    }

    void everyDayIsTold()
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
        bench.open();
        bench.page->goTo(core::Revision{0});
        bench.serve();
        QCOMPARE(bench.table->topRow(), 0);
        QCOMPARE(bench.table->dayOnTop(), QStringLiteral("2 March 2026"));
        QVERIFY(bench.table->hasCaption(10));
        QVERIFY(!bench.table->hasCaption(11));
        QVERIFY(bench.table->rowHeight(10) > bench.table->rowHeight(11));
        bench.table->showOnTop(10);
        QCOMPARE(bench.table->dayOnTop(), QStringLiteral("3 March 2026"));
        QVERIFY(!bench.table->hasCaption(10)); // the head says it now
        QVERIFY(bench.table->hasCaption(20));
    }

    void theEndIsInViewBelowCaptions()
    {
        Bench bench;
        bench.store.end = 400;
        const auto make = bench.store.make;
        bench.store.make = [make](quint64 revision) {
            auto event = make(revision);
            event->event->created.ticks
                += qint64(revision / 3) * 86'400 * core::EventTime::TicksPerSecond;
            return event;
        };
        bench.open();
        const QModelIndex last = bench.table->model()->index(399, 0);
        QVERIFY(bench.table->visualRect(last).bottom() <= bench.table->viewport()->height());
        QVERIFY(bench.table->isAtNewestRow());
        bench.page->resize(640, 300);
        bench.serve();
        QVERIFY(bench.table->visualRect(last).bottom() <= bench.table->viewport()->height());
    }
};

QTEST_MAIN(TstEventsPage)
#include "tst_events_page.moc"
