// What was open comes back with the next window.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/connections/connection.h"
#include "ui/connections/saved_connections.h"

#include <QLabel>
#include <QSplitter>
#include <QTabBar>

using namespace ui;

class TstWindowSession final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init() { tests::failOnWarnings(); }

    void nothingComesBackTheFirstTime();
    void tabsComeBackWhereTheyWere();
    void aWindowThatIsKilledComesBackToo();
    void panesComeBackAsWideAsTheyWere();
    void aConnectionThatNeverStoodKeepsItsTabs();
    void noPasswordIsRemembered();
    void aConnectionThatIsNotKeptComesBackWhole();
    void twoConnectionsToOneServerKeepTheirTabsApart();
    void aStreamCalledLikeAnAddressComesBackAsItself();
    void switchesComeBackWithTheirTab();
    void theWayBackComesBackToo();
    void aPlaceThatCouldNotBeReadYetIsKept();
    void aClosedTabComesBackAsItWas();
    void tabsOfAServerThatIsAwayWaitAndComeToLife();
    void closingOneOfThoseThatWaitLeavesTheOthers();
    void aClosedTabThatWaitedComesBackWaiting();

private:
    [[nodiscard]] static QStringList rememberedTabs(tests::WindowBench &bench,
                                                    const QString &connection)
    {
        QStringList addresses;
        for (const QString &text : bench.settings.openTabs(connection).get())
            addresses.append(KeptTab::parse(text).address.toString());
        return addresses;
    }

    tests::Shop m_shop;
};

void TstWindowSession::nothingComesBackTheFirstTime()
{
    tests::WindowBench bench;
    QVERIFY(!bench.window.openRemembered());
    QCOMPARE(bench.window.workspace()->tabCount(), 0);
}

void TstWindowSession::tabsComeBackWhereTheyWere()
{
    tests::WindowBench before;
    before.show(m_shop,
                {QStringLiteral("order-1@3"), QStringLiteral("$all"), QStringLiteral("order-2")});
    before.press(Qt::Key_1, Qt::ControlModifier);
    QTRY_COMPARE(before.revision(), std::optional<quint64>(3));
    QVERIFY(before.window.close());

    tests::WindowBench after;
    after.settings = std::move(before.settings);
    after.window.show();
    QVERIFY(after.window.openRemembered());
    QTRY_COMPARE(after.window.workspace()->tabCount(), 3);
    QTRY_COMPARE(after.stream(), QStringLiteral("order-1"));
    QTRY_COMPARE(after.revision(), std::optional<quint64>(3));
    QVERIFY(!after.events()->isFollowing());
    after.press(Qt::Key_3, Qt::ControlModifier);
    QTRY_COMPARE(after.stream(), QStringLiteral("order-2")); // tabs come back one after the other
    QTRY_COMPARE(after.revision(), std::optional<quint64>(2));
    QVERIFY(after.events()->isFollowing());
}

void TstWindowSession::aWindowThatIsKilledComesBackToo()
{
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1@3"), QStringLiteral("order-2")});
    // It is not closed: what is open is remembered while it is used.
    const auto remembered = [&bench] {
        const QStringList open = bench.settings.openConnections.get();
        return open.isEmpty() ? QStringList() : rememberedTabs(bench, open.constFirst());
    };
    QTRY_COMPARE(remembered(),
                 QStringList({QStringLiteral("order-1@3"), QStringLiteral("order-2")}));
    bench.press(Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(remembered(), QStringList(QStringLiteral("order-1@3")));
}

void TstWindowSession::panesComeBackAsWideAsTheyWere()
{
    tests::WindowBench before;
    before.show(m_shop, {QStringLiteral("order-1")});
    auto *columns = before.find<QSplitter>("columns");
    auto *content = before.find<QSplitter>("content");
    QCOMPARE(content->orientation(), Qt::Horizontal);
    const int width = columns->width();
    columns->setSizes({300, width - 300});
    content->setSizes({content->width() - 500, 500});
    const QList<int> wasColumns = columns->sizes();
    const QList<int> wasContent = content->sizes();
    QVERIFY(before.window.close());

    tests::WindowBench unlike; // nothing remembered
    unlike.window.show();
    QVERIFY(unlike.find<QSplitter>("columns")->sizes() != wasColumns);

    tests::WindowBench after(nullptr, std::move(before.settings));
    after.window.show();
    QTRY_COMPARE(after.find<QSplitter>("columns")->sizes(), wasColumns);
    QCOMPARE(after.find<QSplitter>("content")->sizes(), wasContent);
}

void TstWindowSession::aConnectionThatNeverStoodKeepsItsTabs()
{
    core::ConnectionSettings nowhere = m_shop.settings();
    nowhere.hosts = {{QStringLiteral("127.0.0.1"), 1}};
    const QStringList addresses{QStringLiteral("order-1@3"), QStringLiteral("$ce-order")};
    core::Settings settings = core::Settings::inMemory();
    for (int time = 0; time < 2; ++time) {
        tests::WindowBench bench;
        bench.settings = std::move(settings);
        bench.window.show();
        if (time == 0)
            bench.window.openServer(nowhere, MainWindow::FirstTabs::at(addresses, 0));
        else
            QVERIFY(bench.window.openRemembered());
        QVERIFY(bench.window.close());
        const QStringList open = bench.settings.openConnections.get();
        QCOMPARE(open.size(), 1);
        QCOMPARE(rememberedTabs(bench, open.constFirst()), addresses);
        QCOMPARE(bench.settings.frontTab(open.constFirst()).get(), 0);
        settings = std::move(bench.settings);
    }
}

void TstWindowSession::noPasswordIsRemembered()
{
    core::ConnectionSettings settings = m_shop.settings();
    settings.credentials = core::Credentials{QStringLiteral("ops"), QStringLiteral("hunter2")};
    tests::WindowBench bench;
    bench.window.show();
    bench.window.openServer(settings, MainWindow::FirstTabs::at({QStringLiteral("order-1")}));
    QVERIFY(bench.window.close());
    const QStringList open = bench.settings.openConnections.get();
    QCOMPARE(open.size(), 1);
    const auto written = SavedConnections::read(bench.settings.savedConnection(open.constFirst()));
    QVERIFY(written);
    QVERIFY(written->settings.credentials == core::Credentials({QStringLiteral("ops"), QString()}));
    QVERIFY(!bench.settings.savedConnection(open.constFirst())
                 .address.get()
                 .contains(QStringLiteral("hunter2")));
}

void TstWindowSession::aConnectionThatIsNotKeptComesBackWhole()
{
    core::ConnectionProfile profile;
    profile.name = QStringLiteral("orders, eu");
    profile.color = core::ConnectionColor::Red;
    profile.guard = core::Guard::ReadOnly;
    profile.settings = m_shop.settings();
    profile.settings.transport = core::TransportKind::Http;
    profile.settings.trustedIdentity = QStringLiteral("ops; $admins");
    profile.settings.longPoll = std::chrono::seconds(7);
    tests::WindowBench before;
    before.window.show();
    before.window.openProfile(profile, MainWindow::FirstTabs::at({QStringLiteral("order-2")}));
    QTRY_VERIFY(before.revision());
    QVERIFY(before.window.close());
    QVERIFY(SavedConnections(before.settings).all().isEmpty());

    tests::WindowBench after;
    after.settings = std::move(before.settings);
    after.window.show();
    QVERIFY(after.window.openRemembered());
    QVERIFY(after.window.workspace()->currentConnection()->profile() == profile);
    QTRY_COMPARE(after.stream(), QStringLiteral("order-2"));
}

void TstWindowSession::twoConnectionsToOneServerKeepTheirTabsApart()
{
    tests::WindowBench before;
    before.window.show();
    for (const char *stream : {"order-1", "order-2"}) {
        core::ConnectionProfile profile;
        profile.name = QStringLiteral("with ") + QString::fromLatin1(stream);
        profile.settings = m_shop.settings();
        before.window.openProfile(profile,
                                  MainWindow::FirstTabs::at({QString::fromLatin1(stream)}));
        QTRY_COMPARE(before.stream(), QString::fromLatin1(stream));
    }
    QVERIFY(before.window.close());

    tests::WindowBench after;
    after.settings = std::move(before.settings);
    after.window.show();
    QVERIFY(after.window.openRemembered());
    QTRY_COMPARE(after.stream(), QStringLiteral("order-2"));
    QTRY_COMPARE(after.find<QTabBar>("workspace/tab-bar")->tabText(0),
                 QStringLiteral("order-1 · with order-1"));
    QCOMPARE(after.window.workspace()->tabCount(), 2);
}

void TstWindowSession::aStreamCalledLikeAnAddressComesBackAsItself()
{
    m_shop.append(QStringLiteral("a@5"), 1);
    m_shop.append(QStringLiteral("17@b"), 2);
    tests::WindowBench before;
    before.show(m_shop, {QStringLiteral("order-1@3")});
    Workspace *workspace = before.window.workspace();
    for (const char *stream : {"a@5", "17@b"}) {
        workspace->openStream(workspace->currentConnection(),
                              {core::StreamName(QString::fromLatin1(stream))});
        QTRY_VERIFY(before.revision());
    }
    QVERIFY(before.window.close());

    tests::WindowBench after;
    after.settings = std::move(before.settings);
    after.window.show();
    QVERIFY(after.window.openRemembered());
    QTRY_COMPARE(after.stream(), QStringLiteral("17@b"));
    QTRY_COMPARE(after.revision(), std::optional<quint64>(1));
    after.press(Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE(after.stream(), QStringLiteral("a@5"));
    QTRY_COMPARE(after.revision(), std::optional<quint64>(0));
}

void TstWindowSession::switchesComeBackWithTheirTab()
{
    tests::WindowBench before;
    before.show(m_shop,
                {QStringLiteral("$all"), QStringLiteral("order-1"), QStringLiteral("$ce-order@3")});
    before.events()->setResolveLinks(false);
    before.press(Qt::Key_1, Qt::ControlModifier);
    before.events()->setShowSystem(true);
    before.press(Qt::Key_2, Qt::ControlModifier);
    before.events()->setLive(true);
    before.events()->setFilter(QStringLiteral("Thing1"));
    QVERIFY(before.window.close());

    tests::WindowBench after;
    after.settings = std::move(before.settings);
    after.window.show();
    QVERIFY(after.window.openRemembered());
    QTRY_COMPARE(after.stream(), QStringLiteral("order-1"));
    QTRY_VERIFY(after.events());
    QVERIFY(after.events()->isLive());
    QVERIFY(after.events()->resolveLinks());
    QCOMPARE(after.events()->filter(), QStringLiteral("Thing1"));
    QTRY_COMPARE(after.revision(), std::optional<quint64>(19));
    after.press(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(after.events()); // tabs come back one after the other
    QVERIFY(after.events()->showSystem());
    QVERIFY(!after.events()->isLive());
    after.press(Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY(after.events());
    QVERIFY(!after.events()->resolveLinks());
    QTRY_COMPARE(after.revision(), std::optional<quint64>(3));
    QVERIFY(!after.events()->currentEvent()->link);
}

void TstWindowSession::theWayBackComesBackToo()
{
    tests::WindowBench before;
    before.show(m_shop, {QStringLiteral("order-1@3")});
    before.goTo(QStringLiteral("order-2@1"));
    QTRY_COMPARE(before.revision(), std::optional<quint64>(1));
    QVERIFY(before.window.close());

    tests::WindowBench after;
    after.settings = std::move(before.settings);
    after.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&after.window));
    QVERIFY(after.window.openRemembered());
    QTRY_COMPARE(after.stream(), QStringLiteral("order-2"));
    QTRY_COMPARE(after.revision(), std::optional<quint64>(1));
    after.press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(after.stream(), QStringLiteral("order-1"));
    QTRY_COMPARE(after.revision(), std::optional<quint64>(3));
}

void TstWindowSession::aPlaceThatCouldNotBeReadYetIsKept()
{
    tests::WindowBench bench;
    bench.window.show();
    bench.window.openServer(m_shop.settings(),
                            MainWindow::FirstTabs::at({QStringLiteral("order-1@3")}));
    const Workspace *workspace = bench.window.workspace();
    const auto kept = std::make_shared<QStringList>();
    connect(workspace, &Workspace::currentPageChanged, this, [workspace, kept] {
        const EventsPage *events = workspace->currentEvents();
        if (!events || events->currentEvent() || !kept->isEmpty())
            return; // it is read already
        for (const KeptTab &tab : workspace->keptTabs(workspace->currentConnection()))
            kept->append(tab.address.toString());
    });
    QTRY_VERIFY(bench.events());
    disconnect(workspace, nullptr, this, nullptr);
    QCOMPARE(*kept, QStringList(QStringLiteral("order-1@3")));
}

void TstWindowSession::aClosedTabComesBackAsItWas()
{
    tests::WindowBench bench;
    bench.show(m_shop,
               {QStringLiteral("order-2"), QStringLiteral("order-1@4"), QStringLiteral("cart-7")});
    bench.press(Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(4));
    bench.goTo(QStringLiteral("order-1@6"));
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(6));
    bench.events()->setResolveLinks(false);
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(6));
    bench.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(bench.window.workspace()->tabCount(), 2);
    bench.press(Qt::Key_1, Qt::ControlModifier);
    bench.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(bench.stream(), QStringLiteral("order-1"));
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(6));
    QVERIFY(!bench.events()->resolveLinks());
    bench.press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(4));
    bench.press(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(bench.stream(), QStringLiteral("cart-7")); // it is between the two again
    bench.press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(bench.stream(), QStringLiteral("order-1"));
}

void TstWindowSession::tabsOfAServerThatIsAwayWaitAndComeToLife()
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
    core::Setting<QStringList> tabs = bench.settings.openTabs(mark);
    tabs.set({QStringLiteral("stream=order-1&revision=1&live=1"), QStringLiteral("order-2")});
    core::Setting<int> front = bench.settings.frontTab(mark);
    front.set(0);
    bench.window.show();
    QVERIFY(bench.window.openRemembered());
    const auto *bar = bench.find<QTabBar>("workspace/tab-bar");
    QCOMPARE(bar->count(), 2);
    QCOMPARE(bar->tabText(0), QStringLiteral("order-1"));
    QCOMPARE(bar->currentIndex(), 0);
    const auto says = [&bench] {
        QStringList texts;
        const auto labels = bench.window.workspace()->currentPage()->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            texts.append(label->text());
        return texts.join(u'\n');
    };
    QVERIFY2(says().contains(QStringLiteral("order-1@1 opens here as soon as it is connected.")),
             qPrintable(says()));
    QTRY_COMPARE_WITH_TIMEOUT(
        bench.window.workspace()->currentConnection()->state(), Connection::State::Failed, 30000);
    QVERIFY2(says().contains(QStringLiteral("order-1@1 opens here")), qPrintable(says()));
    QCOMPARE(bar->count(), 2);

    const auto started = core::Sandbox::start({.port = port});
    QVERIFY2(started, qPrintable(started ? QString() : started.error().message));
    server = *started;
    core::Client writer(settings, core::anyTransportFactory());
    tests::append(writer, QStringLiteral("order-1"), 3);
    bench.action("connection.reconnect")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.events() != nullptr, 30000);
    QCOMPARE(bar->count(), 2);
    QCOMPARE(bench.stream(), QStringLiteral("order-1"));
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(1));
    QVERIFY(bench.events()->isLive());
    bench.press(Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE(bench.stream(), QStringLiteral("order-2"));
}

void TstWindowSession::closingOneOfThoseThatWaitLeavesTheOthers()
{
    core::ConnectionSettings nowhere = m_shop.settings();
    nowhere.hosts = {{QStringLiteral("127.0.0.1"), 1}};
    tests::WindowBench bench;
    bench.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    bench.window.openServer(
        nowhere, MainWindow::FirstTabs::at({QStringLiteral("order-1"), QStringLiteral("order-2")}));
    const Connection *connection = bench.window.workspace()->currentConnection();
    bench.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(bench.window.workspace()->tabCount(), 1);
    QCOMPARE(connection->state(), Connection::State::Connecting);
    bench.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(connection->state(), Connection::State::Failed); // nobody waits any more
}

void TstWindowSession::aClosedTabThatWaitedComesBackWaiting()
{
    core::ConnectionSettings nowhere = m_shop.settings();
    nowhere.hosts = {{QStringLiteral("127.0.0.1"), 1}};
    tests::WindowBench bench;
    bench.window.show();
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    bench.window.openServer(
        nowhere,
        MainWindow::FirstTabs::at({QStringLiteral("order-1@3"), QStringLiteral("order-2")}, 0));
    const auto *bar = bench.find<QTabBar>("workspace/tab-bar");
    bench.press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(bar->count(), 1);
    bench.action("file.reopen-tab")->trigger();
    QCOMPARE(bar->count(), 2);
    QCOMPARE(bar->tabText(0), QStringLiteral("order-1"));
    QCOMPARE(bar->currentIndex(), 0);
    const Workspace *workspace = bench.window.workspace();
    const QList<KeptTab> kept = workspace->keptTabs(workspace->currentConnection());
    QCOMPARE(kept.size(), 2);
    QCOMPARE(kept.constFirst().address.toString(), QStringLiteral("order-1@3"));
}

QTEST_MAIN(TstWindowSession)
#include "tst_window_session.moc"
