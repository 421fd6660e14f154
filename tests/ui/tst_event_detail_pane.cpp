// The detail pane shows an event exactly, and where its link leads.
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/told_prompts.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/event_detail/payload_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/facts_view.h"
#include "ui/widgets/hex_view.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace ui;
using core::ContentType;

namespace {

core::StreamName order()
{
    return core::StreamName(QStringLiteral("order-42"));
}

core::ResolvedEvent withData(const QByteArray &data, ContentType type = ContentType::Json)
{
    core::RecordedEvent event = samples::recorded(order(), 17);
    event.data = data;
    event.contentType = type;
    return {event, {}};
}

} // namespace

class TstEventDetailPane final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup()
    {
        m_pane.reset();
        m_prompts = {};
    }
    void theHeaderTellsPlaceTypeTimeAndId();
    void bigNumbersAreShownAndCopiedExactly();
    void binaryDataIsShownAsBytesAndCopiedAsBase64();
    void theChosenFormStaysForTheNextEvent();
    void largePayloadsAppearOnceTheyAreLaidOut();
    void theLatestOfManyLargePayloadsWins();
    void aSmallPayloadDoesNotWaitForALargeOne();
    void whatALineBreakDividesIsFoundInTheBytes();
    void onlyWholeLinesOfJsonFold();
    void layingOutCanBeStopped();
    void savingWritesTheExactBytes();
    void thePartInFrontIsSaved();
    void whatIsNotExactIsNotSaved();
    void whatCannotBeWrittenIsTold();
    void anIdThatWasNotToldIsNotCopied();
    void aResolvedLinkNamesItsTarget();
    void aBrokenLinkNamesItsTarget();
    void aDeletionMarkerSaysWhatWasDeleted();
    void partsOfOtherRoomsStandBeforeTheSystemFields();
    void aPartIsSuggestedUntilAPersonHasChosen();
    void everySystemFieldIsThere();
    void windowKeysReachTheWindow_data();
    void windowKeysReachTheWindow();
    void tabLeavesThePayload();
    void everyFocusableWidgetHasANameAndAPath();
    void noEventClearsThePane();
    void whyThereIsNoneIsSaid();

private:
    template<typename T>
    T *child(const char *name) const
    {
        T *found = m_pane->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no widget named %s", name);
        return found;
    }
    QByteArray dataText() const { return child<CodeEditor>("detail/data/editor")->utf8(); }
    QString headerText(const char *name) const { return child<ElidedLabel>(name)->text(); }
    void show(const core::ResolvedEvent &event)
    {
        m_pane->setEvent(event);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    }

    tests::ToldPrompts m_prompts;
    std::unique_ptr<EventDetailPane> m_pane;
};

void TstEventDetailPane::init()
{
    tests::failOnWarnings();
    m_pane = std::make_unique<EventDetailPane>(nullptr, &m_prompts);
    m_pane->resize(440, 700);
}

void TstEventDetailPane::theHeaderTellsPlaceTypeTimeAndId()
{
    core::ResolvedEvent event = withData("{}");
    event.event->created = core::EventTime{17724603111234567};
    show(event);
    QCOMPARE(headerText("detail/address"), QStringLiteral("order-42 @ 17"));
    QCOMPARE(headerText("detail/type"), event.event->type);
    QCOMPARE(headerText("detail/time"), QStringLiteral("2026-03-02 14:05:11.123 456 7 UTC"));
    QCOMPARE(headerText("detail/id"), QString(u"id " + event.event->id.toString()));
    QTest::keyClick(child<QPushButton>("detail/copy-address-button"), Qt::Key_Space);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("order-42@17"));
}

void TstEventDetailPane::bigNumbersAreShownAndCopiedExactly()
{
    const QByteArray data = R"({"ledgerEntry":90071992547409931234,"total":12.10})";
    show(withData(data));
    QCOMPARE(dataText(),
             QByteArray("{\n  \"ledgerEntry\": 90071992547409931234,\n  \"total\": 12.10\n}"));
    QCOMPARE(child<PayloadView>("detail/data/view")->summary(),
             QStringLiteral("JSON, 50 bytes, exact"));
    QTest::keyClick(child<QPushButton>("detail/data/copy-button"), Qt::Key_Space);
    QCOMPARE(QApplication::clipboard()->text().toUtf8(), data);
}

void TstEventDetailPane::binaryDataIsShownAsBytesAndCopiedAsBase64()
{
    const QByteArray data("\x89PNG\r\n\x1a\n\0\xff", 10);
    show(withData(data, ContentType::Bytes));
    QCOMPARE(child<PayloadView>("detail/data/view")->form(), PayloadForm::Hex);
    auto *hex = child<HexView>("detail/data/hex");
    QVERIFY(hex->isVisible());
    QVERIFY(hex->rowText(0).startsWith(QStringLiteral("00000000  89 50 4e 47 0d 0a 1a 0a")));
    QTest::keySequence(hex, QKeySequence::SelectAll);
    QCOMPARE(hex->selectedDigits(), QStringLiteral("89 50 4e 47 0d 0a 1a 0a 00 ff"));
    QTest::keyClick(child<QPushButton>("detail/data/copy-button"), Qt::Key_Space);
    QCOMPARE(QByteArray::fromBase64(QApplication::clipboard()->text().toLatin1()), data);
}

void TstEventDetailPane::theChosenFormStaysForTheNextEvent()
{
    show(withData("{\"a\":1}"));
    auto *combo = child<QComboBox>("detail/data/form-combo");
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_End);
    auto *view = child<PayloadView>("detail/data/view");
    QCOMPARE(view->form(), PayloadForm::Hex);
    m_pane->setEvent(withData("{\"a\":2}"));
    QCOMPARE(view->form(), PayloadForm::Hex);
    QTest::keyClick(combo, Qt::Key_Home);
    QCOMPARE(view->form(), PayloadForm::Json);
    m_pane->setEvent(withData("\xff\xfe", ContentType::Bytes));
    QCOMPARE(view->form(), PayloadForm::Hex);
}

void TstEventDetailPane::largePayloadsAppearOnceTheyAreLaidOut()
{
    const QByteArray data = "[" + QByteArray("1234567890123456789012345,").repeated(200'000) + "0]";
    show(withData(data));
    QTRY_COMPARE(dataText().count('\n'), 200'002);
    QVERIFY(dataText().startsWith("[\n  1234567890123456789012345,\n"));
}

void TstEventDetailPane::theLatestOfManyLargePayloadsWins()
{
    for (int i = 0; i < 20; ++i)
        m_pane->setEvent(
            withData("[" + QByteArray::number(i) + ",\"" + QByteArray(200'000, 'x') + "\"]"));
    QTRY_VERIFY(dataText().startsWith("[\n  19,\n"));
}

void TstEventDetailPane::aSmallPayloadDoesNotWaitForALargeOne()
{
    m_pane->setEvent(withData("[\"" + QByteArray(200'000, 'x') + "\"]"));
    QCOMPARE(dataText(), QByteArray());
    m_pane->setEvent(withData("{}"));
    QCOMPARE(dataText(), QByteArray("{}"));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(dataText(), QByteArray("{}"));
}

void TstEventDetailPane::whatALineBreakDividesIsFoundInTheBytes()
{
    QByteArray data("\"");
    for (int i = 10'000; i < 18'000; ++i)
        data += "x" + QByteArray::number(i);
    show(withData(data + '"'));
    QTRY_VERIFY(dataText().contains('\n'));
    const QList<QByteArray> lines = dataText().split('\n');
    const QByteArray divided = lines.at(0).right(10) + lines.at(1).left(10);
    m_pane->openFind();
    auto *field = child<QLineEdit>("detail/data/find-edit");
    const auto *words = child<QLabel>("detail/data/find-words");
    field->clear();
    QTest::keyClicks(field, QString::fromUtf8(divided.toUpper()));
    QCOMPARE(words->text(), QString()); // no turn searches all bytes
    QTRY_COMPARE(words->text(), QStringLiteral("Only over a broken line; see Hex"));

    // What is found out about a payload is not said of the next one.
    QTest::keyClick(field, Qt::Key_Backspace);
    QCOMPARE(words->text(), QString());
    m_pane->setEvent(withData("[\"" + QByteArray(200'000, 'x') + "\"]"));
    QThreadPool::globalInstance()->waitForDone();
    QTRY_COMPARE(words->text(), QStringLiteral("Not found"));
}

void TstEventDetailPane::onlyWholeLinesOfJsonFold()
{
    QSignalSpy changed(m_pane.get(), &EventDetailPane::canFoldChanged);
    show(withData("{\"a\":[1]}"));
    QVERIFY(m_pane->canFold());
    QCOMPARE(changed.size(), 1);
    m_pane->showAs(PayloadForm::Text);
    QVERIFY(!m_pane->canFold());
    QCOMPARE(changed.size(), 2);
    m_pane->showAs(PayloadForm::Json);
    child<QTabWidget>("detail/tabs")->setCurrentIndex(1); // there is no metadata
    QVERIFY(!m_pane->canFold());
    child<QTabWidget>("detail/tabs")->setCurrentIndex(0);
    show(withData('"' + QByteArray(30'000, 'x') + '"'));
    QVERIFY(!m_pane->canFold());
    m_pane->setEvent(std::nullopt);
    QVERIFY(!m_pane->canFold());
}

void TstEventDetailPane::layingOutCanBeStopped()
{
    QVERIFY(!m_pane->cancel());
    m_pane->setEvent(withData("[\"" + QByteArray(200'000, 'x') + "\"]"));
    QVERIFY(m_pane->cancel());
    QVERIFY(!m_pane->cancel());
    const auto *view = child<PayloadView>("detail/data/view");
    QCOMPARE(view->form(), PayloadForm::Hex);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(view->form(), PayloadForm::Hex);
}

void TstEventDetailPane::savingWritesTheExactBytes()
{
    const QTemporaryDir folder;
    m_prompts.picks = folder.filePath(QStringLiteral("payload"));
    const QByteArray data("\0\xff\r\n{", 5);
    show(withData(data, ContentType::Bytes));
    QSignalSpy said(m_pane.get(), &EventDetailPane::said);
    QTest::keyClick(child<QPushButton>("detail/data/save-button"), Qt::Key_Space);
    QTRY_COMPARE(said.size(), 1);
    QCOMPARE(said.first().first().toString(), QStringLiteral("Saved %1").arg(m_prompts.picks));
    QCOMPARE(child<PayloadView>("detail/data/view")->summary(),
             QStringLiteral("Binary, 5 bytes, exact"));
    QCOMPARE(m_prompts.askedFile.title, QStringLiteral("Save Data, 5 bytes"));
    QVERIFY(m_prompts.askedFile.startWith.endsWith(QStringLiteral("/order-42-17.bin")));
    QFile file(m_prompts.picks);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), data);
}

void TstEventDetailPane::thePartInFrontIsSaved()
{
    const QTemporaryDir folder;
    m_prompts.picks = folder.filePath(QStringLiteral("metadata"));
    core::ResolvedEvent event = withData("{}");
    event.event->metadata = R"({"m":1})";
    show(event);
    child<QTabWidget>("detail/tabs")->setCurrentIndex(1);
    m_pane->savePayload();
    QCOMPARE(m_prompts.askedFile.title, QStringLiteral("Save Metadata, 7 bytes"));
    QFile file(m_prompts.picks);
    QTRY_COMPARE(file.size(), 7);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), event.event->metadata);
}

void TstEventDetailPane::whatIsNotExactIsNotSaved()
{
    core::ResolvedEvent event = withData("\xef\xbf\xbd", ContentType::Bytes);
    event.event->dataExact = false;
    show(event);
    m_pane->savePayload();
    QCOMPARE(m_prompts.askedFile.title, QString());
    event.event->isUnanswered = true;
    m_pane->setEvent(event);
    m_pane->savePayload();
    QCOMPARE(m_prompts.askedFile.title, QString());
}

void TstEventDetailPane::whatCannotBeWrittenIsTold()
{
    const QTemporaryDir folder;
    m_prompts.picks = folder.filePath(QStringLiteral("no-such-folder/payload"));
    QSignalSpy said(m_pane.get(), &EventDetailPane::said);
    const QString sentence = m_prompts.picks + QStringLiteral(" could not be written: ");
    const auto *view = child<PayloadView>("detail/data/view");
    show(withData("{\"a\":1}"));
    m_pane->savePayload();
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(said.first().first().toString().startsWith(sentence));
    QVERIFY2(view->notice().startsWith(u"Not saved. " + sentence), qPrintable(view->notice()));
    child<QPushButton>("message-bar/copy-details")->click();
    QVERIFY(QApplication::clipboard()->text().contains(sentence));

    // The next event was not saved, and nobody has tried.
    m_pane->setEvent(withData("{\"a\":2}"));
    QCOMPARE(view->notice(), QString());
    m_pane->savePayload();
    m_pane->setEvent(withData("{\"a\":3}"));
    QTRY_COMPARE(said.size(), 2);
    QCOMPARE(view->notice(), QString());
}

void TstEventDetailPane::anIdThatWasNotToldIsNotCopied()
{
    core::ResolvedEvent event = withData("{}");
    event.event->id = core::EventId();
    QApplication::clipboard()->setText(QStringLiteral("before"));
    show(event);
    m_pane->copyId();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("before"));
}

void TstEventDetailPane::aResolvedLinkNamesItsTarget()
{
    const core::StreamName category{QStringLiteral("$ce-order")};
    core::ResolvedEvent event = withData("{}");
    event.link = samples::link(category, 2874, "17@order-42");
    show(event);
    QCOMPARE(headerText("detail/address"), QStringLiteral("$ce-order @ 2874"));
    auto *target = child<QPushButton>("detail/target-button");
    QCOMPARE(target->text(), QStringLiteral("order-42 @ 17"));
    QSignalSpy requested(m_pane.get(), &EventDetailPane::eventRequested);
    QTest::keyClick(target, Qt::Key_Space);
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested.first().at(0).value<core::StreamName>(), order());
    QCOMPARE(requested.first().at(1).value<core::Revision>(), core::Revision{17});
}

void TstEventDetailPane::aBrokenLinkNamesItsTarget()
{
    const core::StreamName category{QStringLiteral("$ce-order")};
    show({{}, samples::link(category, 2874, "4@order-1033")});
    QCOMPARE(child<QPushButton>("detail/target-button")->text(), QStringLiteral("order-1033 @ 4"));
    m_pane->setEvent(core::ResolvedEvent{{}, samples::link(category, 1, "nonsense")});
    QVERIFY(!child<QPushButton>("detail/target-button")->isVisible());
    show(withData("{}"));
    QVERIFY(!child<QPushButton>("detail/target-button")->isVisible());
}

void TstEventDetailPane::aDeletionMarkerSaysWhatWasDeleted()
{
    core::RecordedEvent marker
        = samples::link(core::StreamName(QStringLiteral("$ce-order")), 2875, "0@$$order-1033");
    marker.metadata = R"({"$v":"1:-1:1:4","$c":1,"$p":1,"$o":"order-1033","$deleted":-1})";
    show({{}, marker});
    QCOMPARE(headerText("detail/type"), QStringLiteral("order-1033 was deleted here"));
}

void TstEventDetailPane::partsOfOtherRoomsStandBeforeTheSystemFields()
{
    auto *part = new QWidget(m_pane.get());
    m_pane->addPart(part, QStringLiteral("Other"));
    show(withData("{}"));
    const auto *tabs = child<QTabWidget>("detail/tabs");
    QStringList titles;
    for (int i = 0; i < tabs->count(); ++i)
        titles.append(tabs->tabText(i));
    QCOMPARE(titles.join(u' '), QStringLiteral("Data Metadata Other System"));
    QVERIFY(!part->isVisible());
    m_pane->showPart(part);
    QVERIFY(part->isVisible());
}

void TstEventDetailPane::aPartIsSuggestedUntilAPersonHasChosen()
{
    QWidget one;
    QWidget other;
    auto *part = new QWidget(m_pane.get());
    m_pane->addPart(part, QStringLiteral("Other"));
    show(withData("{}"));
    auto *tabs = child<QTabWidget>("detail/tabs");
    const QWidget *data = tabs->widget(0);
    m_pane->suggestPart(part, &one);
    QCOMPARE(tabs->currentWidget(), part);
    m_pane->suggestPart(nullptr, &one);
    QCOMPARE(tabs->currentWidget(), data);

    m_pane->suggestPart(part, &one);
    QTest::keyClick(tabs->tabBar(), Qt::Key_Left);
    const QWidget *chosen = tabs->widget(1);
    QCOMPARE(tabs->currentWidget(), chosen);
    m_pane->suggestPart(part, &one);
    QCOMPARE(tabs->currentWidget(), chosen);
    m_pane->suggestPart(part, &other); // nobody has chosen there
    QCOMPARE(tabs->currentWidget(), part);
    m_pane->suggestPart(nullptr, &other);
    QCOMPARE(tabs->currentWidget(), chosen);
}

void TstEventDetailPane::everySystemFieldIsThere()
{
    core::ResolvedEvent event = withData("{}");
    event.event->position = core::Position{48210, 48102};
    event.event->type = QStringLiteral("<b>Order & more</b>");
    event.event->metadata = "abc";
    show(event);
    auto *facts = child<FactsView>("detail/system");
    m_pane->showPart(facts);
    const QStringList told = facts->toPlainText().replace(u'\t', u'\n').split(u'\n');
    for (const QString &value : {QStringLiteral("order-42"),
                                 QStringLiteral("17"),
                                 QStringLiteral("48210"),
                                 QStringLiteral("48102"),
                                 event.event->id.toString(),
                                 event.event->type,
                                 event.event->created.toIso(),
                                 QStringLiteral("application/json"),
                                 QStringLiteral("2 bytes"),
                                 QStringLiteral("3 bytes")})
        QVERIFY2(told.contains(value), qPrintable(value));
    QVERIFY(facts->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard));
}

void TstEventDetailPane::windowKeysReachTheWindow_data()
{
    QTest::addColumn<QKeySequence>("keys");
    for (const char *keys : {"Ctrl+L",
                             "Ctrl+T",
                             "Ctrl+D",
                             "Ctrl+U",
                             "Ctrl+Shift+L",
                             "Ctrl+Shift+T",
                             "Ctrl+Shift+U",
                             "Esc"})
        QTest::newRow(keys) << QKeySequence(QString::fromLatin1(keys));
}

void TstEventDetailPane::windowKeysReachTheWindow()
{
    QFETCH(QKeySequence, keys);
    show(withData("{\"a\":1}"));
    QAction action;
    action.setShortcut(keys);
    m_pane->addAction(&action);
    QSignalSpy triggered(&action, &QAction::triggered);
    QWidget *text = child<CodeEditor>("detail/data/editor")->focusProxy();
    text->setFocus();
    QTest::keySequence(text, keys);
    QCOMPARE(triggered.count(), 1);
    QCOMPARE(dataText(), QByteArray("{\n  \"a\": 1\n}"));
}

void TstEventDetailPane::tabLeavesThePayload()
{
    show(withData("{\"a\":1}"));
    m_pane->activateWindow();
    QWidget *text = child<CodeEditor>("detail/data/editor")->focusProxy();
    text->setFocus();
    QTRY_VERIFY(text->hasFocus());
    QTest::keyClick(text, Qt::Key_Tab);
    QVERIFY(!text->hasFocus());
}

void TstEventDetailPane::everyFocusableWidgetHasANameAndAPath()
{
    show(withData("{}"));
    auto *tabs = child<QTabWidget>("detail/tabs");
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        QCOMPARE(tests::namelessWidgets(*m_pane), QStringList());
    }
}

void TstEventDetailPane::noEventClearsThePane()
{
    show(withData("{\"a\":1}"));
    m_pane->setEvent(std::nullopt);
    QVERIFY(!child<QTabWidget>("detail/tabs")->isVisible());
    QCOMPARE(dataText(), QByteArray());
}

void TstEventDetailPane::whyThereIsNoneIsSaid()
{
    show(withData("{\"a\":1}"));
    m_pane->showWhyNone(QStringLiteral("order-42@7 is gone"), QStringLiteral("It has expired."));
    QVERIFY(!child<QTabWidget>("detail/tabs")->isVisible());
    const auto *none = child<EmptyState>("empty-state");
    QVERIFY(none->isVisible());
    QCOMPARE(none->title(), QStringLiteral("order-42@7 is gone"));
    QCOMPARE(none->text(), QStringLiteral("It has expired."));
    m_pane->setEvent(std::nullopt);
    QCOMPARE(none->title(), QStringLiteral("No event selected"));
    QVERIFY(none->text().isEmpty());
}

QTEST_MAIN(TstEventDetailPane)
#include "tst_event_detail_pane.moc"
