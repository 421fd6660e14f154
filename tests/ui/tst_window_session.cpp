// What was open comes back with the next window.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"

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
    void aConnectionThatNeverStoodKeepsItsTabs();
    void noPasswordIsRemembered();

private:
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
    QCOMPARE(after.stream(), QStringLiteral("order-2"));
    QTRY_COMPARE(after.revision(), std::optional<quint64>(2));
    QVERIFY(after.events()->isFollowing());
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
            bench.window.openServer(nowhere, {addresses, 0});
        else
            QVERIFY(bench.window.openRemembered());
        QVERIFY(bench.window.close());
        const QStringList open = bench.settings.openConnections.get();
        QCOMPARE(open.size(), 1);
        QCOMPARE(bench.settings.openTabs(open.constFirst()).get(), addresses);
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
    bench.window.openServer(settings, {{QStringLiteral("order-1")}});
    QVERIFY(bench.window.close());
    const QString open = bench.settings.openConnections.get().join(u' ');
    QVERIFY2(open.contains(QStringLiteral("ops")), qPrintable(open));
    QVERIFY(!open.contains(QStringLiteral("hunter2")));
}

QTEST_MAIN(TstWindowSession)
#include "tst_window_session.moc"
