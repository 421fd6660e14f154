// The tab of events over the real wire: a sandbox in the process, both transports, no script.
#include "core/sandbox/sandbox.h"
#include "core/transport/any_transport.h"
#include "tests/support/gui_warnings.h"
#include "tests/ui/event_samples.h"
#include "ui/events/event_table_view.h"
#include "ui/events/events_page.h"
#include "ui/events/no_events_pane.h"
#include "ui/widgets/elided_label.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using core::ExpectedRevision;
using core::StreamName;
using ui::EventsPage;
using ui::EventTableView;

class TstEventsSandbox final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        const auto started = core::Sandbox::start({});
        QVERIFY2(started, qPrintable(started ? QString() : started.error().message));
        m_sandbox = *started;
        const auto parsed = core::parseConnectionString(m_sandbox->connectionString());
        QVERIFY(parsed);
        m_settings = parsed->settings;
        m_client = std::make_unique<core::Client>(m_settings, core::anyTransportFactory());
    }
    void cleanup()
    {
        m_page.reset();
        m_http.reset();
        m_client.reset();
        m_sandbox.reset();
    }

    void aStreamIsReadAndFollowed()
    {
        append(QStringLiteral("order-42"), 600);
        open(QStringLiteral("order-42"));
        QTRY_COMPARE(m_page->rangeText(), QStringLiteral("600 events · 0–599"));
        QCOMPARE(current(), 599U);
        m_page->goTo(core::Revision{3});
        QTRY_COMPARE(current(), 3U);
        m_page->setLive(true);
        append(QStringLiteral("order-42"), 5);
        QTRY_COMPARE(m_page->rangeText(), QStringLiteral("605 events · 0–604"));
        QCOMPARE(current(), 3U);
    }

    void aStreamThatIsNotThereIsBegun()
    {
        open(QStringLiteral("order-1"));
        QTRY_COMPARE(emptyTitle(), QStringLiteral("No stream of this name"));
        append(QStringLiteral("order-1"), 2);
        QTRY_COMPARE(m_page->rangeText(), QStringLiteral("2 events · 0–1"));
        QCOMPARE(emptyTitle(), QString());
    }

    void deletionIsProvedByReading_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("title");
        QTest::newRow("soft") << int(core::DeleteMode::Soft) << QStringLiteral("Soft-deleted");
        QTest::newRow("for good") << int(core::DeleteMode::Tombstone)
                                  << QStringLiteral("Deleted for good");
    }
    void deletionIsProvedByReading()
    {
        QFETCH(int, mode);
        QFETCH(QString, title);
        append(QStringLiteral("order-42"), 3);
        open(QStringLiteral("order-42"));
        QTRY_COMPARE(m_page->rangeText(), QStringLiteral("3 events · 0–2"));
        m_page->setLive(true);
        remove(QStringLiteral("order-42"), core::DeleteMode(mode));
        m_page->reload();
        QTRY_COMPARE(emptyTitle(), title);
    }

    void theLinksOfADeletedStreamAreOneClickAway_data() { deletionIsProvedByReading_data(); }
    void theLinksOfADeletedStreamAreOneClickAway()
    {
        QFETCH(int, mode);
        QFETCH(QString, title);
        append(QStringLiteral("order-42"), 3);
        remove(QStringLiteral("order-42"), core::DeleteMode(mode));
        open(QStringLiteral("order-42"));
        QTRY_COMPARE(emptyTitle(), title);
        auto *links = m_page->findChild<QPushButton *>(QStringLiteral("events/links-button"));
        QCOMPARE(links->text(), QStringLiteral("Its Links in $ce-order"));
        QSignalSpy requested(m_page.get(), &EventsPage::streamRequested);
        links->click();
        QCOMPARE(requested.constFirst().constFirst().value<StreamName>().text(),
                 QStringLiteral("$ce-order"));
    }

    void truncationLeavesARowThatSaysSo()
    {
        append(QStringLiteral("order-42"), 10);
        setMetadata(QStringLiteral("order-42"), R"({"$tb":4})");
        open(QStringLiteral("order-42"));
        QTRY_COMPARE(m_page->rangeText(), QStringLiteral("6 events · 4–9"));
        QTRY_COMPARE(table()->model()->index(0, 1).data().toString(),
                     QStringLiteral("revisions 0–3 are gone: truncate before 4"));
    }

    void linksAreResolvedAndBrokenOnesStay()
    {
        append(QStringLiteral("order-1"), 2);
        append(QStringLiteral("order-2"), 1);
        remove(QStringLiteral("order-1"), core::DeleteMode::Tombstone);
        open(QStringLiteral("$ce-order"));
        QTRY_VERIFY(m_page->currentEvent());
        const auto *model = table()->model();
        QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("$> 0@order-1"));
        QCOMPARE(model->index(0, 1).data(ui::NoteRole).toString(), QStringLiteral("broken"));
        QCOMPARE(model->index(2, 1).data(ui::NoteRole).toString(), QString());
        QCOMPARE(model->index(0, 2).data().toString(), QStringLiteral("order-1 @ 0"));
        QCOMPARE(model->index(2, 1).data().toString(), QStringLiteral("Type0"));
        QCOMPARE(model->index(2, 2).data().toString(), QStringLiteral("order-2 @ 0"));
        m_page->goTo(core::Revision{0});
        QTRY_COMPARE(current(), 0U);
        QVERIFY(m_page->currentEvent()->isBroken());
    }

    void allIsPagedFromTheEnd()
    {
        append(QStringLiteral("order-42"), 700);
        open(QStringLiteral("$all"));
        QTRY_COMPARE(m_page->rangeText(), QStringLiteral("the last 256 events · system hidden"));
        QCOMPARE(m_page->currentEvent()->original().revision, core::Revision{699});
        const core::Position end = *m_page->currentEvent()->original().position;
        QTest::keyClick(table(), Qt::Key_Home);
        QTRY_COMPARE(m_page->currentEvent()->original().revision, core::Revision{0});
        m_page->goTo(end);
        QTRY_COMPARE(m_page->currentEvent()->original().revision, core::Revision{699});
    }

    /// Most positions are not told over HTTP.
    void overHttpAllIsFollowed()
    {
        append(QStringLiteral("order-42"), 700);
        core::ConnectionSettings settings = m_settings;
        settings.transport = core::TransportKind::Http;
        m_http = std::make_unique<core::Client>(settings, core::anyTransportFactory());
        show(*m_http, QStringLiteral("$all"));
        QTRY_COMPARE(m_page->rangeText(), QStringLiteral("the last 256 events · system hidden"));
        m_page->setLive(true);
        QTRY_COMPARE(liveText(), QStringLiteral("following"));
        append(QStringLiteral("order-42"), 3);
        QTRY_COMPARE(m_page->rangeText(), QStringLiteral("the last 259 events · system hidden"));
        QCOMPARE(current(), 699U);
    }

    void systemEventsOfAllAreShownOnDemand()
    {
        append(QStringLiteral("order-42"), 3);
        open(QStringLiteral("$all"));
        QTRY_COMPARE(m_page->rangeText(), QStringLiteral("3 events · system hidden"));
        QVERIFY(!showsSystemEvents());
        m_page->setShowSystem(true);
        QTRY_VERIFY(showsSystemEvents());
        m_page->setShowSystem(false);
        QTRY_COMPARE(m_page->rangeText(), QStringLiteral("3 events · system hidden"));
    }

private:
    void open(const QString &stream) { show(*m_client, stream); }
    void show(core::Client &client, const QString &stream)
    {
        m_page = std::make_unique<EventsPage>(client, StreamName(stream), nullptr);
        m_page->resize(640, 480);
        m_page->show();
        table()->setFocus();
    }
    [[nodiscard]] EventTableView *table() const
    {
        return m_page->findChild<EventTableView *>(QStringLiteral("events/table"));
    }
    [[nodiscard]] QString textInRow(int row) const
    {
        return table()->model()->index(row, 2).data().toString();
    }
    [[nodiscard]] QString liveText() const
    {
        return m_page->findChild<ui::ElidedLabel *>(QStringLiteral("events/live-label"))->text();
    }
    [[nodiscard]] quint64 current() const
    {
        return m_page->currentEvent() ? m_page->currentEvent()->original().revision.value
                                      : 999'999'999;
    }
    [[nodiscard]] bool showsSystemEvents() const
    {
        const QModelIndex top = table()->model()->index(0, 0);
        return !table()
                    ->model()
                    ->match(top.siblingAtColumn(2),
                            Qt::DisplayRole,
                            QStringLiteral("$"),
                            1,
                            Qt::MatchStartsWith)
                    .isEmpty();
    }
    [[nodiscard]] QString emptyTitle() const
    {
        auto *pane = m_page->findChild<ui::NoEventsPane *>(QStringLiteral("events/empty"));
        return pane->isVisible() ? pane->title() : QString();
    }

    void append(const QString &stream, int count)
    {
        core::AppendRequest request{StreamName(stream), ExpectedRevision::any(), {}, {}};
        for (int i = 0; i < count; ++i) {
            const core::RecordedEvent sample = samples::recorded(request.stream, quint64(i));
            request.events.append(
                {core::EventId::random(), sample.type, sample.contentType, sample.data, {}});
        }
        expectWritten([&](auto done) { return m_client->append(request, done); });
    }
    void remove(const QString &stream, core::DeleteMode mode)
    {
        const core::DeleteRequest request{StreamName(stream), ExpectedRevision::any(), mode, {}};
        expectWritten([&](auto done) { return m_client->remove(request, done); });
    }
    void setMetadata(const QString &stream, const QByteArray &json)
    {
        expectWritten([&](auto done) {
            return m_client->setMetadata(StreamName(stream), json, ExpectedRevision::any(), done);
        });
    }
    template<typename Write>
    void expectWritten(Write write)
    {
        bool isWritten = false;
        const core::Call call
            = write([&isWritten](const core::Result<core::WriteOutcome> &outcome) {
                  isWritten = outcome && std::holds_alternative<core::Written>(*outcome);
              });
        QTRY_VERIFY(isWritten);
    }

    std::shared_ptr<core::Sandbox> m_sandbox;
    core::ConnectionSettings m_settings;
    std::unique_ptr<core::Client> m_client;
    std::unique_ptr<core::Client> m_http; ///< of a page that reads over the other wire
    std::unique_ptr<EventsPage> m_page;
};

QTEST_MAIN(TstEventsSandbox)
#include "tst_events_sandbox.moc"
