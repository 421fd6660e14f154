// Audits, causes and projections come back with the next window, and after their tab was closed.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/audit/audit_page.h"
#include "ui/causes/cause_page.h"
#include "ui/connections/connection.h"
#include "ui/connections/saved_connections.h"
#include "ui/projections/projections_page.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/plain_table.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>

using namespace ui;

namespace {

QStringList tabTexts(const tests::WindowBench &bench)
{
    const auto *bar = bench.find<QTabBar>("workspace/tab-bar");
    QStringList texts;
    for (int i = 0; i < bar->count(); ++i)
        texts.append(bar->tabText(i));
    return texts;
}

int frontTab(const tests::WindowBench &bench)
{
    return bench.find<QTabBar>("workspace/tab-bar")->currentIndex();
}

bool isAllAwake(const tests::WindowBench &bench)
{
    return bench.window.findChildren<ConnectingPage *>().isEmpty();
}

QString wordsInFront(const tests::WindowBench &bench)
{
    QStringList texts;
    const auto labels = bench.window.workspace()->currentPage()->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        texts.append(label->text());
    return texts.join(u'\n');
}

} // namespace

class TstReportsSession final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init() { tests::failOnWarnings(); }

    void anAuditComesBackIdleAtItsPlace();
    void anAuditThatCameBackIsBegun_data();
    void anAuditThatCameBackIsBegun();
    void causesComeBackInFrontAndAreSearched();
    void causesBehindOtherTabsWaitUntilTheyAreSeen();
    void causesAreSearchedUnderTheNamesThatAreSet();
    void projectionsComeBackAndAreReadOnceTheyAreSeen();
    void theWayBackComesBackToo();
    void aClosedReportComesBackAtItsPlace_data();
    void aClosedReportComesBackAtItsPlace();
    void theOneInFrontIsCountedAmongAll();
    void reportsOfAServerThatIsAwayWaitAndComeToLife();

private:
    /// Closes the window and opens the next one.
    static void openNext(tests::WindowBench &before, tests::WindowBench &after)
    {
        QVERIFY(before.window.close());
        after.settings = std::move(before.settings);
        after.window.show();
        QVERIFY(QTest::qWaitForWindowActive(&after.window));
        QVERIFY(after.window.openRemembered());
    }
    /// A window with an audit that came back in it.
    void openWithIdleAudit(tests::WindowBench &after)
    {
        tests::WindowBench before;
        before.show(m_shop, {QStringLiteral("$ce-order")});
        before.action("audit.start")->trigger();
        openNext(before, after);
        QTRY_VERIFY(after.window.workspace()->currentAudit());
        QTRY_VERIFY(isAllAwake(after));
    }

    tests::Shop m_shop;
};

void TstReportsSession::anAuditComesBackIdleAtItsPlace()
{
    tests::WindowBench before;
    before.show(m_shop, {QStringLiteral("$ce-order")});
    before.action("audit.start")->trigger();
    before.goTo(QStringLiteral("order-2@1"));
    QTRY_COMPARE(before.revision(), std::optional<quint64>(1));
    before.press(Qt::Key_2, Qt::ControlModifier);
    const QStringList tabs = tabTexts(before);
    QCOMPARE(tabs,
             (QStringList{QStringLiteral("$ce-order"),
                          QStringLiteral("Links in $ce-order"),
                          QStringLiteral("order-2")}));

    tests::WindowBench after;
    openNext(before, after);
    QTRY_VERIFY(after.window.workspace()->currentAudit());
    QTRY_VERIFY(isAllAwake(after));
    QCOMPARE(tabTexts(after), tabs);
    QCOMPARE(frontTab(after), 1);
    QCOMPARE(after.stream(), QStringLiteral("$ce-order"));
    QCOMPARE(after.window.workspace()->currentAudit()->state(), AuditPage::State::Idle);
    QCOMPARE(after.find<ElidedLabel>("audit/status")->text(),
             QStringLiteral("Not begun yet: an audit reads the whole stream"));
    QVERIFY(after.find<QPushButton>("audit/again-button")->hasFocus());
    QVERIFY(!after.action("audit.save-markdown")->isEnabled());
    QVERIFY(!after.find<EventDetailPane>("detail")->isVisible());
}

void TstReportsSession::anAuditThatCameBackIsBegun_data()
{
    QTest::addColumn<QString>("by");
    for (const char *by : {"audit.start", "stream.reload", "the button"})
        QTest::newRow(by) << QString::fromLatin1(by);
}

void TstReportsSession::anAuditThatCameBackIsBegun()
{
    QFETCH(const QString, by);
    tests::WindowBench bench;
    openWithIdleAudit(bench);
    const AuditPage *audit = bench.window.workspace()->currentAudit();
    if (by == QStringLiteral("the button"))
        bench.press(Qt::Key_Space);
    else
        bench.window.actionRegistry().action(by)->trigger();
    QTRY_COMPARE(audit->state(), AuditPage::State::Done);
    QCOMPARE(audit->report().links, 23U);
    QCOMPARE(bench.window.workspace()->tabCount(), 2);
    QVERIFY(!bench.action("audit.start")->isEnabled());
}

void TstReportsSession::causesComeBackInFrontAndAreSearched()
{
    tests::WindowBench before;
    before.show(m_shop, {QStringLiteral("order-1@4")});
    before.action("event.causes")->trigger();

    tests::WindowBench after;
    openNext(before, after);
    QTRY_VERIFY(after.window.workspace()->currentCauses());
    const CausePage *causes = after.window.workspace()->currentCauses();
    QVERIFY(causes->asked()
            == core::LinkTarget({core::StreamName(QStringLiteral("order-1")), {4}}));
    QTRY_VERIFY(causes->currentEvent());
    QCOMPARE(frontTab(after), 1);
}

void TstReportsSession::causesBehindOtherTabsWaitUntilTheyAreSeen()
{
    tests::WindowBench before;
    before.show(m_shop, {QStringLiteral("order-1@4")});
    before.action("event.causes")->trigger();
    before.press(Qt::Key_1, Qt::ControlModifier);

    tests::WindowBench after;
    openNext(before, after);
    QTRY_VERIFY(after.events() && after.events()->currentEvent());
    QTRY_VERIFY(isAllAwake(after));
    auto *causes = after.find<CausePage>("causes/page");
    QVERIFY(causes);
    QVERIFY(!causes->cancel()); // nothing is under way
    QVERIFY(!causes->currentEvent());
    after.press(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(causes->currentEvent());
}

void TstReportsSession::causesAreSearchedUnderTheNamesThatAreSet()
{
    tests::WindowBench before;
    before.show(m_shop, {QStringLiteral("order-1@4")});
    before.action("event.causes")->trigger();
    before.settings.correlationName.set(QStringLiteral("trace"));

    tests::WindowBench after;
    openNext(before, after);
    QTRY_VERIFY(after.window.workspace()->currentCauses());
    QCOMPARE(after.find<QLineEdit>("causes/correlation-edit")->text(), QStringLiteral("trace"));
}

void TstReportsSession::projectionsComeBackAndAreReadOnceTheyAreSeen()
{
    tests::WindowBench before;
    before.show(m_shop, {QStringLiteral("order-1")});
    before.action("connection.projections")->trigger();
    before.press(Qt::Key_1, Qt::ControlModifier);

    tests::WindowBench after;
    openNext(before, after);
    QTRY_VERIFY(after.events() && after.events()->currentEvent());
    QTRY_VERIFY(isAllAwake(after));
    QCOMPARE(tabTexts(after),
             (QStringList{QStringLiteral("order-1"), QStringLiteral("Projections")}));
    QVERIFY(!after.find<ProjectionsPage>("projections/page")->cancel()); // nothing is under way
    const auto *table = after.find<PlainTable>("projections/table")->model();
    QCOMPARE(table->rowCount(), 0);
    after.press(Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE(table->rowCount(), 5);
}

void TstReportsSession::theWayBackComesBackToo()
{
    tests::WindowBench before;
    before.show(m_shop, {QStringLiteral("order-1@4")});
    before.action("event.causes")->trigger();

    tests::WindowBench after;
    openNext(before, after);
    QTRY_VERIFY(after.window.workspace()->currentCauses());
    QTRY_VERIFY(after.action("view.back")->isEnabled());
    after.press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(after.stream(), QStringLiteral("order-1"));
    QTRY_COMPARE(after.revision(), std::optional<quint64>(4));
}

void TstReportsSession::aClosedReportComesBackAtItsPlace_data()
{
    QTest::addColumn<QString>("action");
    for (const char *action : {"audit.start", "event.causes", "connection.projections"})
        QTest::newRow(action) << QString::fromLatin1(action);
}

void TstReportsSession::aClosedReportComesBackAtItsPlace()
{
    QFETCH(const QString, action);
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1@4")});
    bench.window.actionRegistry().action(action)->trigger();
    bench.goTo(QStringLiteral("order-2@1"));
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(1));
    bench.press(Qt::Key_2, Qt::ControlModifier);
    const QStringList tabs = tabTexts(bench);
    bench.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(bench.window.workspace()->tabCount(), 2);
    bench.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tabTexts(bench), tabs);
    QCOMPARE(frontTab(bench), 1);
    if (const AuditPage *audit = bench.window.workspace()->currentAudit())
        QCOMPARE(audit->state(), AuditPage::State::Idle);
}

void TstReportsSession::theOneInFrontIsCountedAmongAll()
{
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1@4")});
    bench.action("connection.projections")->trigger();
    bench.press(Qt::Key_1, Qt::ControlModifier);
    bench.action("event.causes")->trigger();
    const Workspace *workspace = bench.window.workspace();
    const Connection *connection = workspace->currentConnection();
    QCOMPARE(workspace->frontOf(connection), 2);
    bench.press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(workspace->frontOf(connection), 1);
    QList<KeptTab::Kind> kinds;
    for (const KeptTab &tab : workspace->keptTabs(connection))
        kinds.append(tab.kind);
    using Kind = KeptTab::Kind;
    QCOMPARE(kinds, (QList<Kind>{Kind::Events, Kind::Projections, Kind::Causes}));
    bench.press(Qt::Key_1, Qt::ControlModifier);
    bench.action("event.new")->trigger(); // a draft is kept elsewhere
    QCOMPARE(workspace->keptTabs(connection).size(), 3);
    QCOMPARE(workspace->frontOf(connection), 0);
}

void TstReportsSession::reportsOfAServerThatIsAwayWaitAndComeToLife()
{
    std::shared_ptr<core::Sandbox> server = *core::Sandbox::start({});
    const quint16 port = server->port();
    const core::ConnectionSettings settings
        = core::parseConnectionString(server->connectionString())->settings;
    server.reset(); // it is away when the window begins
    tests::WindowBench bench;
    const QString mark = QStringLiteral("open-0");
    SavedConnections::write({.id = {}, .name = mark, .settings = settings},
                            bench.settings.savedConnection(mark));
    bench.settings.openConnections.set({mark});
    const QStringList kept{QStringLiteral("page=projections"),
                           QStringLiteral("page=audit&stream=orders"),
                           QStringLiteral("page=causes&stream=order-1&revision=1")};
    core::Setting<QStringList> tabs = bench.settings.openTabs(mark);
    tabs.set(kept);
    core::Setting<int> front = bench.settings.frontTab(mark);
    front.set(1);
    bench.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    QVERIFY(bench.window.openRemembered());
    const QStringList texts{QStringLiteral("Projections"),
                            QStringLiteral("Links in orders"),
                            QStringLiteral("Causes of order-1 @ 1")};
    QCOMPARE(tabTexts(bench), texts);
    QCOMPARE(frontTab(bench), 1);
    QVERIFY2(wordsInFront(bench).contains(
                 QStringLiteral("The audit of orders opens here as soon as it is connected.")),
             qPrintable(wordsInFront(bench)));
    const Workspace *workspace = bench.window.workspace();
    QStringList keptAgain;
    for (const KeptTab &tab : workspace->keptTabs(workspace->currentConnection()))
        keptAgain.append(tab.toText());
    QCOMPARE(keptAgain, kept);
    QTRY_COMPARE_WITH_TIMEOUT(
        workspace->currentConnection()->state(), Connection::State::Failed, 30000);

    const auto started = core::Sandbox::start({.port = port});
    QVERIFY2(started, qPrintable(started ? QString() : started.error().message));
    server = *started;
    core::Client writer(settings, core::anyTransportFactory());
    tests::append(writer, QStringLiteral("order-1"), 3);
    bench.action("connection.reconnect")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(workspace->currentAudit() != nullptr, 30000);
    QTRY_VERIFY(isAllAwake(bench));
    QCOMPARE(tabTexts(bench), texts);
    QCOMPARE(frontTab(bench), 1);
    QCOMPARE(workspace->currentAudit()->state(), AuditPage::State::Idle);
    bench.press(Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY(workspace->currentCauses()->currentEvent());
}

QTEST_MAIN(TstReportsSession)
#include "tst_reports_session.moc"
