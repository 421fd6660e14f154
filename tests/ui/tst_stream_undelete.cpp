// Undeleting a stream: what is written, what is told of it. The server is scripted.
#include "tests/support/gui_warnings.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/scripted_store.h"
#include "ui/streams/stream_undelete.h"

#include <QPointer>
#include <QTest>

using namespace ui;
using core::WriteOutcome;

namespace {

core::StreamName order()
{
    return core::StreamName(QStringLiteral("order-42"));
}

} // namespace

class TstStreamUndelete final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theServersOwnMetadataIsOverwrittenToo();
    void aLostAnswerIsNoFailure();
    void whatIsTruncatedStillIsNotUndeleted();
    void somebodyElseIsNotOverwritten();
    void whoStopsWaitingDoesNotKnow();
    void whoStopsBeforeAnythingIsSentKnows();

private:
    /// Truncates before this number.
    void keep(quint64 revision, const QByteArray &truncateBefore)
    {
        core::RecordedEvent event = samples::recorded(order().metadataStream(), revision);
        event.type = QStringLiteral("$metadata");
        event.data = R"({"owner":"shop","$tb":)" + truncateBefore + '}';
        m_store->streams[order().metadataStream()] = {event};
    }
    void begin()
    {
        m_undelete = new StreamUndelete(
            *m_client, order(), [this](const auto &result) { m_told.append(result); }, nullptr);
        m_store->settleAll();
    }
    void answer(const WriteOutcome &outcome)
    {
        m_store->server.appends.last()->answer(outcome);
        m_store->settleAll();
    }

    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<core::Client> m_client;
    QPointer<StreamUndelete> m_undelete;
    QList<core::Result<WriteOutcome>> m_told;
};

void TstStreamUndelete::init()
{
    tests::failOnWarnings();
    m_told.clear();
    m_store = std::make_unique<ScriptedStore>();
    keep(1, "9223372036854775807");
    m_client = std::make_unique<core::Client>(
        fake::connectionTo({fake::node("one")}), m_store->server.factory(), core::IoThread::Caller);
}

void TstStreamUndelete::cleanup()
{
    delete m_undelete;
    m_client.reset();
    m_store.reset();
}

void TstStreamUndelete::theServersOwnMetadataIsOverwrittenToo()
{
    begin();
    const core::AppendRequest first = m_store->server.appends.first()->request;
    QCOMPARE(first.events.first().data, QByteArray(R"({"owner":"shop","$tb":0})"));
    QCOMPARE(first.expected, core::ExpectedRevision::exact({1}));
    keep(3, "18");
    answer(core::Written{core::Revision{2}, {}});
    QCOMPARE(m_store->server.appends.size(), 2);
    QVERIFY(m_told.isEmpty());
    keep(4, "0");
    answer(core::Written{core::Revision{4}, {}});
    QCOMPARE(m_told.size(), 1);
    QVERIFY(m_told.first() && std::holds_alternative<core::Written>(*m_told.first()));
    QTRY_VERIFY(!m_undelete);
}

void TstStreamUndelete::aLostAnswerIsNoFailure()
{
    begin();
    answer(core::OutcomeUnknown{{}, {core::ErrorCode::Timeout, QStringLiteral("No answer."), {}}});
    QCOMPARE(m_told.size(), 1);
    QVERIFY(m_told.first());
    const auto *unknown = std::get_if<core::OutcomeUnknown>(&*m_told.first());
    QVERIFY(unknown);
    QCOMPARE(unknown->reason.code, core::ErrorCode::Timeout);
}

void TstStreamUndelete::whatIsTruncatedStillIsNotUndeleted()
{
    begin();
    keep(3, "18");
    answer(core::Written{core::Revision{2}, {}});
    keep(5, "19");
    answer(core::Written{core::Revision{4}, {}});
    QCOMPARE(m_store->server.appends.size(), 2);
    QCOMPARE(m_told.size(), 1);
    QVERIFY(!m_told.first());
    QVERIFY(m_told.first().error().message.contains(QStringLiteral("truncates before 19")));
}

void TstStreamUndelete::somebodyElseIsNotOverwritten()
{
    begin();
    answer(core::WrongRevision{core::ExpectedRevision::exact({1}), core::Revision{2}});
    QCOMPARE(m_store->server.appends.size(), 1);
    QCOMPARE(m_told.size(), 1);
    QVERIFY(!m_told.first());
    QCOMPARE(m_told.first().error().code, core::ErrorCode::WrongExpectedRevision);
}

void TstStreamUndelete::whoStopsWaitingDoesNotKnow()
{
    begin();
    m_undelete->cancel();
    m_store->settleAll();
    QVERIFY(m_store->server.appends.first()->isCancelled);
    QCOMPARE(m_told.size(), 1);
    QVERIFY(m_told.first() && std::holds_alternative<core::OutcomeUnknown>(*m_told.first()));
}

void TstStreamUndelete::whoStopsBeforeAnythingIsSentKnows()
{
    m_store->areReadsAnswered = false;
    begin();
    m_undelete->cancel();
    QVERIFY(m_store->server.appends.isEmpty());
    QCOMPARE(m_told.size(), 1);
    QVERIFY(!m_told.first());
    QCOMPARE(m_told.first().error().code, core::ErrorCode::Cancelled);
}

QTEST_MAIN(TstStreamUndelete)
#include "tst_stream_undelete.moc"
