// What is told of every outcome of sending, and what can be done then.
#include "tests/support/gui_warnings.h"
#include "tests/ui/append_page_test.h"
#include "ui/append/events_between.h"
#include "ui/widgets/elided_label.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTableWidget>

using namespace ui;
using core::ExpectedRevision;
using core::Revision;

class TstAppendOutcome final : public AppendPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        prepare();
    }
    void theConflictTellsBothRevisionsAndWhatCameBetween();
    void oneKeyWritesOnTopOfWhatCameBetween();
    void aConflictWithATruncatedOrDeletedStreamSaysSo();
    void writingWithoutACheckIsAskedFor();
    void aLostAnswerIsCheckedAndFound();
    void aLostAnswerThatIsNotFoundIsSentAgainWithTheSameId();
    void whereItWouldStandCannotBeReadAnyMore_data();
    void whereItWouldStandCannotBeReadAnyMore();
    void stoppingToWaitLeavesTheOutcomeUnknown();
    void stoppingToLookComesBackToTheUnknownOutcome_data();
    void stoppingToLookComesBackToTheUnknownOutcome();
    void stoppingToLookAfterARefusalSaysThatNothingWasWritten();
    void anEndThatIsReadAfterTheWriteMakesItNoRepeat();
    void whatWouldBeLostIsUnsentOrUnanswered();
    void whatIsLeftOfWhatCameBetweenIsCounted();
    void aRefusalKeepsTheTextAndTriesAgainWithTheSameId();
    void deletedIsProvedBeforeItIsSaid_data();
    void deletedIsProvedBeforeItIsSaid();
};

void TstAppendOutcome::theConflictTellsBothRevisionsAndWhatCameBetween()
{
    open();
    m_store->streams[order()] = orderUpTo(19);
    QSignalSpy said(m_page.get(), &AppendPage::said);
    answer(sendOne(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{19}}});
    QCOMPARE(bar().title(), QStringLiteral("Not written: somebody else wrote first."));
    QCOMPARE(bar().text(), QStringLiteral("Expected 17, the stream is at 19."));
    QCOMPARE(child<QLabel>("append/between-caption")->text(),
             QStringLiteral("These came between:"));
    auto *between = child<QTableWidget>("append/between-table");
    QCOMPARE(samples::tableText(*between->model()),
             (QStringList{QStringLiteral("18 | Type0 | 2026-03-02 14:00:18.000 000 0"),
                          QStringLiteral("19 | Type1 | 2026-03-02 14:00:19.000 000 0")}));
    QCOMPARE(said.last().first().toString(), QStringLiteral("Not written: expected 17, actual 19"));
    QVERIFY(m_page->hasUnsentText());

    QSignalSpy requested(m_page.get(), &AppendPage::eventRequested);
    between->setFocus();
    between->setCurrentCell(1, 0);
    QTest::keyClick(between, Qt::Key_Return);
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested.first().at(1).value<Revision>(), Revision{19});

    press("append/keep-button");
    QVERIFY(!bar().isVisible());
    QCOMPARE(child<CodeEditor>("append/data-editor")->utf8(),
             QByteArray("{\"n\": 90071992547409931234}"));
}

void TstAppendOutcome::oneKeyWritesOnTopOfWhatCameBetween()
{
    open();
    FakeServer::Append &first = sendOne();
    answer(first,
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{19}}});
    auto *onTop = child<QPushButton>("append/on-top-button");
    QCOMPARE(onTop->text(), QStringLiteral("Append at 20 (Expect 19)"));
    QTRY_VERIFY(onTop->hasFocus());
    QTest::keyClick(onTop, Qt::Key_Return);
    m_store->settleAll();
    QCOMPARE(m_store->server.appends.size(), 2);
    FakeServer::Append &second = *m_store->server.appends.last();
    QCOMPARE(second.request.expected, ExpectedRevision::exact({19}));
    QCOMPARE(second.request.events, first.request.events);
}

void TstAppendOutcome::aConflictWithATruncatedOrDeletedStreamSaysSo()
{
    open();
    m_store->streams[order()] = {samples::recorded(order(), 40)};
    answer(sendOne(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{30}}});
    auto caption = [this] { return child<EventsBetween>("append/between")->caption(); };
    QCOMPARE(caption(),
             QStringLiteral("What came between cannot be read any more: it was truncated."));

    m_store->streams.remove(order());
    core::RecordedEvent deletion = samples::recorded(order().metadataStream(), 0);
    deletion.type = QStringLiteral("$metadata");
    deletion.data = "{\"$tb\":9223372036854775807}";
    m_store->streams[order().metadataStream()] = {deletion};
    pressCtrlEnter();
    answer(*m_store->server.appends.last(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{30}}});
    QCOMPARE(caption(),
             QStringLiteral("order-42 is soft-deleted: what came between cannot be read."));
}

void TstAppendOutcome::writingWithoutACheckIsAskedFor()
{
    open();
    answer(sendOne(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{5}}});
    QVERIFY(bar().text().contains(QStringLiteral("shorter than expected")));
    press("append/unchecked-button");
    QCOMPARE(m_prompts.asked, QStringList{QStringLiteral("Append to order-42 without a check?")});
    QTRY_COMPARE((m_store->settleAll(), m_store->server.appends.last()->request.expected),
                 ExpectedRevision::any());
}

void TstAppendOutcome::aLostAnswerIsCheckedAndFound()
{
    open();
    FakeServer::Append &append = sendOne();
    const core::EventId id = append.request.events.constFirst().id;
    answer(append,
           core::WriteOutcome{core::OutcomeUnknown{
               {id}, {core::ErrorCode::Timeout, QStringLiteral("No answer."), {}}}});
    QVERIFY(bar().title().contains(QStringLiteral("may or may not have been written")));
    QVERIFY(m_page->hasUnsentText());
    auto written = samples::recorded(order(), 18);
    written.id = id;
    m_store->streams[order()] << written;
    QSignalSpy appended(m_page.get(), &AppendPage::appended);
    press("append/check-button");
    QCOMPARE(appended.count(), 1);
    QCOMPARE(appended.first().at(1).value<Revision>(), Revision{18});
    QCOMPARE(m_store->server.appends.size(), 1);
}

void TstAppendOutcome::aLostAnswerThatIsNotFoundIsSentAgainWithTheSameId()
{
    open();
    FakeServer::Append &append = sendOne();
    const core::AppendRequest sent = append.request;
    answer(append,
           core::WriteOutcome{core::OutcomeUnknown{
               {sent.events.constFirst().id},
               {core::ErrorCode::Unavailable, QStringLiteral("The connection broke."), {}}}});
    auto *data = child<CodeEditor>("append/data-editor");
    QTest::keyClicks(data->focusProxy(), QStringLiteral("x"));
    QCOMPARE(data->utf8(), sent.events.first().data);

    press("append/check-button");
    QCOMPARE(bar().title(), QStringLiteral("Not written so far."));
    QVERIFY(bar().text().contains(QStringLiteral("revision 18")));
    press("append/again-button");
    const core::AppendRequest again = m_store->server.appends.last()->request;
    QCOMPARE(again.events, sent.events);
    QCOMPARE(again.expected, sent.expected);

    m_store->failures[order()] = core::ErrorCode::Unavailable;
    answer(*m_store->server.appends.last(), core::WriteOutcome{core::OutcomeUnknown{}});
    m_store->settleAll();
    press("append/edit-as-new-button");
    QTest::keyClicks(data->focusProxy(), QStringLiteral(" "));
    pressCtrlEnter();
    QVERIFY(m_store->server.appends.last()->request.events.constFirst().id
            != sent.events.constFirst().id);
}

void TstAppendOutcome::whereItWouldStandCannotBeReadAnyMore_data()
{
    QTest::addColumn<int>("condition");
    QTest::addColumn<bool>("isDeleted");
    QTest::addColumn<QString>("why");
    QTest::newRow("truncated, at one place")
        << 0 << false << QStringLiteral("Revision 18 of order-42 cannot be read any more.");
    QTest::newRow("truncated, without a check")
        << 3 << false
        << QStringLiteral("It is not in order-42 from 25 on, and what stood before cannot be read "
                          "any more.");
    QTest::newRow("soft-deleted")
        << 0 << true
        << QStringLiteral("order-42 is soft-deleted: its events cannot be read any more.");
}

void TstAppendOutcome::whereItWouldStandCannotBeReadAnyMore()
{
    QFETCH(int, condition);
    QFETCH(bool, isDeleted);
    QFETCH(QString, why);
    open();
    auto *expected = child<QComboBox>("append/expected-combo");
    for (int i = 0; i < condition; ++i)
        QTest::keyClick(expected, Qt::Key_Down);
    answer(sendOne(), core::WriteOutcome{core::OutcomeUnknown{{}, {}}});
    m_store->streams[order()] = {samples::recorded(order(), 25), samples::recorded(order(), 26)};
    if (isDeleted) {
        m_store->streams.remove(order());
        core::RecordedEvent deletion = samples::recorded(order().metadataStream(), 0);
        deletion.type = QStringLiteral("$metadata");
        deletion.data = "{\"$tb\":9223372036854775807}";
        m_store->streams[order().metadataStream()] = {deletion};
    }
    press("append/check-button");
    QCOMPARE(bar().title(), QStringLiteral("Whether it was written cannot be told."));
    QVERIFY2(bar().text().startsWith(why), qPrintable(bar().text()));
    QVERIFY(child<QPushButton>("append/again-button")->isVisible());
}

void TstAppendOutcome::stoppingToWaitLeavesTheOutcomeUnknown()
{
    open();
    FakeServer::Append &append = sendOne();
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    m_store->settleAll();
    QVERIFY(append.isCancelled);
    QVERIFY(bar().title().contains(QStringLiteral("may or may not have been written")));
    QVERIFY(child<QPushButton>("append/check-button")->isVisible());
}

void TstAppendOutcome::stoppingToLookComesBackToTheUnknownOutcome_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::newRow("checking the stream") << QByteArray("append/check-button");
    QTest::newRow("reading its end before sending again") << QByteArray("append/again-button");
}

void TstAppendOutcome::stoppingToLookComesBackToTheUnknownOutcome()
{
    QFETCH(QByteArray, button);
    open();
    answer(sendOne(),
           core::WriteOutcome{core::OutcomeUnknown{
               {}, {core::ErrorCode::Timeout, QStringLiteral("No answer."), {}}}});
    m_store->areReadsAnswered = false;
    press(button.constData());
    QVERIFY(!bar().isVisible());
    auto *busy = child<QWidget>("append/busy");
    QTRY_VERIFY(busy->isVisible());
    press("busy-line/cancel");
    QVERIFY(!busy->isVisible());
    QVERIFY(bar().title().contains(QStringLiteral("may or may not have been written")));
    QVERIFY(bar().text().contains(QStringLiteral("No answer.")));
    QVERIFY(child<QPushButton>("append/check-button")->isVisible());
    QCOMPARE(m_store->server.appends.size(), 1);
    QVERIFY(m_store->server.reads.last()->isCancelled);
}

void TstAppendOutcome::stoppingToLookAfterARefusalSaysThatNothingWasWritten()
{
    open();
    FakeServer::Append &append = sendOne();
    m_store->areReadsAnswered = false;
    answer(
        append,
        core::TransportResult<core::WriteOutcome>(fake::failure(core::ErrorCode::StreamDeleted)));
    QVERIFY(m_page->cancel());
    QCOMPARE(bar().title(), QStringLiteral("Not written: the server calls order-42 deleted."));
    QVERIFY(m_page->hasUnsentText());
    QVERIFY(!m_page->cancel());
}

void TstAppendOutcome::anEndThatIsReadAfterTheWriteMakesItNoRepeat()
{
    m_store->areReadsAnswered = false;
    open();
    QTest::keyClicks(child<QLineEdit>("append/expected-revision-edit"), QStringLiteral("17"));
    FakeServer::Append &append = sendOne();
    m_store->streams[order()] = orderUpTo(18);
    m_store->areReadsAnswered = true;
    m_store->settleAll();
    answer(append, core::WriteOutcome{core::Written{Revision{18}, {}}});
    QVERIFY(!bar().isVisible());
    QCOMPARE(child<ElidedLabel>("append/status")->text(), QStringLiteral("Written at 18"));
}

void TstAppendOutcome::whatWouldBeLostIsUnsentOrUnanswered()
{
    open();
    QCOMPARE(m_page->loss().drafts(), 0);
    typeEvent();
    QCOMPARE(lossText(m_page->loss()),
             QStringLiteral("What you typed has not been sent and will be lost."));
    pressCtrlEnter();
    const QString unanswered
        = QStringLiteral("What was sent to order-42 may or may not have been written. Closing "
                         "forgets its ids: it can be neither looked for nor sent again as the "
                         "same.");
    QCOMPARE(lossText(m_page->loss()), unanswered);
    FakeServer::Append &append = *m_store->server.appends.last();
    answer(append, core::WriteOutcome{core::OutcomeUnknown{{}, {}}});
    QCOMPARE(lossText(m_page->loss()), unanswered);
    press("append/edit-as-new-button");
    QCOMPARE(m_page->loss().unsent, 1);
    QCOMPARE(lossText({2, {}}), QStringLiteral("2 drafts have not been sent and will be lost."));
}

void TstAppendOutcome::whatIsLeftOfWhatCameBetweenIsCounted()
{
    open();
    m_store->streams[order()] = {samples::recorded(order(), 29), samples::recorded(order(), 30)};
    answer(sendOne(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{30}}});
    QCOMPARE(child<QLabel>("append/between-caption")->text(),
             QStringLiteral("These are left of the 13 that came between:"));
}

void TstAppendOutcome::aRefusalKeepsTheTextAndTriesAgainWithTheSameId()
{
    open();
    FakeServer::Append &append = sendOne();
    answer(append,
           core::TransportResult<core::WriteOutcome>(fake::failure(core::ErrorCode::AccessDenied)));
    QCOMPARE(bar().title(), QStringLiteral("Not written."));
    QVERIFY(m_page->hasUnsentText());
    press("append/try-again-button");
    QCOMPARE(m_store->server.appends.size(), 2);
    QCOMPARE(m_store->server.appends.last()->request.events, append.request.events);
}

void TstAppendOutcome::deletedIsProvedBeforeItIsSaid_data()
{
    QTest::addColumn<bool>("isTombstone");
    QTest::addColumn<QString>("title");
    QTest::newRow("soft") << false << QStringLiteral("order-42 is soft-deleted.");
    QTest::newRow("for good") << true << QStringLiteral("order-42 was deleted for good.");
}

void TstAppendOutcome::deletedIsProvedBeforeItIsSaid()
{
    QFETCH(bool, isTombstone);
    QFETCH(QString, title);
    open();
    m_store->streams.remove(order());
    core::RecordedEvent deletion = samples::recorded(order().metadataStream(), 0);
    deletion.type = QStringLiteral("$metadata");
    deletion.data = "{\"$tb\":9223372036854775807}";
    m_store->streams[order().metadataStream()] = {deletion};
    if (isTombstone)
        m_store->failures[order()] = core::ErrorCode::StreamDeleted;
    answer(
        sendOne(),
        core::TransportResult<core::WriteOutcome>(fake::failure(core::ErrorCode::StreamDeleted)));
    QCOMPARE(bar().title(), title);
    if (isTombstone)
        return;
    press("append/bring-back-button");
    QCOMPARE(m_store->server.appends.last()->request.expected, ExpectedRevision::noStream());
}

QTEST_MAIN(TstAppendOutcome)
#include "tst_append_outcome.moc"
