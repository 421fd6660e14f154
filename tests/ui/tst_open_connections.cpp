// What leads to a server that is open or kept already, and trying again what failed.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/connections/connection_badge.h"
#include "ui/connections/connection_words.h"
#include "ui/connections/saved_connections.h"
#include "ui/theme/icons.h"

#include <QDialog>
#include <QPushButton>

using namespace ui;

class TstOpenConnections final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init()
    {
        tests::failOnWarnings();
        m_bench = std::make_unique<tests::WindowBench>();
        m_bench->window.show();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
    }
    void cleanup() { m_bench.reset(); }

    void aLinkToWhatIsOpenShowsIt();
    void theSandboxIsOpenedOnce();
    void aKeptConnectionIsOpenedOnce();
    void aLinkToAKeptServerIsTreatedLikeIt();
    void ofSeveralKeptTheMostCarefulHolds();
    void aLinkToAnotherServerAsks();
    void reconnectAsksForThePasswordThatWasGivenUp();
    void reconnectStartsASandboxThatFailed();
    void aPasswordThatComesLateIsNotAskedForTwice();
    void aConnectionKeepsItsColourWhateverBecomesOfIt();

private:
    [[nodiscard]] Connection *front() const
    {
        return m_bench->window.workspace()->currentConnection();
    }
    [[nodiscard]] qsizetype passwordDialogs() const
    {
        return m_bench->window.findChildren<QDialog *>(QStringLiteral("password-dialog")).size();
    }
    /// As somebody sends it round: hosts and options only.
    [[nodiscard]] QString link() const { return core::toSafeString(m_shop.settings()); }
    core::ConnectionProfile
    keep(const char *id, core::ConnectionColor color, core::Guard guard) const
    {
        core::ConnectionProfile kept;
        kept.id = QString::fromLatin1(id);
        kept.name = kept.id;
        kept.color = color;
        kept.guard = guard;
        kept.settings = m_shop.settings();
        kept.settings.credentials = core::Credentials{QStringLiteral("ops"), {}};
        SavedConnections(m_bench->settings).save(kept);
        return kept;
    }

    tests::Shop m_shop;
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstOpenConnections::aLinkToWhatIsOpenShowsIt()
{
    m_bench->show(m_shop, {QStringLiteral("order-1"), QStringLiteral("order-2")});
    const Connection *first = front();
    core::ConnectionSettings others = m_shop.settings();
    others.credentials = core::Credentials{QStringLiteral("ops"), QStringLiteral("geheim")};
    m_bench->window.openServer(others, MainWindow::FirstTabs::at({QStringLiteral("cart-7")}));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("cart-7")); // another user: another connection
    QVERIFY(front() != first);
    QCOMPARE(m_bench->window.workspace()->tabCount(), 3);
    m_bench->window.openAddress(link());
    QCOMPARE(front(), first);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 3);
}

void TstOpenConnections::theSandboxIsOpenedOnce()
{
    int started = 0;
    m_bench->startSandbox = [this, &started](Connection *connection) {
        ++started;
        m_bench->window.startPrepared(connection, m_shop.settings());
    };
    m_bench->action("connection.sandbox")->trigger();
    QTRY_VERIFY(m_bench->events() && m_bench->events()->currentEvent());
    m_bench->action("connection.sandbox")->trigger();
    QCOMPARE(started, 1);
    QCOMPARE(m_bench->window.workspace()->tabCount(), 1);
}

void TstOpenConnections::aKeptConnectionIsOpenedOnce()
{
    core::ConnectionProfile kept = keep("orders", core::ConnectionColor::Teal, core::Guard::Free);
    kept.settings.credentials.reset();
    m_bench->window.openProfile(kept, MainWindow::FirstTabs::at({QStringLiteral("order-1")}));
    QTRY_VERIFY(m_bench->events());
    m_bench->window.openProfile(kept, {});
    QCOMPARE(m_bench->window.workspace()->tabCount(), 1);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-1"));
}

void TstOpenConnections::aLinkToAKeptServerIsTreatedLikeIt()
{
    keep("orders-eu", core::ConnectionColor::Red, core::Guard::ReadOnly);
    m_bench->window.openAddress(link());
    QVERIFY(front());
    QCOMPARE(front()->name(), QStringLiteral("orders-eu"));
    QVERIFY(front()->isProduction());
    QCOMPARE(front()->guard(), core::Guard::ReadOnly);
    QCOMPARE(front()->profile().id, QString()); // its user is another one
    QTRY_COMPARE(front()->state(), Connection::State::Connected);
    QVERIFY(!front()->client()->settings().credentials);
}

void TstOpenConnections::ofSeveralKeptTheMostCarefulHolds()
{
    keep("by-hand", core::ConnectionColor::Green, core::Guard::Free);
    keep("orders-eu", core::ConnectionColor::Red, core::Guard::Ask);
    keep("archive", core::ConnectionColor::Blue, core::Guard::ReadOnly);
    m_bench->window.openAddress(link());
    QCOMPARE(front()->fullName(), QStringLiteral("orders-eu (production)"));
    QCOMPARE(front()->guard(), core::Guard::ReadOnly);
}

void TstOpenConnections::aLinkToAnotherServerAsks()
{
    core::ConnectionProfile kept = keep("orders-eu", core::ConnectionColor::Red, core::Guard::Free);
    kept.settings.hosts = {{QStringLiteral("127.0.0.1"), 1}};
    SavedConnections(m_bench->settings).save(kept);
    m_bench->window.openAddress(link());
    QVERIFY(!front()->isProduction());
    QCOMPARE(front()->guard(), core::Guard::Ask);
}

void TstOpenConnections::reconnectAsksForThePasswordThatWasGivenUp()
{
    m_bench->window.openProfile(keep("orders", core::ConnectionColor::Teal, core::Guard::Ask), {});
    QTRY_COMPARE(passwordDialogs(), 1);
    const QAction *reconnect = m_bench->action("connection.reconnect");
    QVERIFY(!reconnect->isEnabled()); // it waits for the person
    QTest::keyClick(m_bench->find<QDialog>("password-dialog"), Qt::Key_Escape);
    QTRY_COMPARE(front()->state(), Connection::State::Failed);
    QTRY_COMPARE(passwordDialogs(), 0);
    QVERIFY(reconnect->isEnabled());
    m_bench->action("connection.reconnect")->trigger();
    QTRY_COMPARE(passwordDialogs(), 1);
}

void TstOpenConnections::reconnectStartsASandboxThatFailed()
{
    m_bench->action("connection.sandbox")->trigger(); // none can be had here so far
    QCOMPARE(front()->state(), Connection::State::Failed);
    m_bench->startSandbox = [this](Connection *connection) {
        m_bench->window.startPrepared(connection, m_shop.settings());
    };
    m_bench->action("connection.reconnect")->trigger();
    QTRY_COMPARE(front()->state(), Connection::State::Connected);
}

void TstOpenConnections::aPasswordThatComesLateIsNotAskedForTwice()
{
    m_bench->secrets.isThere = false;
    core::ConnectionProfile kept = keep("orders", core::ConnectionColor::Teal, core::Guard::Ask);
    kept.keepsPassword = true;
    m_bench->window.openProfile(kept, {});
    front()->cancel(); // the keyring has not answered yet
    m_bench->action("connection.reconnect")->trigger();
    QTRY_VERIFY(passwordDialogs() > 0);
    QCOMPARE(passwordDialogs(), 1);
}

void TstOpenConnections::aConnectionKeepsItsColourWhateverBecomesOfIt()
{
    Connection connection(
        {.id = {}, .name = {}, .color = core::ConnectionColor::Violet, .settings = {}}, false);
    const auto looks = [](const QIcon &icon) { return icon.pixmap(16).toImage(); };
    const Tone tone = toneOf(core::ConnectionColor::Violet);
    QCOMPARE(looks(connectionIcon(connection)), looks(icon(QStringLiteral("ellipsis"), tone)));
    connection.fail({core::ErrorCode::Unavailable, QStringLiteral("Nobody answers."), {}});
    QCOMPARE(looks(connectionIcon(connection)), looks(icon(QStringLiteral("circle-alert"), tone)));
}

QTEST_MAIN(TstOpenConnections)
#include "tst_open_connections.moc"
