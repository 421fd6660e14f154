// Deleting a stream: what is said before, what is sent, what is told afterwards. The server is
// scripted.
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/scripted_store.h"
#include "ui/streams/delete_stream_dialog.h"
#include "ui/widgets/message_bar.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using core::DeleteMode;
using core::ExpectedRevision;
using core::Revision;
using core::StreamState;

namespace {

core::StreamName order()
{
    return core::StreamName(QStringLiteral("order-42"));
}

core::ConnectionSettings oneHost()
{
    core::ConnectionSettings settings;
    settings.hosts = {{QStringLiteral("127.0.0.1"), 2113}};
    settings.tls = false;
    return settings;
}

core::RecordedEvent metadataEvent(const QByteArray &json)
{
    core::RecordedEvent event = samples::recorded(order().metadataStream(), 0);
    event.type = QStringLiteral("$metadata");
    event.data = json;
    return event;
}

} // namespace

class TstDeleteStreamDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyStateHasItsSentence_data();
    void everyStateHasItsSentence();
    void softDeleteSaysWhatHappensAndExpectsTheHead();
    void itSaysWhereTheStreamIs();
    void whatWasSoftDeletedIsNotDeletedOnceItIsBack();
    void aConflictWithoutARevisionMakesNoneUp();
    void lostMetadataIsNamed();
    void aTombstoneNeedsTheNameTypedExactly();
    void enterAloneDeletesNothing();
    void withoutTheConditionAnyRevisionWillDo();
    void theConflictTellsBothRevisionsAndReadsAgain();
    void aLostAnswerIsSettledByReading_data();
    void aLostAnswerIsSettledByReading();
    void deletedIsProvedBeforeItIsSaid();
    void aStreamThatCannotBeReadCanBeReadAgain();
    void everyFocusableWidgetHasANameAndAPath();

private:
    template<typename T>
    T *child(const char *name) const
    {
        T *found = m_dialog->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no widget named %s", name);
        return found;
    }
    void open(DeleteMode mode)
    {
        m_dialog = new DeleteStreamDialog(
            *m_client, order(), mode, {QStringLiteral("shop (production)"), true}, nullptr);
        m_deleted = std::make_unique<QSignalSpy>(m_dialog.data(), &DeleteStreamDialog::deleted);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.data()));
        m_store->settleAll();
    }
    void press(const char *button)
    {
        QTest::keyClick(child<QPushButton>(button), Qt::Key_Space);
        m_store->settleAll();
    }
    template<typename Reply>
    void answer(Reply reply)
    {
        m_store->server.removes.last()->answer(std::move(reply));
        m_store->settleAll();
    }
    QString sentence() const { return child<QLabel>("delete-stream/sentence")->text(); }
    MessageBar &bar() const { return *child<MessageBar>("delete-stream/bar"); }
    QPushButton &deleteButton() const { return *child<QPushButton>("delete-stream/delete-button"); }

    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<core::Client> m_client;
    QPointer<DeleteStreamDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_deleted;
};

void TstDeleteStreamDialog::init()
{
    tests::failOnWarnings();
    m_store = std::make_unique<ScriptedStore>();
    for (quint64 revision = 0; revision <= 17; ++revision)
        m_store->streams[order()] << samples::recorded(order(), revision);
    m_client = std::make_unique<core::Client>(
        oneHost(), m_store->server.factory(), core::IoThread::Caller);
}

void TstDeleteStreamDialog::cleanup()
{
    m_deleted.reset();
    delete m_dialog;
    m_client.reset();
    m_store.reset();
}

void TstDeleteStreamDialog::everyStateHasItsSentence_data()
{
    QTest::addColumn<DeleteMode>("mode");
    QTest::addColumn<StreamState>("state");
    QTest::addColumn<bool>("isPossible");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("expected");
    using Kind = StreamState::Kind;
    const auto state = [](Kind kind, std::optional<Revision> first, std::optional<Revision> last) {
        return StreamState{kind, first, last, {}};
    };
    const StreamState alive = state(Kind::Alive, Revision{42}, Revision{42});
    QTest::newRow("one readable event")
        << DeleteMode::Soft << alive << true << QStringLiteral("(1 event)") << QStringLiteral("42");
    QTest::newRow("one readable event, for good")
        << DeleteMode::Tombstone << alive << true << QStringLiteral("never be used again")
        << QStringLiteral("42");
    QTest::newRow("everything truncated")
        << DeleteMode::Soft << state(Kind::AllTruncated, {}, Revision{2}) << true
        << QStringLiteral("(no readable events)") << QStringLiteral("2");
    QTest::newRow("only metadata")
        << DeleteMode::Soft << state(Kind::MetadataOnly, {}, {}) << true
        << QStringLiteral("only metadata") << QStringLiteral("no-stream");
    QTest::newRow("never written") << DeleteMode::Soft << state(Kind::NotFound, {}, {}) << false
                                   << QStringLiteral("nothing to delete") << QStringLiteral("any");
    QTest::newRow("never written, for good")
        << DeleteMode::Tombstone << state(Kind::NotFound, {}, {}) << true
        << QStringLiteral("ever writing one of that name") << QStringLiteral("no-stream");
    QTest::newRow("soft-deleted") << DeleteMode::Soft << state(Kind::SoftDeleted, {}, {}) << false
                                  << QStringLiteral("soft-deleted already")
                                  << QStringLiteral("any");
    QTest::newRow("soft-deleted, for good")
        << DeleteMode::Tombstone << state(Kind::SoftDeleted, {}, {}) << true
        << QStringLiteral("takes away the way back") << QStringLiteral("no-stream");
    QTest::newRow("deleted for good")
        << DeleteMode::Tombstone << state(Kind::Tombstoned, {}, {}) << false
        << QStringLiteral("deleted for good already") << QStringLiteral("any");
    QTest::newRow("denied") << DeleteMode::Soft << state(Kind::NotFoundOrDenied, {}, {}) << true
                            << QStringLiteral("metadata may not be read") << QStringLiteral("any");
}

void TstDeleteStreamDialog::everyStateHasItsSentence()
{
    QFETCH(DeleteMode, mode);
    QFETCH(StreamState, state);
    QFETCH(QString, says);
    const DeletePlan plan = planDelete(order(), mode, state);
    QTEST(plan.isPossible, "isPossible");
    QVERIFY2(plan.sentence.contains(says), qPrintable(plan.sentence));
    QVERIFY(plan.sentence.contains(order().text()));
    QTEST(plan.expected.toString(), "expected");
}

void TstDeleteStreamDialog::softDeleteSaysWhatHappensAndExpectsTheHead()
{
    open(DeleteMode::Soft);
    QCOMPARE(sentence(),
             QStringLiteral("Delete order-42 (18 events). It can be written again; its events "
                            "cannot be read unless it is undeleted."));
    QCOMPARE(deleteButton().text(), QStringLiteral("Delete 18 Events"));
    QCOMPARE(child<QCheckBox>("delete-stream/condition-check")->text(),
             QStringLiteral("Only if the last event is still 17"));
    QVERIFY(!child<QLineEdit>("delete-stream/name-edit")->isVisible());
    press("delete-stream/delete-button");
    const core::DeleteRequest request = m_store->server.removes.first()->request;
    QCOMPARE(request.stream, order());
    QCOMPARE(request.mode, DeleteMode::Soft);
    QCOMPARE(request.expected, ExpectedRevision::exact({17}));
    QVERIFY(!deleteButton().isEnabled());
    answer(core::WriteOutcome{core::Written{}});
    QCOMPARE(m_deleted->count(), 1);
    QCOMPARE(m_deleted->first().first().value<core::StreamName>(), order());
    QTRY_VERIFY(!m_dialog);
}

void TstDeleteStreamDialog::itSaysWhereTheStreamIs()
{
    open(DeleteMode::Soft);
    const auto *where = child<QLabel>("delete-stream/where");
    QVERIFY(where->isVisible());
    QCOMPARE(where->text(), QStringLiteral("On shop (production)"));
}

void TstDeleteStreamDialog::whatWasSoftDeletedIsNotDeletedOnceItIsBack()
{
    m_store->streams.remove(order());
    m_store->streams[order().metadataStream()] = {metadataEvent("{\"$tb\":9223372036854775807}")};
    open(DeleteMode::Tombstone);
    QCOMPARE(child<QCheckBox>("delete-stream/condition-check")->text(),
             QStringLiteral("Only if it is still soft-deleted"));
    QTest::keyClicks(child<QLineEdit>("delete-stream/name-edit"), order().text());
    press("delete-stream/delete-button");
    // Taken by a server for a stream that is soft-deleted, and refused once it is alive again.
    QCOMPARE(m_store->server.removes.first()->request.expected, ExpectedRevision::noStream());
}

void TstDeleteStreamDialog::aConflictWithoutARevisionMakesNoneUp()
{
    open(DeleteMode::Soft);
    press("delete-stream/delete-button");
    answer(core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), {}, false}});
    QCOMPARE(bar().text(),
             QStringLiteral("Expected 17, and the server did not say where the stream is."));
}

void TstDeleteStreamDialog::lostMetadataIsNamed()
{
    m_store->streams[order().metadataStream()]
        = {metadataEvent("{\"$acl\":{\"$r\":\"ops\"},\"owner\":\"shop\"}")};
    open(DeleteMode::Soft);
    auto *warning = child<QLabel>("delete-stream/warning");
    QVERIFY(warning->isVisible());
    QVERIFY2(warning->text().contains(QStringLiteral("$acl, owner")), qPrintable(warning->text()));
}

void TstDeleteStreamDialog::aTombstoneNeedsTheNameTypedExactly()
{
    open(DeleteMode::Tombstone);
    QCOMPARE(deleteButton().text(), QStringLiteral("Delete for Good"));
    QVERIFY(!deleteButton().isEnabled());
    auto *name = child<QLineEdit>("delete-stream/name-edit");
    QTRY_VERIFY(name->hasFocus());
    QTest::keyClicks(name, QStringLiteral("Order-42"));
    QVERIFY(!deleteButton().isEnabled());
    QTest::keySequence(name, QKeySequence::SelectAll);
    QTest::keyClicks(name, QStringLiteral("order-42"));
    QVERIFY(deleteButton().isEnabled());
    press("delete-stream/delete-button");
    QCOMPARE(m_store->server.removes.first()->request.mode, DeleteMode::Tombstone);
    answer(core::WriteOutcome{core::Written{}});
    QCOMPARE(m_deleted->first().at(1).value<DeleteMode>(), DeleteMode::Tombstone);
}

void TstDeleteStreamDialog::enterAloneDeletesNothing()
{
    open(DeleteMode::Soft);
    QTest::keyClick(m_dialog.data(), Qt::Key_Return);
    m_store->settleAll();
    QVERIFY(m_store->server.removes.isEmpty());
}

void TstDeleteStreamDialog::withoutTheConditionAnyRevisionWillDo()
{
    open(DeleteMode::Soft);
    QTest::keyClick(child<QCheckBox>("delete-stream/condition-check"), Qt::Key_Space);
    press("delete-stream/delete-button");
    QCOMPARE(m_store->server.removes.first()->request.expected, ExpectedRevision::any());
}

void TstDeleteStreamDialog::theConflictTellsBothRevisionsAndReadsAgain()
{
    open(DeleteMode::Soft);
    press("delete-stream/delete-button");
    m_store->streams[order()] << samples::recorded(order(), 18) << samples::recorded(order(), 19);
    answer(core::WriteOutcome{core::WrongRevision{ExpectedRevision::exact({17}), Revision{19}}});
    QCOMPARE(bar().text(), QStringLiteral("Expected 17, the stream is at 19."));
    QVERIFY(!deleteButton().isEnabled());
    QCOMPARE(m_deleted->count(), 0);
    press("delete-stream/read-again-button");
    QCOMPARE(deleteButton().text(), QStringLiteral("Delete 20 Events"));
    press("delete-stream/delete-button");
    QCOMPARE(m_store->server.removes.last()->request.expected, ExpectedRevision::exact({19}));
}

void TstDeleteStreamDialog::aLostAnswerIsSettledByReading_data()
{
    QTest::addColumn<bool>("wasDeleted");
    QTest::newRow("it was carried out") << true;
    QTest::newRow("it was not carried out") << false;
}

void TstDeleteStreamDialog::aLostAnswerIsSettledByReading()
{
    QFETCH(bool, wasDeleted);
    open(DeleteMode::Soft);
    press("delete-stream/delete-button");
    QTest::keyClick(m_dialog.data(), Qt::Key_Escape); // stop waiting
    m_store->settleAll();
    QVERIFY(m_dialog && m_dialog->isVisible());
    QVERIFY(m_store->server.removes.first()->isCancelled);
    QVERIFY(bar().title().contains(QStringLiteral("may or may not be deleted")));
    if (wasDeleted) {
        m_store->streams.remove(order());
        m_store->streams[order().metadataStream()]
            = {metadataEvent("{\"$tb\":9223372036854775807}")};
    }
    press("delete-stream/check-button");
    QCOMPARE(m_deleted->count(), wasDeleted ? 1 : 0);
    if (wasDeleted)
        return;
    QVERIFY(bar().title().startsWith(QStringLiteral("Not deleted so far.")));
    QVERIFY(deleteButton().isEnabled());
}

void TstDeleteStreamDialog::deletedIsProvedBeforeItIsSaid()
{
    open(DeleteMode::Soft);
    press("delete-stream/delete-button");
    m_store->failures[order()] = core::ErrorCode::StreamDeleted;
    answer(
        core::TransportResult<core::WriteOutcome>(fake::failure(core::ErrorCode::StreamDeleted)));
    QCOMPARE(sentence(), QStringLiteral("order-42 was deleted for good already."));
    QCOMPARE(m_deleted->count(), 0);
    QVERIFY(!deleteButton().isEnabled());
}

void TstDeleteStreamDialog::aStreamThatCannotBeReadCanBeReadAgain()
{
    m_store->failures[order()] = core::ErrorCode::AccessDenied;
    open(DeleteMode::Soft);
    QCOMPARE(bar().title(), QStringLiteral("order-42 could not be read."));
    QVERIFY(!deleteButton().isEnabled());
    m_store->failures.clear();
    press("delete-stream/read-again-button");
    QVERIFY(deleteButton().isEnabled());
}

void TstDeleteStreamDialog::everyFocusableWidgetHasANameAndAPath()
{
    open(DeleteMode::Tombstone);
    QCOMPARE(tests::namelessWidgets(*m_dialog), QStringList());
}

QTEST_MAIN(TstDeleteStreamDialog)
#include "tst_delete_stream_dialog.moc"
