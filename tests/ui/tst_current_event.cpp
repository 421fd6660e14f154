// What a list does not hold exactly is fetched for the event that is looked at, and said to be so
// until it is there.
#include "tests/support/gui_warnings.h"
#include "tests/ui/events_page_bench.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/event_detail/payload_view.h"
#include "ui/events/event_columns.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

QByteArray stored()
{
    return QByteArray::fromHex("00ff10");
}

QByteArray listed()
{
    return "\xef\xbf\xbd";
}

core::ResolvedEvent anEventAt(quint64 revision, bool isExact)
{
    core::ResolvedEvent made
        = samples::plain(core::StreamName(QStringLiteral("order-42")), revision);
    made.event->contentType = core::ContentType::Bytes;
    made.event->data = isExact ? stored() : listed();
    made.event->dataExact = isExact;
    return made;
}

core::ResolvedEvent unanswered(quint64 revision)
{
    core::RecordedEvent link;
    link.stream = core::StreamName(QStringLiteral("order-42"));
    link.revision = {revision};
    link.type = QStringLiteral("$>");
    link.created = core::EventTime::notTold();
    link.dataExact = false;
    link.metadataExact = false;
    link.isUnanswered = true;
    return {link, std::nullopt};
}

} // namespace

class TstCurrentEvent final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        m_bench = std::make_unique<Bench>();
        m_bench->store.end = 5;
        m_bench->store.make = [this](quint64 revision) { return anEventAt(revision, m_isExact); };
        m_isExact = false;
    }
    void cleanup() { m_bench.reset(); }

    void listsAreReadAsListed();
    void whatIsLookedAtIsFetchedExactly();
    void eventsThatAreGonePastAreNotFetched();
    void anExactListIsNotFetchedAgain();
    void copyingWaitsForTheExactBytes();
    void whatCannotBeFetchedIsSaid();
    void theDetailSaysWhatIsNotExact();
    void whatTheServerDoesNotAnswerIsNotFetched();
    void theDetailSaysWhatIsNotAnswered();

private:
    [[nodiscard]] QList<core::ReadRequest> exactReads() const
    {
        QList<core::ReadRequest> reads;
        for (const auto &read : m_bench->store.server.reads) {
            if (read->request.payloads == core::PayloadWish::Exact)
                reads.append(read->request);
        }
        return reads;
    }

    std::unique_ptr<Bench> m_bench;
    bool m_isExact = false;
};

void TstCurrentEvent::listsAreReadAsListed()
{
    m_bench->open();
    QVERIFY(m_bench->page->currentEvent());
    QVERIFY(!m_bench->store.server.reads.isEmpty());
    QVERIFY(exactReads().isEmpty());
    m_bench->page->setLive(true);
    m_bench->serve();
    QCOMPARE(m_bench->subscription().request.payloads, core::PayloadWish::AsListed);
}

void TstCurrentEvent::whatIsLookedAtIsFetchedExactly()
{
    m_bench->open();
    QCOMPARE(m_bench->page->currentEvent()->shown().data, listed());
    QSignalSpy changed(m_bench->page.get(), &EventsPage::currentEventChanged);
    m_isExact = true;
    QTRY_VERIFY((m_bench->serve(), exactReads().size() == 1));
    const core::ReadRequest read = exactReads().constFirst();
    QCOMPARE(std::get<core::Revision>(read.from), core::Revision{4});
    QCOMPARE(read.count, 1U);
    QTRY_COMPARE(m_bench->page->currentEvent()->shown().data, stored());
    QCOMPARE(changed.size(), 1);
    QTest::keyClick(m_bench->table, Qt::Key_Down); // nothing below: the exact one stays
    QCOMPARE(m_bench->page->currentEvent()->shown().data, stored());
}

void TstCurrentEvent::eventsThatAreGonePastAreNotFetched()
{
    m_bench->open();
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(m_bench->table, Qt::Key_Up);
    QTRY_VERIFY((m_bench->serve(), !exactReads().isEmpty()));
    QCOMPARE(exactReads().size(), 1);
    QCOMPARE(std::get<core::Revision>(exactReads().constFirst().from), core::Revision{0});
}

void TstCurrentEvent::anExactListIsNotFetchedAgain()
{
    m_isExact = true;
    m_bench->open();
    bool isDone = false;
    m_bench->page->whenExact(
        [&isDone](const core::ResolvedEvent &exact) { isDone = exact.shown().data == stored(); });
    QVERIFY(isDone);
    QVERIFY(exactReads().isEmpty());
}

void TstCurrentEvent::copyingWaitsForTheExactBytes()
{
    m_bench->open();
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    m_bench->page->copyPayload();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    m_isExact = true;
    m_bench->serve();
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(mime->data(QStringLiteral("application/octet-stream")), stored());
}

void TstCurrentEvent::whatCannotBeFetchedIsSaid()
{
    m_bench->open();
    QSignalSpy failed(m_bench->page.get(), &EventsPage::exactFailed);
    m_bench->store.failure = core::ErrorCode::Unavailable;
    QTRY_VERIFY((m_bench->serve(), failed.size() == 1));
    QCOMPARE(m_bench->page->currentEvent()->shown().data, listed());
    m_bench->store.failure.reset();
    m_isExact = true;
    m_bench->page->retryExact();
    m_bench->serve();
    QCOMPARE(m_bench->page->currentEvent()->shown().data, stored());
}

void TstCurrentEvent::whatTheServerDoesNotAnswerIsNotFetched()
{
    m_bench->store.make = [](quint64 revision) { return unanswered(revision); };
    m_bench->open();
    QSignalSpy failed(m_bench->page.get(), &EventsPage::exactFailed);
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    m_bench->page->copyPayload();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    m_bench->page->retryExact();
    QVERIFY(exactReads().isEmpty());
    const QAbstractItemModel &rows = *m_bench->table->model();
    const auto cell = [&rows](ui::EventColumn column, int role = Qt::DisplayRole) {
        return rows.index(0, static_cast<int>(column)).data(role).toString();
    };
    QCOMPARE(cell(ui::EventColumn::Place), QStringLiteral("0"));
    QCOMPARE(cell(ui::EventColumn::Type), QStringLiteral("no answer over HTTP"));
    QCOMPARE(cell(ui::EventColumn::Stream), QStringLiteral("names no event"));
    QCOMPARE(cell(ui::EventColumn::Created), QString());
    QCOMPARE(cell(ui::EventColumn::Size), QStringLiteral("not told"));
    QVERIFY(cell(ui::EventColumn::Type, Qt::ToolTipRole).contains(u"open the stream over gRPC"));
}

void TstCurrentEvent::theDetailSaysWhatIsNotAnswered()
{
    ui::EventDetailPane pane(nullptr);
    pane.show();
    const auto *data = pane.findChild<ui::PayloadView *>(QStringLiteral("detail/data/view"));
    const auto *copy = pane.findChild<QPushButton *>(QStringLiteral("detail/data/copy-button"));
    pane.setEvent(unanswered(4));
    QCOMPARE(data->summary(), QStringLiteral("not told by this server"));
    QVERIFY2(data->notice().contains(u"open the stream over gRPC"), qPrintable(data->notice()));
    QVERIFY(!copy->isEnabled());
    QVERIFY(!pane.findChild<QPushButton *>(QStringLiteral("detail/data/fetch-button")));
    pane.setEvent(anEventAt(5, true));
    QVERIFY2(data->summary().endsWith(QStringLiteral(", exact")), qPrintable(data->summary()));
    QVERIFY(!data->notice().contains(u"gRPC"));
}

void TstCurrentEvent::theDetailSaysWhatIsNotExact()
{
    ui::EventDetailPane pane(nullptr);
    pane.show();
    const auto *data = pane.findChild<ui::PayloadView *>(QStringLiteral("detail/data/view"));
    const auto *copy = pane.findChild<QPushButton *>(QStringLiteral("detail/data/copy-button"));
    pane.setEvent(anEventAt(4, false));
    QVERIFY2(data->summary().endsWith(QStringLiteral("not exact")), qPrintable(data->summary()));
    QVERIFY2(data->notice().contains(QStringLiteral("Not exact yet")), qPrintable(data->notice()));
    QVERIFY(!copy->isEnabled());
    QSignalSpy wanted(&pane, &ui::EventDetailPane::exactRequested);
    pane.showInexact({core::ErrorCode::Unavailable, QStringLiteral("Nobody answers."), {}});
    QVERIFY(data->notice().contains(QStringLiteral("Nobody answers.")));
    QTest::mouseClick(pane.findChild<QPushButton *>(QStringLiteral("detail/data/fetch-button")),
                      Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    pane.setEvent(anEventAt(4, true));
    QVERIFY2(data->summary().endsWith(QStringLiteral(", exact")), qPrintable(data->summary()));
    QVERIFY(copy->isEnabled());
}

QTEST_MAIN(TstCurrentEvent)
#include "tst_current_event.moc"
