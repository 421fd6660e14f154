// Writing an event: what is checked, what is sent.
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/append_page_test.h"
#include "ui/widgets/elided_label.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

using namespace ui;
using core::ExpectedRevision;
using core::Revision;

class TstAppendPage final : public AppendPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        prepare();
    }
    void theConditionIsPresetFromTheHeadAndFrozen();
    void ctrlEnterSendsWhatWasTyped();
    void nothingIsSentWithoutAType();
    void invalidJsonIsRefusedAndCanBeSentAsBytes();
    void nextEventKeepsTheShapeWithANewId();
    void tabGoesFromTheToggleToTheMetadata();
    void theHintSpeaksOfTheStreamAsItIsNow();
    void f6GoesThroughTheFieldsThatHoldTab();
    void aLockedConnectionSaysSoBeforeAnythingIsTyped();
    void anEventCanBeTheStart();
    void bytesThatNoEditorHoldsAreSentAsTheyAre();
    void aHeadThatCannotBeReadIsReadAgain();
    void aRevisionThatWasTypedIsNotPresetAnyMore();
    void thePreviewTellsTheSizeAndTheWire();
    void everyFocusableWidgetHasANameAndAPath();
};

void TstAppendPage::theConditionIsPresetFromTheHeadAndFrozen()
{
    open();
    auto *revision = child<QLineEdit>("append/expected-revision-edit");
    QCOMPARE(revision->text(), QStringLiteral("17"));
    QCOMPARE(child<QComboBox>("append/expected-combo")->currentText(),
             QStringLiteral("the last event is still"));
    m_store->streams[order()] = orderUpTo(19);
    m_store->settleAll();
    QCOMPARE(revision->text(), QStringLiteral("17"));
}

void TstAppendPage::ctrlEnterSendsWhatWasTyped()
{
    open();
    QVERIFY(!m_page->hasUnsentText());
    QSignalSpy appended(m_page.get(), &AppendPage::appended);
    FakeServer::Append &append = sendOne();
    QVERIFY(m_page->hasUnsentText());
    QCOMPARE(m_page->title(), QStringLiteral("New in order-42 ●"));
    QVERIFY(!child<QPushButton>("append/send-button")->isEnabled());
    QCOMPARE(append.request.stream, order());
    QCOMPARE(append.request.expected, ExpectedRevision::exact({17}));
    QCOMPARE(append.request.events.size(), 1);
    const core::NewEvent event = append.request.events.constFirst();
    QCOMPARE(event.type, QStringLiteral("OrderCancelled"));
    QCOMPARE(event.contentType, core::ContentType::Json);
    QCOMPARE(event.data, QByteArray("{\"n\": 90071992547409931234}"));
    QCOMPARE(event.metadata, QByteArray());
    QVERIFY(!event.id.isNull());

    pressCtrlEnter();
    QCOMPARE(m_store->server.appends.size(), 1);

    answer(append, core::WriteOutcome{core::Written{Revision{18}, {}}});
    QCOMPARE(appended.count(), 1);
    QCOMPARE(appended.first().at(1).value<Revision>(), Revision{18});
    QCOMPARE(appended.first().at(2).toLongLong(), 1);
    QVERIFY(!m_page->hasUnsentText());
    QVERIFY(!bar().isVisible());
}

void TstAppendPage::nothingIsSentWithoutAType()
{
    open();
    pressCtrlEnter();
    QVERIFY(m_store->server.appends.isEmpty());
    QCOMPARE(bar().text(), QStringLiteral("The event has no type."));
    QTRY_VERIFY(child<QLineEdit>("append/type-edit")->hasFocus());
}

void TstAppendPage::invalidJsonIsRefusedAndCanBeSentAsBytes()
{
    open();
    typeEvent();
    QWidget *data = child<CodeEditor>("append/data-editor")->focusProxy();
    QTest::keyClicks(data, QStringLiteral(" and more"));
    auto *problem = child<QLabel>("append/data-problem");
    QVERIFY(problem->isVisible());
    QVERIFY(problem->text().startsWith(QStringLiteral("Line 1, column 29: ")));
    pressCtrlEnter();
    QVERIFY(m_store->server.appends.isEmpty());
    QCOMPARE(bar().title(), QStringLiteral("Not sent: the data is not JSON."));
    press("append/send-as-bytes-button");
    QCOMPARE(m_store->server.appends.size(), 1);
    const core::NewEvent event = m_store->server.appends.first()->request.events.constFirst();
    QCOMPARE(event.contentType, core::ContentType::Bytes);
    QCOMPARE(event.data, QByteArray("{\"n\": 90071992547409931234} and more"));
    QVERIFY(!problem->isVisible());
}

void TstAppendPage::nextEventKeepsTheShapeWithANewId()
{
    open();
    FakeServer::Append &append = sendOne();
    answer(append, core::WriteOutcome{core::Written{Revision{18}, {}}});
    auto *next = child<QPushButton>("append/next-button");
    QTRY_VERIFY(next->hasFocus());
    QTest::keyClick(next, Qt::Key_Return);
    QVERIFY(!m_page->hasUnsentText());
    QVERIFY(child<CodeEditor>("append/data-editor")->focusProxy()->hasFocus());
    pressCtrlEnter();
    const core::AppendRequest second = m_store->server.appends.last()->request;
    QCOMPARE(m_store->server.appends.size(), 2);
    QCOMPARE(second.expected, ExpectedRevision::exact({18}));
    QCOMPARE(second.events.first().type, append.request.events.first().type);
    QCOMPARE(append.request.events.first().data, QByteArray("{\"n\": 90071992547409931234}"));
    QCOMPARE(second.events.first().data, QByteArray("{\n  \"n\": 0\n}"));
    QVERIFY(second.events.first().id != append.request.events.first().id);
}

void TstAppendPage::tabGoesFromTheToggleToTheMetadata()
{
    open();
    auto *toggle = child<QToolButton>("append/metadata-toggle");
    toggle->setFocus();
    QTest::keyClick(toggle, Qt::Key_Space);
    QTest::keyClick(toggle, Qt::Key_Tab);
    QVERIFY(child<CodeEditor>("append/metadata-editor")->focusProxy()->hasFocus());
    // What is made later stands where it belongs, too.
    m_page->openFind();
    QWidget *field = m_page->focusWidget();
    QCOMPARE(field->objectName(), QStringLiteral("append/metadata/find-edit"));
    QTest::keyClick(field, Qt::Key_Tab);
    QCOMPARE(m_page->focusWidget()->objectName(),
             QStringLiteral("append/metadata/find-next-button"));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(child<CodeEditor>("append/metadata-editor")->focusProxy()->hasFocus());
}

void TstAppendPage::theHintSpeaksOfTheStreamAsItIsNow()
{
    m_store->streams.remove(order());
    open();
    const auto *hint = child<QLabel>("append/expected-hint");
    QVERIFY(hint->text().contains(QStringLiteral("does not exist yet")));
    answer(sendOne(), core::WriteOutcome{core::Written{Revision{0}, {}}});
    QTest::keyClick(child<QPushButton>("append/next-button"), Qt::Key_Return);
    QVERIFY2(!hint->text().contains(QStringLiteral("does not exist yet")),
             qPrintable(hint->text()));
    QVERIFY(hint->text().startsWith(QStringLiteral("0 is the number of the first event")));
}

void TstAppendPage::f6GoesThroughTheFieldsThatHoldTab()
{
    open();
    const auto isIn = [this](const char *name) {
        const QWidget *part = child<QWidget>(name);
        const QWidget *focused = m_page->focusWidget();
        return part == focused || part->isAncestorOf(focused);
    };
    child<QLineEdit>("append/type-edit")->setFocus();
    QVERIFY(m_page->focusNextPart(1));
    QVERIFY(isIn("append/data-editor"));
    QVERIFY(m_page->focusNextPart(1));
    QVERIFY(isIn("append/metadata-toggle"));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QVERIFY(m_page->focusNextPart(1));
    QVERIFY(isIn("append/metadata-editor"));
    QVERIFY(m_page->focusNextPart(1));
    QVERIFY(isIn("append/send-button"));
    QVERIFY(!m_page->focusNextPart(1));
    QVERIFY(m_page->focusNextPart(-1));
    QVERIFY(isIn("append/metadata-editor"));
}

void TstAppendPage::aLockedConnectionSaysSoBeforeAnythingIsTyped()
{
    open();
    QSignalSpy wanted(m_page.get(), &AppendPage::unlockRequested);
    m_page->setLocked(QStringLiteral("orders is read-only here."));
    const auto *lock = child<MessageBar>("append/lock");
    QVERIFY(lock->isVisible());
    QVERIFY(lock->title().contains(QStringLiteral("orders is read-only here.")));
    QVERIFY(!child<QPushButton>("append/send-button")->isEnabled());
    typeEvent();
    pressCtrlEnter();
    QVERIFY(m_store->server.appends.isEmpty());
    press("append/unlock-button");
    QCOMPARE(wanted.count(), 1);
    m_page->setLocked({});
    QVERIFY(!lock->isVisible());
    pressCtrlEnter();
    QCOMPARE(m_store->server.appends.size(), 1);
}

void TstAppendPage::anEventCanBeTheStart()
{
    open();
    core::RecordedEvent event = samples::recorded(order(), 3);
    event.data = "{\"a\":\n1}";
    event.metadata = "{\"$correlationId\":\"x\"}";
    m_page->fillFrom(event);
    QVERIFY(!m_page->hasUnsentText());
    QVERIFY(child<CodeEditor>("append/metadata-editor")->isVisible());
    pressCtrlEnter();
    const core::NewEvent sent = m_store->server.appends.last()->request.events.constFirst();
    QCOMPARE(sent.data, event.data);
    QCOMPARE(sent.metadata, event.metadata);
    QCOMPARE(sent.type, event.type);
    QVERIFY(sent.id != event.id);
}

void TstAppendPage::bytesThatNoEditorHoldsAreSentAsTheyAre()
{
    open();
    core::RecordedEvent event = samples::recorded(order(), 3);
    event.contentType = core::ContentType::Bytes;
    event.data = QByteArray("\0\xff\xfe", 3);
    event.metadata = "[\"" + QByteArray(30'000, 'm') + "\"]";
    m_page->fillFrom(event);
    pressCtrlEnter();
    const core::NewEvent sent = m_store->server.appends.last()->request.events.constFirst();
    QCOMPARE(sent.data, event.data);
    QCOMPARE(sent.metadata, event.metadata);
}

void TstAppendPage::aHeadThatCannotBeReadIsReadAgain()
{
    m_store->failures[order()] = core::ErrorCode::AccessDenied;
    open();
    QCOMPARE(bar().title(), QStringLiteral("The end of order-42 could not be read."));
    m_store->failures.clear();
    press("append/read-again-button");
    QVERIFY(!bar().isVisible());
    QCOMPARE(child<QLineEdit>("append/expected-revision-edit")->text(), QStringLiteral("17"));
}

void TstAppendPage::aRevisionThatWasTypedIsNotPresetAnyMore()
{
    m_store->areReadsAnswered = false;
    open();
    typeEvent();
    pressCtrlEnter();
    QVERIFY(m_store->server.appends.isEmpty());
    QVERIFY(bar().text().contains(QStringLiteral("is missing")));
    auto *revision = child<QLineEdit>("append/expected-revision-edit");
    QTest::keyClicks(revision, QStringLiteral("0"));
    QVERIFY(child<QLabel>("append/expected-hint")
                ->text()
                .contains(QStringLiteral("It does not mean empty.")));
    m_store->areReadsAnswered = true;
    m_store->settleAll();
    QCOMPARE(revision->text(), QStringLiteral("0"));
    pressCtrlEnter();
    QCOMPARE(m_store->server.appends.last()->request.expected, ExpectedRevision::exact({0}));
}

void TstAppendPage::thePreviewTellsTheSizeAndTheWire()
{
    open();
    typeEvent();
    QCOMPARE(child<ElidedLabel>("append/preview")->text(),
             QStringLiteral("gRPC Append, 1 event, 55 of 1,048,576 bytes"));
    QTest::keyClick(child<QToolButton>("append/preview-toggle"), Qt::Key_Space);
    QVERIFY(child<QLabel>("append/preview-details")
                ->text()
                .contains(QStringLiteral("expected      revision 17")));
    QTest::keyClick(child<QComboBox>("append/expected-combo"), Qt::Key_Down);
    QVERIFY(child<QLabel>("append/preview-details")
                ->text()
                .contains(QStringLiteral("expected      no stream, -1")));
}

void TstAppendPage::everyFocusableWidgetHasANameAndAPath()
{
    open();
    QCOMPARE(tests::namelessWidgets(*m_page), QStringList());
    answer(sendOne(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({15}), Revision{17}}});
    QCOMPARE(tests::namelessWidgets(*m_page), QStringList());
}

QTEST_MAIN(TstAppendPage)
#include "tst_append_page.moc"
