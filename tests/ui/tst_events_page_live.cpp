// A tab that follows the end, is cut off, finds nothing or is refused: what it says and what it
// keeps.
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/events_page_bench.h"
#include "ui/events/event_header.h"
#include "ui/widgets/message_bar.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

class TstEventsPageLive final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    }

    void liveFollowsTheEndAndKeepsTheCurrentEvent()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        bench.switchLiveOn();
        QCOMPARE(bench.liveText(), QStringLiteral("following"));
        bench.subscription().send(samples::batch(bench.stream, 500, 520));
        bench.serve();
        QCOMPARE(bench.table->bottomRow(), 519);
        QCOMPARE(bench.currentRevision(), 499U);
        QCOMPARE(bench.page->rangeText(), QStringLiteral("520 events · 0–519"));
        QCOMPARE(bench.store.readsOfStream(), 2); // the subscription brought them
    }

    void lookingElsewherePausesAndCounts()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        bench.switchLiveOn();
        QTest::keyClick(bench.table, Qt::Key_Home);
        bench.serve();
        bench.subscription().send(samples::batch(bench.stream, 500, 503));
        bench.subscription().send(samples::batch(bench.stream, 503, 512));
        bench.serve();
        QCOMPARE(bench.liveText(), QStringLiteral("paused · 12 new"));
        QCOMPARE(bench.table->topRow(), 0);
        QCOMPARE(bench.currentRevision(), 0U);
        auto *button = bench.find<QPushButton>("events/live-button");
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        bench.serve();
        QCOMPARE(bench.liveText(), QStringLiteral("following"));
        QCOMPARE(bench.table->bottomRow(), 511);
        QCOMPARE(bench.currentRevision(), 0U); // going to the end chooses nothing
    }

    void followingGoesOnWhenTheWindowIsFull()
    {
        Bench bench;
        bench.store.end = 100'000;
        bench.open();
        QCOMPARE(bench.table->model()->rowCount(), 100'000);
        bench.switchLiveOn();
        for (quint64 first = 100'000; first < 101'000; first += 100) {
            bench.subscription().send(samples::batch(bench.stream, first, first + 100));
            bench.serve();
        }
        const int bottom = bench.table->bottomRow();
        QCOMPARE(bench.table->model()->index(bottom, 0).data().toString(),
                 QStringLiteral("100999"));
        QVERIFY(bench.table->model()->rowCount() <= 100'000);
        QCOMPARE(bench.currentRevision(), 99'999U);
    }

    void aCutIsSaidAndMendedByHand()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.switchLiveOn();
        bench.subscription().end(fake::failure(core::ErrorCode::Unavailable));
        bench.serve();
        QVERIFY2(bench.liveText().startsWith(QStringLiteral("cut off · reconnecting")),
                 qPrintable(bench.liveText()));
        QVERIFY(bench.page->shownRows() >= 15); // the last good data stays
        auto *now = bench.find<QPushButton>("events/live-button");
        QCOMPARE(now->text(), QStringLiteral("Now"));
        const qsizetype before = bench.store.server.subscriptions.size();
        now->setFocus();
        QTest::keyClick(now, Qt::Key_Space);
        bench.serve();
        QVERIFY(bench.store.server.subscriptions.size() > before);
        QVERIFY(bench.subscription().request.after == core::SubscribeAfter(core::Revision{17}));
    }

    /// Who never followed is not tried again by the feed itself, nor who was tried too often.
    void followingThatEndedGoesOnWhenTheConnectionIsBack()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.page->setLive(true);
        bench.serve();
        bench.subscription().end(fake::failure(core::ErrorCode::Unavailable));
        bench.serve();
        QVERIFY2(bench.liveText().startsWith(QStringLiteral("following ended")),
                 qPrintable(bench.liveText()));
        const auto other = bench.store.client.read(
            {.stream = core::StreamName(QStringLiteral("cart-7")), .count = 1});
        other->grant(1); // connects again
        bench.serve();
        QCOMPARE(bench.store.server.subscriptions.size(), 2);
        QVERIFY(bench.subscription().request.after == core::SubscribeAfter(core::Revision{17}));
        bench.subscription().send(core::read_item::Confirmed{});
        bench.subscription().send(core::read_item::CaughtUp{});
        bench.serve();
        QCOMPARE(bench.liveText(), QStringLiteral("following"));
    }

    void theFirstRowsBringTheTable()
    {
        Bench bench("$all");
        bench.open();
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), QStringLiteral("No events"));
        bench.switchLiveOn();
        const core::StreamName stream(QStringLiteral("order-42"));
        bench.subscription().send(samples::batch(stream, 0, 3));
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), QString());
        QCOMPARE(bench.currentRevision(), 2U);
        QCOMPARE(bench.liveText(), QStringLiteral("following"));
    }

    void noRowsAnyMoreBringTheWords()
    {
        Bench bench("$all");
        bench.store.end = 3;
        bench.open();
        QCOMPARE(bench.emptyTitle(), QString());
        bench.store.end = 0; // what is there is hidden
        bench.page->reload();
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), QStringLiteral("No events"));
    }

    void aStreamThatComesBackIsShownAtItsEnd()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        bench.page->goTo(core::Revision{3});
        bench.store.end = 0;
        bench.page->reload();
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), QStringLiteral("No stream of this name"));
        bench.store.end = 500;
        bench.page->reload();
        bench.serve();
        QCOMPARE(bench.currentRevision(), 499U);
        QVERIFY(bench.page->isFollowing());
    }

    void howFarBehindIsSaidWhileCatchingUp()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        bench.switchLiveOn();
        bench.store.end = 5'000;
        bench.subscription().send(core::read_item::FellBehind{});
        QTRY_COMPARE((bench.serve(), bench.liveText()), QStringLiteral("4,500 behind"));
        bench.subscription().send(samples::batch(bench.stream, 500, 600));
        bench.serve();
        QCOMPARE(bench.liveText(), QStringLiteral("4,400 behind"));
        bench.subscription().send(core::read_item::CaughtUp{});
        bench.serve();
        QCOMPARE(bench.liveText(), QStringLiteral("following"));
    }

    void howMuchOfTheLogIsToComeIsSaidWhileAllCatchesUp()
    {
        Bench bench("$all");
        bench.store.end = 500;
        bench.open();
        bench.switchLiveOn();
        bench.store.end = 5'000;
        bench.subscription().send(core::read_item::FellBehind{});
        QTRY_COMPARE((bench.serve(), bench.liveText()),
                     QStringLiteral("439.5 KiB of the log behind"));
        bench.subscription().send(samples::batch(bench.stream, 500, 4'950));
        bench.serve();
        QCOMPARE(bench.liveText(), QStringLiteral("5,000 B of the log behind"));
        bench.subscription().send(core::read_item::CaughtUp{});
        bench.serve();
        QCOMPARE(bench.liveText(), QStringLiteral("following"));
    }

    void theHeadIsDimmedWhileTheConnectionIsCutOff()
    {
        Bench bench;
        bench.store.end = 5000;
        bench.open();
        const auto *head = bench.find<ui::EventHeader>("events/header");
        QVERIFY(!head->isDimmed());
        const auto other = bench.store.client.read(
            {.stream = core::StreamName(QStringLiteral("cart-7")), .count = 1});
        other->grant(1);
        settle();
        const auto read = bench.store.server.reads.constLast();
        read->send(core::read_item::LastRevision{{0}});
        read->end(fake::failure(core::ErrorCode::Unavailable));
        settle();
        QVERIFY(head->isDimmed());
        bench.page->reload();
        bench.serve();
        QVERIFY(!head->isDimmed());
    }

    void aHiddenTabTakesNothing()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.switchLiveOn();
        bench.page->hide();
        const qint64 granted = bench.subscription().granted;
        bench.subscription().send(samples::batch(bench.stream, 18, 28));
        bench.serve();
        QCOMPARE(bench.subscription().granted, granted);
        bench.page->show();
        bench.serve();
        QCOMPARE(bench.subscription().granted, granted + 10);
    }

    void theStreamIsDeletedWhileItIsFollowed()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.switchLiveOn();
        bench.store.end = 0;
        bench.store.metadata = R"({"$tb":9223372036854775807})";
        bench.subscription().end(fake::failure(core::ErrorCode::StreamDeleted));
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), QStringLiteral("Soft-deleted"));
        QVERIFY(!bench.page->currentEvent());
    }

    void whatThereIsInsteadOfRows_data()
    {
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<int>("failure");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QStringList>("buttons");
        const QString retry = QStringLiteral("Try Again");
        const QString copy = QStringLiteral("Copy Details");
        const QString links = QStringLiteral("Its Links in $ce-order");
        QTest::newRow("not found") << QByteArray() << -1 << QStringLiteral("No stream of this name")
                                   << QStringList{QStringLiteral("Append Its First Event")};
        QTest::newRow("metadata only")
            << QByteArray("{}") << -1 << QStringLiteral("No events yet")
            << QStringList{QStringLiteral("Append Its First Event"), links};
        QTest::newRow("soft-deleted")
            << QByteArray(R"({"$tb":9223372036854775807})") << -1 << QStringLiteral("Soft-deleted")
            << QStringList{QStringLiteral("Append an Event"), QStringLiteral("Undelete"), links};
        QTest::newRow("denied") << QByteArray() << int(core::ErrorCode::AccessDenied)
                                << QStringLiteral("order-42 may not be read")
                                << QStringList{retry, copy};
        QTest::newRow("failed") << QByteArray() << int(core::ErrorCode::Unknown)
                                << QStringLiteral("order-42 could not be read")
                                << QStringList{retry, copy};
    }
    void whatThereIsInsteadOfRows()
    {
        QFETCH(QByteArray, metadata);
        QFETCH(int, failure);
        QFETCH(QString, title);
        QFETCH(QStringList, buttons);
        Bench bench;
        bench.store.metadata = metadata;
        if (failure >= 0)
            bench.store.failure = core::ErrorCode(failure);
        bench.open();
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), title);
        QStringList found;
        const auto all
            = bench.find<ui::NoEventsPane>("events/empty")->findChildren<QPushButton *>();
        for (const QPushButton *button : all)
            found.append(button->text());
        QCOMPARE(found, buttons);
        QCOMPARE(tests::namelessWidgets(*bench.page), QStringList());
    }

    void aStreamThatItsProjectionDoesNotWriteSaysSo()
    {
        Bench bench("$ce-order");
        bench.open();
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), QStringLiteral("Nothing is linked here"));
        const auto *empty = bench.find<ui::NoEventsPane>("events/empty");
        const auto buttons = empty->findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 1);
        QCOMPARE(buttons.constFirst()->text(), QStringLiteral("Projections"));
        QSignalSpy requested(bench.page.get(), &EventsPage::projectionsRequested);
        QTest::keyClick(buttons.constFirst(), Qt::Key_Space);
        QCOMPARE(requested.count(), 1);
        QTRY_VERIFY((bench.serve(), !bench.store.server.projections.isEmpty()));
        core::ProjectionStatus status;
        status.name = QStringLiteral("$by_category");
        status.status = QStringLiteral("Stopped");
        bench.store.server.projections.constLast()->answer(core::ProjectionList{status});
        settle();
        const auto *text = empty->findChild<QLabel *>(QStringLiteral("empty-state/text"));
        QTRY_VERIFY2(text->text().contains(QStringLiteral("“Stopped”")), qPrintable(text->text()));
        const qsizetype asked = bench.store.server.projections.size();
        bench.page->reload(); // it may have been started
        QTRY_COMPARE((bench.serve(), bench.store.server.projections.size()), asked + 1);
    }

    void aNewStreamCanBeBegun()
    {
        Bench bench;
        bench.open();
        QTRY_VERIFY((bench.serve(), !bench.emptyTitle().isEmpty()));
        QSignalSpy requested(bench.page.get(), &EventsPage::appendRequested);
        auto *button = bench.find<ui::NoEventsPane>("events/empty")->findChild<QPushButton *>();
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.at(0).at(0).value<core::StreamName>(), bench.stream);
    }

    void tryingAgainReadsAgain()
    {
        Bench bench;
        bench.store.end = 18;
        bench.store.failure = core::ErrorCode::Unknown;
        bench.open();
        QTRY_VERIFY((bench.serve(), !bench.emptyTitle().isEmpty()));
        bench.store.failure.reset();
        auto *retry = bench.find<ui::NoEventsPane>("events/empty")->findChild<QPushButton *>();
        QTest::keyClick(retry, Qt::Key_Space);
        bench.serve();
        QCOMPARE(bench.emptyTitle(), QString());
        QCOMPARE(bench.currentRevision(), 17U);
    }

    void aPageThatFailsLeavesTheRest()
    {
        Bench bench;
        bench.store.end = 5000;
        bench.open();
        bench.store.failure = core::ErrorCode::Unknown;
        bench.page->goTo(core::Revision{100});
        bench.serve();
        auto *message = bench.find<ui::MessageBar>("events/message");
        QVERIFY(message->isVisible());
        QCOMPARE(message->title(), QStringLiteral("Not everything could be read."));
        QVERIFY(!bench.page->currentEvent());
        bench.store.failure.reset();
        const auto buttons = message->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text() == QStringLiteral("Try Again"))
                button->click();
        }
        bench.serve();
        QVERIFY(!message->isVisible());
        QCOMPARE(bench.currentRevision(), 100U);
    }

    void everythingHasAName()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        QCOMPARE(tests::namelessWidgets(*bench.page), QStringList());
    }
};

QTEST_MAIN(TstEventsPageLive)
#include "tst_events_page_live.moc"
