// What the keyboard reaches in the window, and how it is seen where it is.
#include "tests/support/fake_transport.h"
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/append/append_page.h"
#include "ui/connections/connection.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"

#include <QLineEdit>
#include <QPushButton>

using namespace ui;

class TstWindowKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init()
    {
        tests::failOnWarnings();
        m_bench = std::make_unique<tests::WindowBench>();
    }
    void cleanup() { m_bench.reset(); }

    void f6LeavesADraftByItsEnds();
    void theNextEventIsTypedInItsData();
    void theStatusLineLeadsBackToWhatHappened();
    void anEventOfAllIsTheStartOfOneInItsOwnStream();
    void aStreamThatAProjectionWritesTakesNoEvent();
    void theStreamOfADraftStandsBehindIt();
    void escapeGivesUpAConnectionUnderWay();
    void theFocusIsSeenInEveryPane_data();
    void theFocusIsSeenInEveryPane();

private:
    [[nodiscard]] bool isIn(const char *name) const
    {
        const auto *part = m_bench->find<QWidget>(name);
        const QWidget *focused = m_bench->window.focusWidget();
        return part && (part == focused || part->isAncestorOf(focused));
    }
    /// Of the pane, once everything that was asked for is painted.
    [[nodiscard]] static QImage lookOf(QWidget *pane) { return pane->grab().toImage(); }

    tests::Shop m_shop;
    FakeServer m_nobody; ///< takes every question, and answers none
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstWindowKeys::f6LeavesADraftByItsEnds()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    m_bench->press(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(isIn("append/type-edit"));
    for (const char *part : {"append/data-editor",
                             "append/metadata-toggle",
                             "append/send-button",
                             "detail",
                             "top-bar/address"}) {
        m_bench->press(Qt::Key_F6);
        QVERIFY2(isIn(part), part);
    }
    m_bench->press(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(isIn("detail"));
}

void TstWindowKeys::theNextEventIsTypedInItsData()
{
    m_shop.append(QStringLiteral("next-1"), 2);
    m_bench->show(m_shop, {QStringLiteral("next-1")});
    m_bench->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    const AppendPage *draft = m_bench->window.workspace()->currentDraft();
    QVERIFY(draft);
    QTRY_COMPARE(
        draft->findChild<QLineEdit *>(QStringLiteral("append/expected-revision-edit"))->text(),
        QStringLiteral("1"));
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(isIn("append/next-button"));
    m_bench->press(Qt::Key_Return);
    QVERIFY(isIn("append/data-editor"));
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(isIn("append/next-button"));
    m_bench->find<QLineEdit>("append/type-edit")->setFocus();
    m_bench->action("event.next")->trigger();
    QVERIFY(isIn("append/data-editor"));
}

void TstWindowKeys::theStatusLineLeadsBackToWhatHappened()
{
    m_shop.append(QStringLiteral("told-1"), 2);
    m_bench->show(m_shop, {QStringLiteral("order-1"), QStringLiteral("told-1")});
    m_bench->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    AppendPage *draft = m_bench->window.workspace()->currentDraft();
    QVERIFY(draft);
    const auto *expected
        = draft->findChild<QLineEdit *>(QStringLiteral("append/expected-revision-edit"));
    QTRY_COMPARE(expected->text(), QStringLiteral("1"));
    m_shop.append(QStringLiteral("told-1"), 1);
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    const auto *said = m_bench->find<ElidedLabel>("status-line/said");
    QTRY_COMPARE(said->text(), QStringLiteral("Not written: expected 1, actual 2"));
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-1"));
    for (int presses = 0; presses < 6 && !isIn("status-line"); ++presses)
        m_bench->press(Qt::Key_F6);
    QVERIFY(isIn("status-line/show"));
    m_bench->press(Qt::Key_Space);
    QCOMPARE(m_bench->window.workspace()->currentDraft(), draft);
}

void TstWindowKeys::anEventOfAllIsTheStartOfOneInItsOwnStream()
{
    m_shop.append(QStringLiteral("own-1"), 1);
    m_bench->show(m_shop, {QStringLiteral("$all")});
    QTRY_VERIFY(m_bench->events()->currentEvent());
    QTRY_COMPARE(m_bench->events()->currentEvent()->original().stream.text(),
                 QStringLiteral("own-1"));
    m_bench->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    const AppendPage *draft = m_bench->window.workspace()->currentDraft();
    QVERIFY(draft);
    QCOMPARE(draft->stream().text(), QStringLiteral("own-1"));
    QCOMPARE(draft->findChild<QLineEdit *>(QStringLiteral("append/type-edit"))->text(),
             QStringLiteral("Thing0"));
}

void TstWindowKeys::aStreamThatAProjectionWritesTakesNoEvent()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    QVERIFY(m_bench->action("event.new")->isEnabled());
    for (const char *name : {"$ce-order", "$streams", "$all"}) {
        m_bench->goTo(QString::fromLatin1(name));
        QTRY_COMPARE(m_bench->stream(), QString::fromLatin1(name));
        QVERIFY2(!m_bench->action("event.new")->isEnabled(), name);
    }
}

void TstWindowKeys::theStreamOfADraftStandsBehindIt()
{
    m_shop.append(QStringLiteral("behind-1"), 1);
    m_bench->show(m_shop, {QStringLiteral("$all")});
    QTRY_VERIFY(m_bench->action("event.new-like")->isEnabled());
    m_bench->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_bench->window.workspace()->tabCount(), 3);
    m_bench->press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("behind-1"));
    QVERIFY(m_bench->events());
}

void TstWindowKeys::escapeGivesUpAConnectionUnderWay()
{
    core::ConnectionProfile silent;
    silent.name = QStringLiteral("silent");
    silent.settings = m_shop.settings();
    m_nobody.autoFeatures.reset();
    m_bench->transport = m_nobody.factory();
    m_bench->window.show();
    QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
    m_bench->window.openProfile(silent, MainWindow::FirstTabs::at({QStringLiteral("order-1")}));
    QTRY_VERIFY(m_bench->find<QWidget>("connecting-page/cancel"));
    const Connection *connection = m_bench->window.workspace()->currentConnection();
    QTRY_COMPARE(connection->state(), Connection::State::Connecting);
    m_bench->press(Qt::Key_Escape);
    QCOMPARE(connection->state(), Connection::State::Failed);
    QVERIFY(m_bench->find<QWidget>("connecting-page/try-again"));
}

void TstWindowKeys::theFocusIsSeenInEveryPane_data()
{
    QTest::addColumn<QByteArray>("pane");
    for (const char *pane : {"top-bar/address",
                             "navigator/filter",
                             "navigator/streams",
                             "events/table",
                             "detail/data/editor/text"})
        QTest::newRow(pane) << QByteArray(pane);
}

void TstWindowKeys::theFocusIsSeenInEveryPane()
{
    QFETCH(QByteArray, pane);
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    QTRY_VERIFY(!m_bench->find<ElidedLabel>("detail/address")->text().isEmpty());
    auto *there = m_bench->find<QWidget>(pane.constData());
    QVERIFY(there);
    QTRY_VERIFY(there->updatesEnabled()); // it is painted in a turn of its own
    auto *elsewhere
        = m_bench->find<QWidget>(pane == "top-bar/address" ? "events/table" : "top-bar/address");
    there->setFocus(Qt::ShortcutFocusReason);
    QTRY_VERIFY(there->hasFocus());
    elsewhere->setFocus(Qt::ShortcutFocusReason);
    QTRY_VERIFY(elsewhere->hasFocus());
    const QImage without = lookOf(there);
    there->setFocus(Qt::ShortcutFocusReason);
    QTRY_VERIFY(there->hasFocus());
    QVERIFY(lookOf(there) != without);
}

QTEST_MAIN(TstWindowKeys)
#include "tst_window_keys.moc"
