// Appending, deleting and looking at events in the window's parts, on the wire against the sandbox.
#include "core/client/client.h"
#include "core/client/connection_string.h"
#include "core/sandbox/sandbox.h"
#include "core/transport/grpc/grpc_transport.h"
#include "tests/support/gui_warnings.h"
#include "ui/append/append_page.h"
#include "ui/append/events_between.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/prompts/dialog_prompts.h"
#include "ui/streams/delete_stream_dialog.h"
#include "ui/widgets/code_editor.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/message_bar.h"

#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace ui;
using core::Revision;

namespace {

core::StreamName order()
{
    return core::StreamName(QStringLiteral("order-42"));
}

core::ConnectionSettings settingsOf(const core::Sandbox &sandbox)
{
    return core::parseConnectionString(sandbox.connectionString()).value().settings;
}

core::NewEvent someEvent(const QByteArray &data = "{}",
                         core::ContentType type = core::ContentType::Json)
{
    return {core::EventId::random(), QStringLiteral("OrderPlaced"), type, data, {}};
}

} // namespace

class TstWriting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anEventTypedIsReadBackToTheByte();
    void aConflictIsToldAndWrittenOnTopWithOneKey();
    void deletingSoftlyAndBringingBack();
    void deletingForGoodAndSayingSo();
    void aSoftDeletedStreamIsNotCalledATombstone();
    void theDetailShowsExactNumbersAndBytes();

private:
    template<typename T>
    static T *child(const QWidget *parent, const char *name)
    {
        T *found = parent->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no widget named %s", name);
        return found;
    }
    void write(const core::StreamName &stream, const QList<core::NewEvent> &events)
    {
        bool done = false;
        const core::Call call = m_other->append(
            {.stream = stream, .expected = {}, .events = events},
            [&done](const core::Result<core::WriteOutcome> &r) { done = r.hasValue(); });
        QTRY_VERIFY(done);
    }
    core::EventBatch readAll(const core::StreamName &stream)
    {
        core::EventBatch events;
        bool finished = false;
        const auto feed = m_client->read({.stream = stream});
        connect(feed.get(), &core::EventFeed::batchReady, this, [&](const core::EventBatch &batch) {
            events += batch;
        });
        connect(feed.get(), &core::EventFeed::finished, this, [&] { finished = true; });
        feed->grant(1000);
        if (!QTest::qWaitFor([&finished] { return finished; }))
            qFatal("the read did not end");
        return events;
    }
    void openDraft()
    {
        m_page = std::make_unique<AppendPage>(*m_client, order(), m_prompts, nullptr);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void typeAndSend(const QString &data)
    {
        QTest::keyClicks(child<QLineEdit>(m_page.get(), "append/type-edit"),
                         QStringLiteral("OrderCancelled"));
        QWidget *editor = child<CodeEditor>(m_page.get(), "append/data-editor")->focusProxy();
        QTest::keySequence(editor, QKeySequence::SelectAll);
        QTest::keyClicks(editor, data);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    }
    QString expectedRevision() const
    {
        return child<QLineEdit>(m_page.get(), "append/expected-revision-edit")->text();
    }
    MessageBar *bar() const { return child<MessageBar>(m_page.get(), "append/bar"); }
    /// Opens the dialog, waits until it knows the stream, types the name where `name` is given.
    void deleteBy(core::DeleteMode mode, const QString &name = {})
    {
        QPointer dialog = new DeleteStreamDialog(*m_client, order(), mode, {}, nullptr);
        QSignalSpy deleted(dialog.data(), &DeleteStreamDialog::deleted);
        dialog->open();
        auto *field = child<QLineEdit>(dialog, "delete-stream/name-edit");
        auto *verb = child<QPushButton>(dialog, "delete-stream/delete-button");
        QTRY_VERIFY(name.isEmpty() ? verb->isEnabled() : field->isEnabled());
        QTest::keyClicks(field, name);
        QTest::keyClick(verb, Qt::Key_Space);
        QTRY_COMPARE(deleted.count(), 1);
        QTRY_VERIFY(!dialog);
    }

    std::shared_ptr<core::Sandbox> m_sandbox;
    std::unique_ptr<core::Client> m_client;
    std::unique_ptr<core::Client> m_other; ///< somebody else
    DialogPrompts m_prompts;
    std::unique_ptr<AppendPage> m_page;
};

void TstWriting::init()
{
    tests::failOnWarnings();
    const auto sandbox = core::Sandbox::start({});
    QVERIFY(sandbox);
    m_sandbox = *sandbox;
    const core::ConnectionSettings settings = settingsOf(*m_sandbox);
    m_client = std::make_unique<core::Client>(settings, core::grpcTransportFactory());
    m_other = std::make_unique<core::Client>(settings, core::grpcTransportFactory());
}

void TstWriting::cleanup()
{
    m_page.reset();
    m_client.reset();
    m_other.reset();
    m_sandbox.reset();
}

void TstWriting::anEventTypedIsReadBackToTheByte()
{
    openDraft();
    QTRY_VERIFY(!child<QLineEdit>(m_page.get(), "append/expected-revision-edit")->isVisible());
    QSignalSpy appended(m_page.get(), &AppendPage::appended);
    typeAndSend(QStringLiteral("{\"n\": 90071992547409931234, \"n\": 1.10}"));
    QTRY_COMPARE(appended.count(), 1);
    QCOMPARE(appended.first().at(1).value<Revision>(), Revision{0});
    const core::EventBatch events = readAll(order());
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first().event->data, QByteArray("{\"n\": 90071992547409931234, \"n\": 1.10}"));
    QCOMPARE(events.first().event->type, QStringLiteral("OrderCancelled"));
}

void TstWriting::aConflictIsToldAndWrittenOnTopWithOneKey()
{
    write(order(), {someEvent(), someEvent()});
    openDraft();
    QTRY_COMPARE(expectedRevision(), QStringLiteral("1"));
    write(order(), {someEvent(), someEvent()});
    QSignalSpy appended(m_page.get(), &AppendPage::appended);
    typeAndSend(QStringLiteral("{}"));
    QTRY_COMPARE(bar()->text(), QStringLiteral("Expected 1, the stream is at 3."));
    QTRY_COMPARE(child<EventsBetween>(m_page.get(), "append/between")->caption(),
                 QStringLiteral("These came between:"));
    const auto *between = child<QTableWidget>(m_page.get(), "append/between-table");
    QCOMPARE(between->rowCount(), 2);
    QCOMPARE(between->item(1, 0)->text(), QStringLiteral("3"));
    QTest::keyClick(child<QPushButton>(m_page.get(), "append/on-top-button"), Qt::Key_Return);
    QTRY_COMPARE(appended.count(), 1);
    QCOMPARE(appended.first().at(1).value<Revision>(), Revision{4});
}

void TstWriting::deletingSoftlyAndBringingBack()
{
    write(order(), {someEvent(), someEvent()});
    deleteBy(core::DeleteMode::Soft);
    QVERIFY(readAll(order()).isEmpty());
    openDraft();
    QSignalSpy appended(m_page.get(), &AppendPage::appended);
    QTRY_VERIFY(!child<QLineEdit>(m_page.get(), "append/expected-revision-edit")->isVisible());
    typeAndSend(QStringLiteral("{}"));
    QTRY_COMPARE(appended.count(), 1);
    QCOMPARE(appended.first().at(1).value<Revision>(), Revision{2});
}

void TstWriting::deletingForGoodAndSayingSo()
{
    write(order(), {someEvent()});
    deleteBy(core::DeleteMode::Tombstone, order().text());
    openDraft();
    QTRY_VERIFY(!child<QLineEdit>(m_page.get(), "append/expected-revision-edit")->isVisible());
    typeAndSend(QStringLiteral("{}"));
    QTRY_COMPARE(bar()->title(), QStringLiteral("order-42 was deleted for good."));
    QVERIFY(m_page->hasUnsentText());
}

void TstWriting::aSoftDeletedStreamIsNotCalledATombstone()
{
    write(order(), {someEvent()});
    deleteBy(core::DeleteMode::Soft);
    openDraft();
    auto *kind = child<QWidget>(m_page.get(), "append/expected-combo");
    QTRY_VERIFY(!child<QLineEdit>(m_page.get(), "append/expected-revision-edit")->isVisible());
    QTest::keyClick(kind, Qt::Key_Down); // the stream exists
    typeAndSend(QStringLiteral("{}"));
    QTRY_COMPARE(bar()->title(), QStringLiteral("order-42 is soft-deleted."));
    QSignalSpy appended(m_page.get(), &AppendPage::appended);
    QTest::keyClick(child<QPushButton>(m_page.get(), "append/bring-back-button"), Qt::Key_Space);
    QTRY_COMPARE(appended.count(), 1);
}

void TstWriting::theDetailShowsExactNumbersAndBytes()
{
    const QByteArray binary("\0\xff\x80{", 4);
    write(order(),
          {someEvent("{\"ledgerEntry\":90071992547409931234}"),
           someEvent(binary, core::ContentType::Bytes)});
    const core::EventBatch events = readAll(order());
    QCOMPARE(events.size(), 2);
    EventDetailPane pane(nullptr);
    pane.setEvent(events.at(0));
    QCOMPARE(child<CodeEditor>(&pane, "detail/data/editor")->utf8(),
             QByteArray("{\n  \"ledgerEntry\": 90071992547409931234\n}"));
    pane.setEvent(events.at(1));
    QCOMPARE(child<HexView>(&pane, "detail/data/hex")->bytes(), binary);
}

QTEST_MAIN(TstWriting)
#include "tst_writing.moc"
