// The audit of a stream of links in the window: progress, pause, stop, what it finds, the report.
#include "tests/support/event_builders.h"
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/event_samples.h"
#include "tests/ui/scripted_store.h"
#include "tests/ui/window_bench.h"
#include "ui/audit/audit_page.h"
#include "ui/audit/audit_words.h"
#include "ui/audit/target_streams_model.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/words.h"

#include <QPushButton>
#include <QTemporaryDir>

using namespace ui;

namespace {

constexpr int PatienceMs = 30'000;
constexpr qint64 SyntheticLinks = 400'000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TstAuditPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init() { tests::failOnWarnings(); }
    void cleanup() { m_page.reset(); }

    void nothingIsReadBeforeItIsAskedFor();
    void whatIsBrokenIsListedByReason();
    void targetStreamsAreListedTheMostBrokenFirst();
    void enterOnAFindingGoesToTheLink();
    void enterOnATargetStreamOpensIt();
    void itIsPausedGoesOnAndEnds();
    void stoppedItKeepsWhatItCounted();
    void theReportIsSaved_data();
    void theReportIsSaved();
    void aFileThatCannotBeWrittenIsTold();
    void aStreamThatIsNotThereIsTold();
    void everyWidgetThatTakesTheFocusHasAName();
    void aDeletionMarkerIsNotBroken();
    void progressIsTold_data();
    void progressIsTold();
    void whatIsNotSettledIsTold();
    void whatWasCountedBeforeAFailureIsKept();

private:
    void open(const char *stream)
    {
        m_page = std::make_unique<AuditPage>(
            *m_client, core::StreamName(QString::fromLatin1(stream)), m_prompts, nullptr);
        m_page->resize(800, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->reload();
    }
    void openAndEnd(const char *stream)
    {
        open(stream);
        QTRY_COMPARE_WITH_TIMEOUT(m_page->state(), AuditPage::State::Done, PatienceMs);
    }
    template<typename T>
    [[nodiscard]] T *child(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString label(const char *name) const { return child<ElidedLabel>(name)->text(); }
    [[nodiscard]] QStringList rows(const char *table) const
    {
        return samples::tableText(*child<PlainTable>(table)->model());
    }
    [[nodiscard]] qint64 figure(const char *name) const
    {
        const QByteArray widget = QByteArray("audit/count-") + name;
        return label(widget.constData()).remove(u',').toLongLong();
    }
    void press(const char *button) { QTest::keyClick(child<QPushButton>(button), Qt::Key_Space); }

    std::shared_ptr<core::Sandbox> m_sandbox;
    std::unique_ptr<core::Client> m_client;
    tests::ToldPrompts m_prompts;
    std::unique_ptr<AuditPage> m_page;
};

void TstAuditPage::initTestCase()
{
    core::SandboxOptions options;
    options.withSampleData = true;
    options.syntheticLinks = {{QStringLiteral("big"), SyntheticLinks}};
    m_sandbox = *core::Sandbox::start(options);
    m_client = std::make_unique<core::Client>(
        core::parseConnectionString(m_sandbox->connectionString())->settings,
        core::anyTransportFactory());
}

void TstAuditPage::cleanupTestCase()
{
    m_client.reset();
    m_sandbox.reset();
}

void TstAuditPage::nothingIsReadBeforeItIsAskedFor()
{
    ScriptedStore store;
    core::Client client(
        fake::connectionTo({fake::node("one")}), store.server.factory(), core::IoThread::Caller);
    AuditPage page(client, core::StreamName(QStringLiteral("picks")), m_prompts, nullptr);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    settle();
    QCOMPARE(store.server.reads.size(), 0);
    QCOMPARE(page.state(), AuditPage::State::Idle);
    QVERIFY(!page.hasReport());
    QVERIFY(!page.cancel());
    QCOMPARE(page.findChild<ElidedLabel *>(QStringLiteral("audit/status"))->text(),
             QStringLiteral("Not begun yet: an audit reads the whole stream"));
    QVERIFY(!page.findChild<ElidedLabel *>(QStringLiteral("audit/count-links"))); // none to show
    // The keyboard comes to the button that begins it.
    auto *begin = page.findChild<QPushButton *>(QStringLiteral("audit/again-button"));
    page.setFocus();
    QCOMPARE(page.focusWidget(), begin);
    QCOMPARE(begin->text(), QStringLiteral("Audit Links"));
    QTest::keyClick(begin, Qt::Key_Space);
    QCOMPARE(page.state(), AuditPage::State::Running);
    QCOMPARE(page.focusWidget(), page.findChild<PlainTable *>(QStringLiteral("audit/findings")));
    QTRY_COMPARE((settle(), store.server.reads.size()), 1);
}

void TstAuditPage::whatIsBrokenIsListedByReason()
{
    openAndEnd("review-queue");
    const QStringList found = rows("audit/findings");
    QCOMPARE(found.filter(QStringLiteral("link")).constFirst(),
             QStringLiteral("No such stream: 1 link |  | "));
    QVERIFY(found.contains(QStringLiteral("Truncated: 2 links (1 by $tb, 1 by $maxCount) |  | ")));
    QVERIFY(found.contains(
        QStringLiteral("11 | twelve@order-1003 | The revision \"twelve\" is not a number.")));
    QCOMPARE(label("audit/count-links"), QStringLiteral("13"));
    QCOMPARE(label("audit/count-resolved"), QStringLiteral("5"));
    QCOMPARE(label("audit/count-broken"), QStringLiteral("8"));
    QCOMPARE(label("audit/count-to-links"), QStringLiteral("1"));
    QVERIFY(
        label("audit/status")
            .startsWith(QStringLiteral("8 of 13 links are broken · revisions 0 to 13 · read in ")));
}

void TstAuditPage::targetStreamsAreListedTheMostBrokenFirst()
{
    openAndEnd("review-queue");
    QTRY_COMPARE(rows("audit/target-streams").size(), 9);
    const QStringList found = rows("audit/target-streams");
    QCOMPARE(found.constFirst(), QStringLiteral("cart-17 | 1 | 0 | 1 | stream deleted"));
    QCOMPARE(found.constLast(), QStringLiteral("review-queue | 1 | 1 | 0 | "));
}

void TstAuditPage::enterOnAFindingGoesToTheLink()
{
    openAndEnd("review-queue");
    QSignalSpy requested(m_page.get(), &AuditPage::eventRequested);
    auto *table = child<PlainTable>("audit/findings");
    table->setFocus();
    QTRY_VERIFY(table->hasFocus());
    QCOMPARE(table->currentIndex().row(), 1); // the heading above it is none
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.constFirst().at(0).value<core::StreamName>().text(),
             QStringLiteral("review-queue"));
    QCOMPARE(requested.constFirst().at(1).value<core::Revision>(), core::Revision{3});
}

void TstAuditPage::enterOnATargetStreamOpensIt()
{
    openAndEnd("review-queue");
    QSignalSpy requested(m_page.get(), &AuditPage::streamRequested);
    auto *table = child<PlainTable>("audit/target-streams");
    QTRY_COMPARE(table->model()->rowCount(), 9);
    const QRect first = table->visualRect(table->model()->index(0, TargetStreamsModel::Stream));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier, first.center());
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.constFirst().at(0).value<core::StreamName>().text(),
             QStringLiteral("cart-17"));
}

void TstAuditPage::itIsPausedGoesOnAndEnds()
{
    open("big");
    QTRY_VERIFY_WITH_TIMEOUT(label("audit/status").contains(QStringLiteral("a second")),
                             PatienceMs);
    QVERIFY2(label("audit/status").contains(QStringLiteral(" of 400,000 events")),
             qPrintable(label("audit/status")));
    press("audit/pause-button");
    QCOMPARE(m_page->state(), AuditPage::State::Paused);
    QVERIFY(label("audit/status").startsWith(QStringLiteral("Paused at ")));
    QVERIFY(m_page->report().links > 0);
    QVERIFY(!m_page->report().isComplete);
    // What is on its way still comes; whenever one looks, the figures add up.
    QTRY_VERIFY(figure("open") > 0);
    const auto addUp = [this] {
        return figure("links") == figure("resolved") + figure("broken") + figure("open")
               && label("audit/status")
                      .startsWith(
                          QStringLiteral("Paused at %1 of").arg(groupedNumber(figure("links"))));
    };
    QVERIFY2(addUp(), qPrintable(label("audit/status")));
    QVERIFY(!QTest::qWaitFor([&] { return !addUp(); }, 300));
    QTRY_VERIFY(!rows("audit/target-streams").filter(QStringLiteral("not judged yet")).isEmpty());
    QCOMPARE(rows("audit/findings").filter(QStringLiteral("Not judged yet: ")).size(), 1);
    press("audit/pause-button");
    QCOMPARE(m_page->state(), AuditPage::State::Running);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->state(), AuditPage::State::Done, PatienceMs);
    QCOMPARE(m_page->report().links, quint64(SyntheticLinks));
    QTRY_COMPARE(child<PlainTable>("audit/target-streams")->model()->rowCount(), 10'000);
}

void TstAuditPage::stoppedItKeepsWhatItCounted()
{
    open("big");
    QTRY_VERIFY_WITH_TIMEOUT(label("audit/status").contains(QStringLiteral("a second")),
                             PatienceMs);
    press("audit/stop-button");
    QCOMPARE(m_page->state(), AuditPage::State::Stopped);
    QVERIFY(m_page->report().links > 0 && m_page->report().links < quint64(SyntheticLinks));
    QVERIFY(label("audit/status").contains(QStringLiteral("stopped after ")));
    QVERIFY(!m_page->cancel());
    QVERIFY(child<QPushButton>("audit/again-button")->isVisible());
}

void TstAuditPage::theReportIsSaved_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("as Markdown") << QStringLiteral("audit/save-markdown-button")
                                 << QStringLiteral("links-review-queue.md")
                                 << QByteArray("# Links in review-queue\n");
    QTest::newRow("as NDJSON") << QStringLiteral("audit/save-ndjson-button")
                               << QStringLiteral("links-review-queue.ndjson")
                               << QByteArray("{\"kind\":\"summary\",\"stream\":\"review-queue\"");
}

void TstAuditPage::theReportIsSaved()
{
    QFETCH(QString, button);
    QFETCH(QString, name);
    QFETCH(QByteArray, begins);
    openAndEnd("review-queue");
    const QTemporaryDir folder;
    m_prompts.picks = folder.filePath(name);
    QSignalSpy said(m_page.get(), &AuditPage::said);
    press(button.toLatin1().constData());
    QCOMPARE(m_prompts.askedFile.startWith, name);
    QVERIFY(m_prompts.askedFile.forSaving);
    QTRY_COMPARE(said.size(), 1);
    const QByteArray saved = contentOf(m_prompts.picks);
    QVERIFY2(saved.startsWith(begins), saved.left(200).constData());
    QVERIFY(saved.contains("twelve@order-1003"));
    m_prompts.picks.clear(); // the person chose none
    const int before = m_prompts.answered;
    press(button.toLatin1().constData());
    QTRY_COMPARE(m_prompts.answered, before + 1);
    QCOMPARE(said.size(), 1);
}

void TstAuditPage::aFileThatCannotBeWrittenIsTold()
{
    openAndEnd("review-queue");
    m_prompts.picks = QStringLiteral("/nowhere/at/all.md");
    press("audit/save-markdown-button");
    QTRY_COMPARE(child<MessageBar>("audit/bar")->title(), QStringLiteral("Not saved."));
}

void TstAuditPage::aStreamThatIsNotThereIsTold()
{
    open("nowhere");
    QTRY_COMPARE_WITH_TIMEOUT(m_page->state(), AuditPage::State::Failed, PatienceMs);
    QCOMPARE(child<MessageBar>("audit/bar")->title(), QStringLiteral("nowhere could not be read."));
    QVERIFY(!m_page->hasReport());
    QVERIFY(!child<ElidedLabel>("audit/count-links")->isVisible()); // no zeros that nobody counted
    QVERIFY(!child<QPushButton>("audit/save-markdown-button")->isEnabled());
}

void TstAuditPage::everyWidgetThatTakesTheFocusHasAName()
{
    openAndEnd("review-queue");
    QCOMPARE(tests::namelessWidgets(*m_page), QStringList());
}

void TstAuditPage::aDeletionMarkerIsNotBroken()
{
    openAndEnd("$ce-order");
    QCOMPARE(label("audit/count-markers"), QStringLiteral("1"));
    QCOMPARE(label("audit/count-broken"), QStringLiteral("2"));
    QCOMPARE(rows("audit/findings").size(), 3);
}

void TstAuditPage::progressIsTold_data()
{
    QTest::addColumn<core::AuditProgress>("progress");
    QTest::addColumn<QString>("text");
    using namespace std::chrono_literals;
    QTest::newRow("before the first event")
        << core::AuditProgress{} << QStringLiteral("Looking for the end of the stream");
    QTest::newRow("with an end")
        << core::AuditProgress{120'331, 1'000'000, 81'000.4, 11s, false}
        << QStringLiteral("120,331 of 1,000,000 events · 81,000 a second · 11 s left");
    QTest::newRow("without an end")
        << core::AuditProgress{12, {}, 0, {}, false} << QStringLiteral("12 events");
    QTest::newRow("for long") << core::AuditProgress{1'000, 500'000, 50, 7'500s, false}
                              << QStringLiteral(
                                     "1,000 of 500,000 events · 50 a second · 2 h 5 min left");
    QTest::newRow("paused") << core::AuditProgress{5, 10, 5, 1s, true}
                            << QStringLiteral("Paused at 5 of 10 events");
}

void TstAuditPage::progressIsTold()
{
    QFETCH(core::AuditProgress, progress);
    QFETCH(QString, text);
    QCOMPARE(auditProgressText(progress), text);
}

void TstAuditPage::whatIsNotSettledIsTold()
{
    core::AuditReport report;
    report.first = core::Revision{0};
    report.last = core::Revision{9};
    report.events = report.links = 10;
    report.resolved = 7;
    report.broken = 1;
    report.open = 2;
    report.duration = std::chrono::milliseconds(1'400);
    QCOMPARE(auditOutcomeText(report),
             QStringLiteral("1 of 10 links is broken · revisions 0 to 9 · 2 not judged yet · "
                            "stopped after 1.4 s"));
}

/// The answer about the stream of the second link never comes: the read breaks before.
void TstAuditPage::whatWasCountedBeforeAFailureIsKept()
{
    ScriptedStore store;
    core::Client client(
        fake::connectionTo({fake::node("one")}), store.server.factory(), core::IoThread::Caller);
    const core::StreamName stream(QStringLiteral("picks"));
    const auto link = [](quint64 at, const QByteArray &text) {
        return core::RecordedEvent(anEvent("picks").at(at).ofType("$>").holding(text).asBytes());
    };
    AuditPage page(client, stream, m_prompts, nullptr);
    page.reload();
    QTRY_COMPARE((settle(), store.server.reads.size()), 1); // where it ends
    store.server.reads.constFirst()->send(core::EventBatch{{std::nullopt, link(4, "9@order-1")}});
    store.server.reads.constFirst()->end();
    QTRY_COMPARE((settle(), store.server.reads.size()), 2);
    store.server.reads.constLast()->send(
        core::EventBatch{{core::RecordedEvent(anEvent("order-2").at(7)), link(0, "7@order-2")},
                         {std::nullopt, link(1, "9@order-1")}});
    store.server.reads.at(1)->end(fake::failure(core::ErrorCode::AccessDenied));
    QTRY_COMPARE((settle(), page.state()), AuditPage::State::Failed);
    const auto text = [&page](const char *name) {
        return page.findChild<ElidedLabel *>(QString::fromLatin1(name))->text();
    };
    QCOMPARE(text("audit/count-links"), QStringLiteral("2"));
    QCOMPARE(text("audit/count-resolved"), QStringLiteral("1"));
    QCOMPARE(text("audit/count-broken"), QStringLiteral("0"));
    QCOMPARE(text("audit/count-open"), QStringLiteral("1"));
    QVERIFY2(text("audit/status").contains(QStringLiteral("ended early")),
             qPrintable(text("audit/status")));
    QCOMPARE(page.findChild<MessageBar *>()->title(),
             QStringLiteral("picks could be read in part only."));
}

QTEST_MAIN(TstAuditPage)
#include "tst_audit_page.moc"
