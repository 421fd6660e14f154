// The wire log in the window: by keys, with the window's own calls, and never with a secret.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/wire_log/wire_body_view.h"
#include "ui/wire_log/wire_log_columns.h"
#include "ui/wire_log/wire_log_dock.h"
#include "ui/wire_log/wire_log_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QToolButton>

using namespace ui;

class TstWireLogWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init() { tests::failOnWarnings(); }

    void theKeyOpensAndClosesIt();
    void theKeyboardGoesThroughIt();
    void callsOfTheWindowArriveInIt();
    void noSecretIsShown();

private:
    tests::Shop m_shop;
};

void TstWireLogWindow::theKeyOpensAndClosesIt()
{
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1")});
    auto *dock = bench.find<WireLogDock>("wire-log");
    QVERIFY(dock->isHidden());
    QVERIFY(!bench.action("view.wire-log")->isChecked());
    bench.press(Qt::Key_F12);
    QVERIFY(dock->isVisible());
    QVERIFY(dock->isAncestorOf(bench.window.focusWidget()));
    QVERIFY(bench.action("view.wire-log")->isChecked());
    bench.press(Qt::Key_F12);
    QVERIFY(dock->isHidden());
    QTRY_VERIFY(bench.events()->isAncestorOf(bench.window.focusWidget()));
    bench.press(Qt::Key_F12);
    dock->findChild<QToolButton *>(QStringLiteral("wire-log/close-button"))->click();
    QVERIFY(dock->isHidden());
    QVERIFY(!bench.action("view.wire-log")->isChecked());
}

void TstWireLogWindow::theKeyboardGoesThroughIt()
{
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1")});
    bench.press(Qt::Key_F12);
    const auto *calls = bench.find<WireLogTable>("wire-log/calls");
    QTRY_VERIFY(calls->model()->rowCount() > 2);
    bench.press(Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(calls->currentIndex().row(), 0);
    QVERIFY(bench.action("wire.copy-grpcurl")->isEnabled());
    bench.action("wire.copy-grpcurl")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("| grpcurl -plaintext")));
    bench.press(Qt::Key_Escape);
    QVERIFY(bench.events()->isAncestorOf(bench.window.focusWidget()));
    bench.press(Qt::Key_F6, Qt::ShiftModifier);
    bench.press(Qt::Key_F6, Qt::ShiftModifier);
    bench.press(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(bench.find<WireLogDock>("wire-log")->isAncestorOf(bench.window.focusWidget()));
}

void TstWireLogWindow::callsOfTheWindowArriveInIt()
{
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1")});
    const auto has = [&bench](const QString &target) {
        for (qsizetype i = 0; i < bench.wireLog.size(); ++i) {
            if (bench.wireLog.at(i).target == target && !bench.wireLog.at(i).isRunning)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(has(QStringLiteral("order-1")));
    bench.goTo(QStringLiteral("order-2"));
    QTRY_VERIFY(has(QStringLiteral("order-2")));
}

void TstWireLogWindow::noSecretIsShown()
{
    core::ConnectionSettings settings = m_shop.settings();
    settings.credentials = core::Credentials{QStringLiteral("admin"), QStringLiteral("hunter2")};
    tests::WindowBench bench;
    bench.window.show();
    bench.window.openServer(settings, MainWindow::FirstTabs::at({QStringLiteral("order-1")}));
    QTRY_VERIFY(bench.events() && bench.events()->currentEvent());
    bench.action("view.wire-log")->trigger();
    const auto *calls = bench.find<WireLogTable>("wire-log/calls");
    QTRY_VERIFY(calls->model()->rowCount() > 2);
    const auto *dock = bench.find<WireLogDock>("wire-log");
    for (int row = 0; row < calls->model()->rowCount(); ++row) {
        bench.find<WireLogTable>("wire-log/calls")->selectRow(row);
        bench.action("wire.copy-grpcurl")->trigger();
        QByteArray seen = QGuiApplication::clipboard()->text().toUtf8();
        for (const WireBodyView *view : dock->findChildren<WireBodyView *>())
            seen += view->headerText() + view->text();
        for (int column = 0; column < WireColumnCount; ++column)
            seen += calls->model()->index(row, column).data().toByteArray();
        QVERIFY(seen.contains("authorization: Basic"));
        QVERIFY(!seen.contains("hunter2"));
        QVERIFY(!seen.contains(QByteArray("admin:hunter2").toBase64()));
    }
}

QTEST_MAIN(TstWireLogWindow)
#include "tst_wire_log_window.moc"
