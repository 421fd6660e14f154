// Writing an event: what is sent, and what is told of every outcome. The server is scripted.
#include "core/client/client.h"
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/scripted_store.h"
#include "ui/append/append_page.h"
#include "ui/append/events_between.h"
#include "ui/prompts/prompts.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace ui;
using core::ExpectedRevision;
using core::Revision;

namespace {

const core::StreamName Order{QStringLiteral("order-42")};

class Yes final : public Prompts
{
public:
    void confirm(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.title;
        answer(true);
    }
    void pickFile(QWidget *, const FileQuestion &, std::function<void(const QString &)>) override {}

    QStringList asked;
};

core::ConnectionSettings oneHost()
{
    core::ConnectionSettings settings;
    settings.hosts = {{QStringLiteral("127.0.0.1"), 2113}};
    settings.tls = false;
    return settings;
}

QList<core::RecordedEvent> orderUpTo(quint64 last)
{
    QList<core::RecordedEvent> events;
    for (quint64 revision = 0; revision <= last; ++revision)
        events << samples::recorded(Order, revision);
    return events;
}

} // namespace

class TstAppendPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theConditionIsPresetFromTheHeadAndFrozen();
    void ctrlEnterSendsWhatWasTyped();
    void nothingIsSentWithoutAType();
    void invalidJsonIsRefusedAndCanBeSentAsBytes();
    void theConflictTellsBothRevisionsAndWhatCameBetween();
    void oneKeyWritesOnTopOfWhatCameBetween();
    void aConflictWithATruncatedOrDeletedStreamSaysSo();
    void writingWithoutACheckIsAskedFor();
    void aLostAnswerIsCheckedAndFound();
    void aLostAnswerThatIsNotFoundIsSentAgainWithTheSameId();
    void stoppingToWaitLeavesTheOutcomeUnknown();
    void aRefusalKeepsTheTextAndTriesAgainWithTheSameId();
    void deletedIsProvedBeforeItIsSaid_data();
    void deletedIsProvedBeforeItIsSaid();
    void nextEventKeepsTheShapeWithANewId();
    void anEventCanBeTheStart();
    void bytesThatNoEditorHoldsAreSentAsTheyAre();
    void aHeadThatCannotBeReadIsReadAgain();
    void aRevisionThatWasTypedIsNotPresetAnyMore();
    void thePreviewTellsTheSizeAndTheWire();
    void everyFocusableWidgetHasANameAndAPath();

private:
    template<typename T>
    T *child(const char *name) const
    {
        T *found = m_page->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no widget named %s", name);
        return found;
    }
    void open()
    {
        m_page = std::make_unique<AppendPage>(*m_client, Order, nullptr, &m_prompts);
        m_page->resize(620, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_store->settleAll();
    }
    void typeEvent()
    {
        QTest::keyClicks(child<QLineEdit>("append/type-edit"), QStringLiteral("OrderCancelled"));
        auto *data = child<CodeEditor>("append/data-editor");
        QTest::keySequence(data->focusProxy(), QKeySequence::SelectAll);
        QTest::keyClicks(data->focusProxy(), QStringLiteral("{\"n\": 90071992547409931234}"));
    }
    void pressCtrlEnter()
    {
        QTest::keyClick(child<CodeEditor>("append/data-editor")->focusProxy(),
                        Qt::Key_Return,
                        Qt::ControlModifier);
        m_store->settleAll();
    }
    /// Types an event and sends it; `open()` before.
    FakeServer::Append &sendOne()
    {
        typeEvent();
        pressCtrlEnter();
        return *m_store->server.appends.last();
    }
    void press(const char *button)
    {
        QTest::keyClick(child<QPushButton>(button), Qt::Key_Space);
        m_store->settleAll();
    }
    template<typename Reply>
    void answer(FakeServer::Append &append, Reply reply)
    {
        append.answer(std::move(reply));
        m_store->settleAll();
    }
    MessageBar &bar() const { return *child<MessageBar>("append/bar"); }

    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<core::Client> m_client;
    Yes m_prompts;
    std::unique_ptr<AppendPage> m_page;
};

void TstAppendPage::init()
{
    tests::failOnWarnings();
    m_prompts.asked.clear();
    m_store = std::make_unique<ScriptedStore>();
    m_store->streams[Order] = orderUpTo(17);
    m_client = std::make_unique<core::Client>(
        oneHost(), m_store->server.factory(), core::IoThread::Caller);
}

void TstAppendPage::cleanup()
{
    m_page.reset();
    m_client.reset();
    m_store.reset();
}

void TstAppendPage::theConditionIsPresetFromTheHeadAndFrozen()
{
    open();
    auto *revision = child<QLineEdit>("append/expected-revision-edit");
    QCOMPARE(revision->text(), QStringLiteral("17"));
    QCOMPARE(child<QComboBox>("append/expected-combo")->currentText(),
             QStringLiteral("the last event is still"));
    m_store->streams[Order] = orderUpTo(19);
    m_store->settleAll();
    QCOMPARE(revision->text(), QStringLiteral("17"));
}

void TstAppendPage::ctrlEnterSendsWhatWasTyped()
{
    open();
    QVERIFY(!m_page->hasUnsentText());
    QSignalSpy appended(m_page.get(), &AppendPage::appended);
    QSignalSpy said(m_page.get(), &AppendPage::said);
    FakeServer::Append &append = sendOne();
    QVERIFY(m_page->hasUnsentText());
    QCOMPARE(m_page->title(), QStringLiteral("New event ●"));
    QVERIFY(!child<QPushButton>("append/send-button")->isEnabled());
    QCOMPARE(append.request.stream, Order);
    QCOMPARE(append.request.expected, ExpectedRevision::exact({17}));
    QCOMPARE(append.request.events.size(), 1);
    const core::NewEvent event = append.request.events.first();
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
    QCOMPARE(said.last().first().toString(), QStringLiteral("Appended 1 at 18"));
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
    const core::NewEvent event = m_store->server.appends.first()->request.events.first();
    QCOMPARE(event.contentType, core::ContentType::Bytes);
    QCOMPARE(event.data, QByteArray("{\"n\": 90071992547409931234} and more"));
    QVERIFY(!problem->isVisible());
}

void TstAppendPage::theConflictTellsBothRevisionsAndWhatCameBetween()
{
    open();
    m_store->streams[Order] = orderUpTo(19);
    QSignalSpy said(m_page.get(), &AppendPage::said);
    answer(sendOne(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{19}}});
    QCOMPARE(bar().title(), QStringLiteral("Not written: somebody else wrote first."));
    QCOMPARE(bar().text(), QStringLiteral("Expected 17, the stream is at 19."));
    QCOMPARE(child<QLabel>("append/between-caption")->text(),
             QStringLiteral("These came between:"));
    auto *between = child<QTableWidget>("append/between-table");
    QCOMPARE(samples::tableText(*between->model()),
             (QStringList{QStringLiteral("18 | Type0 | 14:00:18.000 000 0"),
                          QStringLiteral("19 | Type1 | 14:00:19.000 000 0")}));
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

void TstAppendPage::oneKeyWritesOnTopOfWhatCameBetween()
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

void TstAppendPage::aConflictWithATruncatedOrDeletedStreamSaysSo()
{
    open();
    m_store->streams[Order] = {samples::recorded(Order, 40)};
    answer(sendOne(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{30}}});
    auto caption = [this] { return child<EventsBetween>("append/between")->caption(); };
    QCOMPARE(caption(),
             QStringLiteral("What came between cannot be read any more: it was truncated."));

    m_store->streams.remove(Order);
    core::RecordedEvent deletion = samples::recorded(Order.metadataStream(), 0);
    deletion.type = QStringLiteral("$metadata");
    deletion.data = "{\"$tb\":9223372036854775807}";
    m_store->streams[Order.metadataStream()] = {deletion};
    pressCtrlEnter();
    answer(*m_store->server.appends.last(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{30}}});
    QCOMPARE(caption(),
             QStringLiteral("order-42 is soft-deleted: what came between cannot be read."));
}

void TstAppendPage::writingWithoutACheckIsAskedFor()
{
    open();
    answer(sendOne(),
           core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{5}}});
    QVERIFY(bar().text().contains(QStringLiteral("shorter than expected")));
    press("append/unchecked-button");
    QCOMPARE(m_prompts.asked, QStringList{QStringLiteral("Append to order-42 without a check?")});
    QCOMPARE(m_store->server.appends.last()->request.expected, ExpectedRevision::any());
}

void TstAppendPage::aLostAnswerIsCheckedAndFound()
{
    open();
    FakeServer::Append &append = sendOne();
    const core::EventId id = append.request.events.first().id;
    answer(append,
           core::WriteOutcome{core::OutcomeUnknown{
               {id}, {core::ErrorCode::Timeout, QStringLiteral("No answer."), {}}}});
    QVERIFY(bar().title().contains(QStringLiteral("may or may not have been written")));
    QVERIFY(m_page->hasUnsentText());
    auto written = samples::recorded(Order, 18);
    written.id = id;
    m_store->streams[Order] << written;
    QSignalSpy appended(m_page.get(), &AppendPage::appended);
    press("append/check-button");
    QCOMPARE(appended.count(), 1);
    QCOMPARE(appended.first().at(1).value<Revision>(), Revision{18});
    QCOMPARE(m_store->server.appends.size(), 1);
}

void TstAppendPage::aLostAnswerThatIsNotFoundIsSentAgainWithTheSameId()
{
    open();
    FakeServer::Append &append = sendOne();
    const core::AppendRequest sent = append.request;
    answer(append,
           core::WriteOutcome{core::OutcomeUnknown{
               {sent.events.first().id},
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

    m_store->failures[Order] = core::ErrorCode::Unavailable;
    answer(*m_store->server.appends.last(), core::WriteOutcome{core::OutcomeUnknown{}});
    m_store->settleAll();
    press("append/edit-as-new-button");
    QTest::keyClicks(data->focusProxy(), QStringLiteral(" "));
    pressCtrlEnter();
    QVERIFY(m_store->server.appends.last()->request.events.first().id != sent.events.first().id);
}

void TstAppendPage::stoppingToWaitLeavesTheOutcomeUnknown()
{
    open();
    FakeServer::Append &append = sendOne();
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    m_store->settleAll();
    QVERIFY(append.isCancelled);
    QVERIFY(bar().title().contains(QStringLiteral("may or may not have been written")));
    QVERIFY(child<QPushButton>("append/check-button")->isVisible());
}

void TstAppendPage::aRefusalKeepsTheTextAndTriesAgainWithTheSameId()
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

void TstAppendPage::deletedIsProvedBeforeItIsSaid_data()
{
    QTest::addColumn<bool>("isTombstone");
    QTest::addColumn<QString>("title");
    QTest::newRow("soft") << false << QStringLiteral("order-42 is soft-deleted.");
    QTest::newRow("for good") << true << QStringLiteral("order-42 was deleted for good.");
}

void TstAppendPage::deletedIsProvedBeforeItIsSaid()
{
    QFETCH(bool, isTombstone);
    QFETCH(QString, title);
    open();
    m_store->streams.remove(Order);
    core::RecordedEvent deletion = samples::recorded(Order.metadataStream(), 0);
    deletion.type = QStringLiteral("$metadata");
    deletion.data = "{\"$tb\":9223372036854775807}";
    m_store->streams[Order.metadataStream()] = {deletion};
    if (isTombstone)
        m_store->failures[Order] = core::ErrorCode::StreamDeleted;
    answer(
        sendOne(),
        core::TransportResult<core::WriteOutcome>(fake::failure(core::ErrorCode::StreamDeleted)));
    QCOMPARE(bar().title(), title);
    if (isTombstone)
        return;
    press("append/bring-back-button");
    QCOMPARE(m_store->server.appends.last()->request.expected, ExpectedRevision::noStream());
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
    pressCtrlEnter();
    const core::AppendRequest second = m_store->server.appends.last()->request;
    QCOMPARE(m_store->server.appends.size(), 2);
    QCOMPARE(second.expected, ExpectedRevision::exact({18}));
    QCOMPARE(second.events.first().type, append.request.events.first().type);
    QCOMPARE(second.events.first().data, append.request.events.first().data);
    QVERIFY(second.events.first().id != append.request.events.first().id);
}

void TstAppendPage::anEventCanBeTheStart()
{
    open();
    core::RecordedEvent event = samples::recorded(Order, 3);
    event.data = "{\"a\":\n1}";
    event.metadata = "{\"$correlationId\":\"x\"}";
    m_page->fillFrom(event);
    QVERIFY(!m_page->hasUnsentText());
    QVERIFY(child<CodeEditor>("append/metadata-editor")->isVisible());
    pressCtrlEnter();
    const core::NewEvent sent = m_store->server.appends.last()->request.events.first();
    QCOMPARE(sent.data, event.data);
    QCOMPARE(sent.metadata, event.metadata);
    QCOMPARE(sent.type, event.type);
    QVERIFY(sent.id != event.id);
}

void TstAppendPage::bytesThatNoEditorHoldsAreSentAsTheyAre()
{
    open();
    core::RecordedEvent event = samples::recorded(Order, 3);
    event.contentType = core::ContentType::Bytes;
    event.data = QByteArray("\0\xff\xfe", 3);
    event.metadata = "[\"" + QByteArray(30'000, 'm') + "\"]";
    m_page->fillFrom(event);
    pressCtrlEnter();
    const core::NewEvent sent = m_store->server.appends.last()->request.events.first();
    QCOMPARE(sent.data, event.data);
    QCOMPARE(sent.metadata, event.metadata);
}

void TstAppendPage::aHeadThatCannotBeReadIsReadAgain()
{
    m_store->failures[Order] = core::ErrorCode::AccessDenied;
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
