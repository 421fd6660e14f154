// Where a tab is sent: to a revision that is there, is gone, came meanwhile, or cannot be read yet.
#include "tests/support/gui_warnings.h"
#include "tests/ui/events_page_bench.h"
#include "ui/widgets/message_bar.h"

#include <QSignalSpy>

class TstEventsPagePlaces final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    }

    void whatIsOutsideTheStreamIsSaid()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.page->goTo(core::Revision{18});
        bench.serve();
        QCOMPARE(title(bench), QStringLiteral("There is no revision 18."));
        QCOMPARE(bench.find<ui::MessageBar>("events/message")->text(),
                 QStringLiteral("order-42 ends at 17."));
        QCOMPARE(bench.currentRevision(), 17U);
    }

    void whatATabBehindIsSentToIsRead()
    {
        Bench bench;
        bench.store.end = 5000;
        bench.open();
        bench.page->hide();
        bench.page->goTo(core::Revision{18});
        bench.serve();
        QCOMPARE(bench.currentRevision(), 18U);
    }

    void whatWasSaidOfAnotherPlaceIsOver()
    {
        Bench bench;
        bench.store.first = 5;
        bench.store.end = 18;
        bench.open();
        bench.page->goTo(core::Revision{3});
        QCOMPARE(title(bench), QStringLiteral("Revision 3 is gone."));
        bench.page->goTo(core::Revision{10});
        QCOMPARE(title(bench), QString());
        QCOMPARE(bench.currentRevision(), 10U);
    }

    void whatOthersWroteMeanwhileIsGoneTo()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.store.end = 30;
        bench.page->goTo(core::Revision{20});
        bench.serve();
        QCOMPARE(title(bench), QString());
        QCOMPARE(bench.currentRevision(), 20U);
        QCOMPARE(bench.page->rangeText(), QStringLiteral("30 events · 0–29"));
    }

    void aStreamThatOthersBeganIsGoneInto()
    {
        Bench bench;
        bench.open();
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), QStringLiteral("No stream of this name"));
        bench.store.end = 3;
        bench.page->goTo(core::Revision{1});
        QTRY_COMPARE((bench.serve(), bench.currentRevision()), 1U);
        QCOMPARE(bench.emptyTitle(), QString());
    }

    void aStreamThatOthersDeletedSaysSo()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.store.end = 0;
        bench.page->goTo(core::Revision{18});
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), QStringLiteral("No stream of this name"));
        QCOMPARE(title(bench), QString());
    }

    void lookingForTheEndCanFailAndBeGivenUp()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.store.failure = core::ErrorCode::Unknown;
        bench.page->goTo(core::Revision{18});
        bench.serve();
        QCOMPARE(title(bench), QStringLiteral("Revision 18 could not be looked for."));
        bench.store.failure.reset();
        bench.store.end = 30;
        bench.page->goTo(core::Revision{18});
        QVERIFY(bench.page->cancel());
        bench.serve();
        QCOMPARE(bench.currentRevision(), 17U);
    }

    void aRevisionAskedForWhileOpeningIsKept()
    {
        Bench bench;
        bench.store.end = 5000;
        bench.page = std::make_unique<EventsPage>(bench.store.client, bench.stream, nullptr);
        bench.page->goTo(core::Revision{7});
        bench.page->resize(640, 480);
        bench.page->show();
        bench.serve();
        QCOMPARE(bench.currentRevision(), 7U);
    }

    void aRevisionBeyondTheEndOpensAtTheEnd()
    {
        Bench bench;
        bench.store.end = 18;
        bench.page = std::make_unique<EventsPage>(bench.store.client, bench.stream, nullptr);
        bench.page->goTo(core::Revision{20});
        bench.page->resize(640, 480);
        bench.page->show();
        bench.serve();
        QCOMPARE(title(bench), QStringLiteral("There is no revision 20."));
        QCOMPARE(bench.currentRevision(), 17U);
    }

    void aTabThatFailedGoesThereOnceItIsRead()
    {
        Bench bench;
        bench.store.end = 5000;
        bench.store.failure = core::ErrorCode::Unknown;
        bench.open();
        bench.page->goTo(core::Revision{7});
        bench.store.failure.reset();
        bench.page->retryFailed();
        bench.serve();
        QCOMPARE(bench.currentRevision(), 7U);
    }

    void aStreamThatComesBackWhileItIsShownGoesToWhatWasAppended()
    {
        Bench bench;
        bench.store.end = 18;
        bench.open();
        bench.store.end = 0;
        bench.store.metadata = R"({"$tb":9223372036854775807})";
        bench.page->reload();
        QTRY_COMPARE((bench.serve(), bench.emptyTitle()), QStringLiteral("Soft-deleted"));
        bench.store.first = 18;
        bench.store.end = 20;
        append(bench, 19);
        bench.page->goTo(core::Revision{18}); // while it is being opened
        bench.serve();
        QCOMPARE(bench.currentRevision(), 18U);
    }

    /// The answer of an append comes before its event, or after it.
    void whatWasAppendedIsSelectedAndFollowed_data()
    {
        QTest::addColumn<bool>("isEventFirst");
        QTest::newRow("the answer first") << false;
        QTest::newRow("the event first") << true;
    }
    void whatWasAppendedIsSelectedAndFollowed()
    {
        QFETCH(bool, isEventFirst);
        Bench bench;
        bench.store.end = 500;
        bench.open();
        bench.switchLiveOn();
        bench.store.end = 501;
        if (isEventFirst) {
            bench.subscription().send(samples::batch(bench.stream, 500, 501));
            bench.serve();
        }
        append(bench, 500);
        bench.page->goTo(core::Revision{500});
        QCOMPARE(bench.table->currentIndex().row(), 500);
        QCOMPARE(bench.liveText(), QStringLiteral("following"));
        if (!isEventFirst)
            bench.subscription().send(samples::batch(bench.stream, 500, 501));
        bench.serve();
        QCOMPARE(bench.currentRevision(), 500U);
        QCOMPARE(bench.table->bottomRow(), 500);
        QCOMPARE(bench.liveText(), QStringLiteral("following"));
        QCOMPARE(title(bench), QString());
        QCOMPARE(bench.page->rangeText(), QStringLiteral("501 events · 0–500"));
    }

    void aLongStreamIsReadAgainWhereItIs()
    {
        Bench bench;
        bench.store.end = 1'000'000;
        bench.open();
        bench.page->goTo(core::Revision{100});
        bench.serve();
        const auto onTop = [&bench] {
            return bench.table->model()->index(bench.table->topRow(), 0).data().toString();
        };
        const QString top = onTop();
        bench.store.end = 1'000'005;
        bench.page->setResolveLinks(false);
        bench.serve();
        QCOMPARE(bench.page->rangeText(), QStringLiteral("1,000,005 events · 0–1,000,004"));
        QCOMPARE(onTop(), top);
        QCOMPARE(bench.currentRevision(), 100U);
        QVERIFY(bench.table->currentIndex().isValid());
        bench.store.first = 500'000; // what is in view goes
        bench.page->reload();
        bench.serve();
        QCOMPARE(bench.page->rangeText(), QStringLiteral("500,005 events · 500,000–1,000,004"));
        QCOMPARE(bench.table->model()->index(1, 0).data().toString(), QStringLiteral("500000"));
    }

    void goingElsewhereTriesAgain()
    {
        Bench bench;
        bench.store.end = 5000;
        bench.open();
        bench.store.failure = core::ErrorCode::Unknown;
        bench.page->goTo(core::Revision{100});
        bench.serve();
        QCOMPARE(title(bench), QStringLiteral("Not everything could be read."));
        bench.store.failure.reset();
        bench.page->goTo(core::Revision{2000});
        QCOMPARE(title(bench), QString());
        bench.serve();
        QCOMPARE(bench.currentRevision(), 2000U);
    }

    void aPositionBeyondTheEndIsSaid()
    {
        Bench bench("$all");
        bench.store.end = 1000;
        bench.open();
        bench.page->goTo(core::Position{10'000, 10'000});
        bench.serve();
        QCOMPARE(bench.currentRevision(), 100U);
        bench.page->goTo(core::Position{500'000, 500'000});
        bench.serve();
        QCOMPARE(title(bench),
                 QStringLiteral("Nothing is shown of $all at position 500,000 or after it."));
        QCOMPARE(bench.currentRevision(), 999U);
        QCOMPARE(bench.emptyTitle(), QString());
    }

    void goingElsewhereStillPauses()
    {
        Bench bench;
        bench.store.end = 500;
        bench.open();
        bench.switchLiveOn();
        bench.page->goTo(core::Revision{498});
        QCOMPARE(bench.liveText(), QStringLiteral("paused"));
    }

private:
    [[nodiscard]] static QString title(const Bench &bench)
    {
        auto *message = bench.find<ui::MessageBar>("events/message");
        return message->isVisible() ? message->title() : QString();
    }

    /// By this client, which the server answers.
    static void append(Bench &bench, quint64 last)
    {
        bool isAnswered = false;
        core::AppendRequest request;
        request.stream = bench.stream;
        const core::Call call = bench.store.client.append(
            request,
            [&isAnswered](const core::Result<core::WriteOutcome> &) { isAnswered = true; });
        settle();
        bench.store.server.appends.constLast()->answer(
            core::WriteOutcome(core::Written{core::Revision{last}, {}}));
        settle();
        QVERIFY(isAnswered);
    }
};

QTEST_MAIN(TstEventsPagePlaces)
#include "tst_events_page_places.moc"
