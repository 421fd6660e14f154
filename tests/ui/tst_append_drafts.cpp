// Several events in one write, types with their shape, and looking for text.
#include "core/text/json_text.h"
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/append_page_test.h"
#include "ui/append/event_strip.h"
#include "ui/append/json_shape.h"
#include "ui/widgets/elided_label.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>

using namespace ui;
using core::ExpectedRevision;
using core::Revision;

class TstAppendDrafts final : public AppendPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void severalEventsAreOneWrite();
    void aProblemLeadsToItsEvent();
    void anIdThatIsTypedHalfwayStaysWithItsEvent();
    void anEventIsTakenOutOfTheWrite();
    void whatWasTypedInAnEventIsAskedAboutBeforeThatIsRemoved();
    void severalEventsAreWrittenOnTopTogether();
    void theButtonsNameEveryPlaceThatIsWritten();
    void typesSeenAreOfferedWithTheirShape();
    void aTypeThatIsTypedWholeLeavesNoListOpen();
    void whatWasRefusedIsSentAgainWithoutAShape();
    void aShapeReplacesNothingThatWasTyped();
    void aTypeThatIsChosenLateReplacesNothingThatWasTyped();
    void shapesKeepTheKeysAndNoValue_data();
    void shapesKeepTheKeysAndNoValue();
    void aRepeatTheServerRecognisedIsSaidToBeOne();
    void afterARepeatTheNextEventFollowsTheLastOne();
    void aSecondSendingThatWroteIsNotCalledARepeat();
    void whatIsBrokenIntoLinesAsItIsPastedIsSaidToBe();
    void findLooksInTheData();
    void findFollowsWhatIsTyped();
};

void TstAppendDrafts::init()
{
    tests::failOnWarnings();
    prepare();
}

void TstAppendDrafts::severalEventsAreOneWrite()
{
    open();
    QVERIFY(!child<EventStrip>("append/event-strip")->isVisible());
    typeEvent();
    QTest::keyClick(child<QPushButton>("append/add-button"), Qt::Key_Space);
    QTRY_VERIFY(child<QLineEdit>("append/type-edit")->hasFocus());
    QTest::keyClicks(child<QLineEdit>("append/type-edit"), QStringLiteral("RefundAsked"));
    auto *strip = child<EventStrip>("append/event-strip");
    QVERIFY(strip->isVisible());
    QCOMPARE(strip->tabText(0), QStringLiteral("1  OrderCancelled"));
    QCOMPARE(strip->tabText(1), QStringLiteral("2  RefundAsked"));
    QVERIFY(child<ElidedLabel>("append/preview")
                ->text()
                .startsWith(QStringLiteral("gRPC Append, 2 event")));

    strip->setCurrentIndex(0);
    QCOMPARE(child<QLineEdit>("append/type-edit")->text(), QStringLiteral("OrderCancelled"));
    QCOMPARE(child<CodeEditor>("append/data-editor")->utf8(),
             QByteArray("{\"n\": 90071992547409931234}"));
    QCOMPARE(tests::namelessWidgets(*m_page), QStringList());

    QSignalSpy appended(m_page.get(), &AppendPage::appended);
    pressCtrlEnter();
    QCOMPARE(m_store->server.appends.size(), 1);
    FakeServer::Append &append = *m_store->server.appends.first();
    QCOMPARE(append.request.events.size(), 2);
    QCOMPARE(append.request.events.at(0).type, QStringLiteral("OrderCancelled"));
    QCOMPARE(append.request.events.at(1).type, QStringLiteral("RefundAsked"));
    QVERIFY(append.request.events.at(0).id != append.request.events.at(1).id);
    answer(append, core::WriteOutcome{core::Written{Revision{19}, {}}});
    QCOMPARE(appended.count(), 1);
    QCOMPARE(appended.first().at(2).toLongLong(), 2);
}

void TstAppendDrafts::aProblemLeadsToItsEvent()
{
    open();
    typeEvent();
    QTest::keyClick(child<QPushButton>("append/add-button"), Qt::Key_Space);
    child<EventStrip>("append/event-strip")->setCurrentIndex(0);
    pressCtrlEnter();
    QVERIFY(m_store->server.appends.isEmpty());
    QCOMPARE(bar().text(), QStringLiteral("Event 2: The event has no type."));
    QCOMPARE(child<EventStrip>("append/event-strip")->currentIndex(), 1);
    QTRY_VERIFY(child<QLineEdit>("append/type-edit")->hasFocus());
}

void TstAppendDrafts::anIdThatIsTypedHalfwayStaysWithItsEvent()
{
    open();
    typeEvent();
    QTest::keyClick(child<QPushButton>("append/change-id-button"), Qt::Key_Space);
    auto *id = child<QLineEdit>("append/id-edit");
    QTest::keyClicks(id, QStringLiteral("1b4e28ba-2fa1"));
    m_page->addEvent();
    QVERIFY(id->text() != QStringLiteral("1b4e28ba-2fa1"));
    QVERIFY(id->isReadOnly());
    child<EventStrip>("append/event-strip")->setCurrentIndex(0);
    QCOMPARE(id->text(), QStringLiteral("1b4e28ba-2fa1"));
    QTest::keyClicks(id, QStringLiteral("-11d2-883f-0016d3cca427"));
    child<EventStrip>("append/event-strip")->setCurrentIndex(1);
    m_page->removeEvent();
    pressCtrlEnter();
    QCOMPARE(m_store->server.appends.last()->request.events.first().id.toString(),
             QStringLiteral("1b4e28ba-2fa1-11d2-883f-0016d3cca427"));
}

void TstAppendDrafts::anEventIsTakenOutOfTheWrite()
{
    open();
    QTest::keyClick(child<QPushButton>("append/add-button"), Qt::Key_Space);
    typeEvent();
    auto *strip = child<EventStrip>("append/event-strip");
    Q_EMIT strip->tabCloseRequested(0);
    QVERIFY(!strip->isVisible());
    pressCtrlEnter();
    const auto events = m_store->server.appends.first()->request.events;
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first().type, QStringLiteral("OrderCancelled"));
}

void TstAppendDrafts::whatWasTypedInAnEventIsAskedAboutBeforeThatIsRemoved()
{
    open();
    typeEvent();
    m_page->removeEvent(); // the only one stays
    QVERIFY(!m_page->abilities().removeEvent);
    QSignalSpy told(m_page.get(), &AppendPage::abilitiesChanged);
    m_page->addEvent();
    QCOMPARE(told.count(), 1);
    QVERIFY(m_page->abilities().removeEvent);
    QTest::keyClicks(child<QLineEdit>("append/type-edit"), QStringLiteral("RefundAsked"));

    auto *strip = child<EventStrip>("append/event-strip");
    m_prompts.accepts = false;
    QTest::keyClick(strip, Qt::Key_Delete);
    QCOMPARE(m_prompts.asked,
             QStringList(QStringLiteral("Remove event 2 (RefundAsked) from the write?")));
    QTRY_COMPARE(m_prompts.answered, 1);
    QCOMPARE(strip->count(), 2);
    m_prompts.accepts = true;
    m_page->removeEvent();
    QCOMPARE(m_prompts.asked.size(), 2);
    QTRY_COMPARE(strip->count(), 1);
    QCOMPARE(child<QLineEdit>("append/type-edit")->text(), QStringLiteral("OrderCancelled"));

    m_page->addEvent();
    m_page->removeEvent(); // with nothing in it
    QCOMPARE(m_prompts.asked.size(), 2);
    QCOMPARE(strip->count(), 1);
}

void TstAppendDrafts::severalEventsAreWrittenOnTopTogether()
{
    open();
    typeEvent();
    QTest::keyClick(child<QPushButton>("append/add-button"), Qt::Key_Space);
    QTest::keyClicks(child<QLineEdit>("append/type-edit"), QStringLiteral("RefundAsked"));
    pressCtrlEnter();
    answer(*m_store->server.appends.first(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{19}}});
    QCOMPARE(child<QPushButton>("append/on-top-button")->text(),
             QStringLiteral("Append at 20–21 (Expect 19)"));
    press("append/on-top-button");
    QCOMPARE(m_store->server.appends.last()->request.events,
             m_store->server.appends.first()->request.events);
}

void TstAppendDrafts::theButtonsNameEveryPlaceThatIsWritten()
{
    open();
    typeEvent();
    const auto *send = child<QPushButton>("append/send-button");
    QCOMPARE(send->text(), QStringLiteral("Append at 18 (Expect 17)"));
    m_page->addEvent();
    QTest::keyClicks(child<QLineEdit>("append/type-edit"), QStringLiteral("RefundAsked"));
    QCOMPARE(send->text(), QStringLiteral("Append at 18–19 (Expect 17)"));
    pressCtrlEnter();
    answer(*m_store->server.appends.first(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{19}}});
    m_page->addEvent();
    QCOMPARE(child<QPushButton>("append/on-top-button")->text(),
             QStringLiteral("Append at 20–22 (Expect 19)"));
}

void TstAppendDrafts::typesSeenAreOfferedWithTheirShape()
{
    m_store->streams[order()].last().type = QStringLiteral("OrderPlaced");
    m_store->streams[order()].last().data = R"({"orderId":"42","total":12.10})";
    core::RecordedEvent other = samples::recorded(core::StreamName(QStringLiteral("order-7")), 0);
    other.type = QStringLiteral("OrderReturned");
    m_store->streams[core::StreamName(QStringLiteral("$ce-order"))] = {other};
    open();
    auto *type = child<QLineEdit>("append/type-edit");
    const QAbstractItemModel *types = type->completer()->model();
    QStringList offered;
    for (int row = 0; row < types->rowCount(); ++row)
        offered << types->index(row, 0).data().toString();
    QCOMPARE(offered,
             (QStringList{QStringLiteral("OrderPlaced"),
                          QStringLiteral("OrderReturned"),
                          QStringLiteral("Type0"),
                          QStringLiteral("Type1"),
                          QStringLiteral("Type2")}));
    QTest::keyClicks(type, QStringLiteral("OrderPlaced"));
    QTest::keyClick(type, Qt::Key_Return);
    QCOMPARE(child<CodeEditor>("append/data-editor")->utf8(),
             QByteArray("{\n  \"orderId\": \"\",\n  \"total\": 0\n}"));
}

void TstAppendDrafts::aTypeThatIsTypedWholeLeavesNoListOpen()
{
    open();
    auto *type = child<QLineEdit>("append/type-edit");
    const QAbstractItemView *list = type->completer()->popup();
    QTest::keyClicks(type, QStringLiteral("Type"));
    QTRY_VERIFY(list->isVisible());
    QTest::keyClick(type, Qt::Key_2);
    QCOMPARE(type->text(), QStringLiteral("Type2"));
    QTRY_VERIFY(!list->isVisible());
}

void TstAppendDrafts::whatWasRefusedIsSentAgainWithoutAShape()
{
    m_store->streams[order()].last().data = R"({"a":1})";
    open();
    auto *type = child<QLineEdit>("append/type-edit");
    QTest::keyClicks(type, QStringLiteral("Type"));
    QTRY_VERIFY(type->completer()->popup()->isVisible());
    type->setText(QStringLiteral("Type2"));
    pressCtrlEnter();
    QVERIFY(!type->completer()->popup()->isVisible());
    answer(*m_store->server.appends.constLast(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{19}}});
    press("append/on-top-button");
    QCOMPARE(m_store->server.appends.constLast()->request.events,
             m_store->server.appends.constFirst()->request.events);
}

void TstAppendDrafts::aShapeReplacesNothingThatWasTyped()
{
    m_store->streams[order()].last().data = R"({"a":1})";
    open();
    typeEvent();
    auto *type = child<QLineEdit>("append/type-edit");
    type->selectAll();
    QTest::keyClicks(type, QStringLiteral("Type2"));
    QTest::keyClick(type, Qt::Key_Return);
    QCOMPARE(child<CodeEditor>("append/data-editor")->utf8(),
             QByteArray("{\"n\": 90071992547409931234}"));
}

void TstAppendDrafts::aTypeThatIsChosenLateReplacesNothingThatWasTyped()
{
    m_store->streams[order()].last().data = R"({"a":1})";
    open();
    auto *data = child<CodeEditor>("append/data-editor");
    QTest::keySequence(data->focusProxy(), QKeySequence::SelectAll);
    QTest::keyClicks(data->focusProxy(), QStringLiteral("{\"n\": 1}"));
    QTest::keyClick(child<QPushButton>("append/add-button"), Qt::Key_Space);
    pressCtrlEnter();
    QCOMPARE(bar().text(), QStringLiteral("Event 1: The event has no type."));
    auto *type = child<QLineEdit>("append/type-edit");
    QTest::keyClicks(type, QStringLiteral("Type2"));
    QTest::keyClick(type, Qt::Key_Return);
    QCOMPARE(data->utf8(), QByteArray("{\"n\": 1}"));

    // The other one holds nothing that was typed.
    child<EventStrip>("append/event-strip")->setCurrentIndex(1);
    QTest::keyClicks(type, QStringLiteral("Type2"));
    QTest::keyClick(type, Qt::Key_Return);
    QCOMPARE(data->utf8(), QByteArray("{\n  \"a\": 0\n}"));
}

void TstAppendDrafts::shapesKeepTheKeysAndNoValue_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("compact");
    QTest::newRow("every kind") << QByteArray(R"({"a":"x","b":-1.5e9,"c":true,"d":null,"e":{}})")
                                << QByteArray(R"({"a":"","b":0,"c":false,"d":null,"e":{}})");
    QTest::newRow("the first element stands for an array")
        << QByteArray(R"({"l":[{"s":"x","n":[1,2]},{"t":1}],"m":[[],[1]],"z":1})")
        << QByteArray(R"({"l":[{"s":"","n":[0]}],"m":[[]],"z":0})");
    QTest::newRow("a bare value") << QByteArray("12") << QByteArray("0");
    QTest::newRow("keys stay as they are written")
        << QByteArray(R"({"é":1,"é":2})") << QByteArray(R"({"é":0,"é":0})");
    QTest::newRow("no JSON has no shape") << QByteArray("{\"a\":") << QByteArray();
}

void TstAppendDrafts::shapesKeepTheKeysAndNoValue()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, compact);
    const auto shape = jsonShape(source);
    QCOMPARE(shape ? core::compactJson(*shape).value_or("none") : QByteArray(), compact);
}

void TstAppendDrafts::aRepeatTheServerRecognisedIsSaidToBeOne()
{
    open();
    FakeServer::Append &first = sendOne();
    answer(first, core::WriteOutcome{core::OutcomeUnknown{{}, {}}});
    m_store->streams[order()] = orderUpTo(18); // it was written after all
    press("append/again-button");
    FakeServer::Append &second = *m_store->server.appends.last();
    QCOMPARE(second.request.events, first.request.events);
    QSignalSpy said(m_page.get(), &AppendPage::said);
    answer(second, core::WriteOutcome{core::Written{Revision{18}, {}}});
    QCOMPARE(bar().title(),
             QStringLiteral("The server recognised a repeat: nothing was written twice."));
    QCOMPARE(said.last().first().toString(), QStringLiteral("A repeat: it stands at 18 already"));
    QCOMPARE(child<ElidedLabel>("append/status")->text(), QStringLiteral("There already, at 18"));
}

void TstAppendDrafts::afterARepeatTheNextEventFollowsTheLastOne()
{
    open();
    answer(sendOne(), core::WriteOutcome{core::OutcomeUnknown{{}, {}}});
    m_store->streams[order()] = orderUpTo(20); // it was written after all, and others after it
    press("append/again-button");
    answer(*m_store->server.appends.last(), core::WriteOutcome{core::Written{Revision{18}, {}}});
    QCOMPARE(child<QLineEdit>("append/expected-revision-edit")->text(), QStringLiteral("20"));
}

void TstAppendDrafts::aSecondSendingThatWroteIsNotCalledARepeat()
{
    open();
    answer(sendOne(), core::WriteOutcome{core::OutcomeUnknown{{}, {}}});
    press("append/again-button");
    answer(*m_store->server.appends.last(), core::WriteOutcome{core::Written{Revision{18}, {}}});
    QVERIFY(!bar().isVisible());
    QCOMPARE(child<ElidedLabel>("append/status")->text(), QStringLiteral("Written at 18"));
}

void TstAppendDrafts::whatIsBrokenIntoLinesAsItIsPastedIsSaidToBe()
{
    open();
    const QByteArray pasted = "[" + QByteArray("1.0,").repeated(6'000) + "2]";
    QGuiApplication::clipboard()->setText(QString::fromLatin1(pasted));
    auto *data = child<CodeEditor>("append/data-editor");
    QTest::keySequence(data->focusProxy(), QKeySequence::SelectAll);
    QTest::keySequence(data->focusProxy(), QKeySequence::Paste);
    QVERIFY(data->utf8() != pasted);
    QCOMPARE(core::compactJson(data->utf8()), pasted);
    const auto *told = child<QLabel>("append/data-problem");
    QVERIFY(told->isVisible());
    QVERIFY2(told->text().startsWith(QStringLiteral("Broken into lines as it was pasted")),
             qPrintable(told->text()));
    QTest::keyClicks(data->focusProxy(), QStringLiteral(" "));
    QVERIFY(!told->isVisible());
}

void TstAppendDrafts::findLooksInTheData()
{
    open();
    typeEvent();
    m_page->openFind();
    auto *field = child<QLineEdit>("append/data/find-edit");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("90071"));
    QCOMPARE(child<CodeEditor>("append/data-editor")->selectedText(), QStringLiteral("90071"));
    QVERIFY(m_page->closeFind());
    QVERIFY(!field->isVisible());
}

void TstAppendDrafts::findFollowsWhatIsTyped()
{
    open();
    typeEvent();
    m_page->openFind();
    QTest::keyClicks(child<QLineEdit>("append/data/find-edit"), QStringLiteral("900"));
    const auto *words = child<QLabel>("append/data/find-words");
    QTRY_COMPARE(words->text(), QStringLiteral("1 of 1"));
    QWidget *data = child<CodeEditor>("append/data-editor")->focusProxy();
    QTest::keySequence(data, QKeySequence::SelectAll);
    QTest::keyClicks(data, QStringLiteral("[900, 900]"));
    QTRY_COMPARE(words->text(), QStringLiteral("2 found"));
    QTest::keySequence(data, QKeySequence::SelectAll);
    QTest::keyClicks(data, QStringLiteral("[]"));
    QTRY_COMPARE(words->text(), QStringLiteral("Not found"));
}

QTEST_MAIN(TstAppendDrafts)
#include "tst_append_drafts.moc"
