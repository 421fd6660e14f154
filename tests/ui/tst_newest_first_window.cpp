// The switch for the newest event on top, in the window and over the wire: what it keeps for which
// streams.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/events/event_table_view.h"

using namespace ui;

class TstNewestFirstWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shop.open(); }
    void cleanupTestCase() { m_shop.close(); }
    void init() { tests::failOnWarnings(); }

    void theMenuTurnsTheTabInFront();
    void theSwitchIsKeptForTheCategory_data();
    void theSwitchIsKeptForTheCategory();
    void tabsThatAreOpenedLaterTakeItUp();
    void anAddressGoesToItsEvent();
    void whatIsGoneStandsAtTheBottom();
    void whatOthersWriteComesInOnTop();

private:
    [[nodiscard]] static QString place(const tests::WindowBench &bench, int row)
    {
        const auto *table = bench.events()->findChild<EventTableView *>();
        return table->model()->index(row, 0).data().toString();
    }
    [[nodiscard]] static QString lastNote(const tests::WindowBench &bench)
    {
        const auto *table = bench.events()->findChild<EventTableView *>();
        return table->model()->index(table->model()->rowCount() - 1, 1).data().toString();
    }

    static void keepNewestFirst(tests::WindowBench &bench, const QString &stream)
    {
        core::Setting<bool> kept = bench.settings.newestFirst(core::StreamName(stream));
        kept.set(true);
    }

    tests::Shop m_shop;
};

void TstNewestFirstWindow::theMenuTurnsTheTabInFront()
{
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1")});
    QAction *action = bench.action("view.newest-first");
    QVERIFY(action->isEnabled());
    QVERIFY(!action->isChecked());
    action->trigger();
    QCOMPARE(place(bench, 0), QStringLiteral("19"));
    QVERIFY(action->isChecked());
    QCOMPARE(bench.revision(), std::optional<quint64>(19));
    bench.press(Qt::Key_Down);
    QCOMPARE(bench.revision(), std::optional<quint64>(18));
    action->trigger();
    QCOMPARE(place(bench, 0), QStringLiteral("0"));
    QCOMPARE(bench.revision(), std::optional<quint64>(18));
    bench.press(Qt::Key_Down);
    QCOMPARE(bench.revision(), std::optional<quint64>(19));
}

void TstNewestFirstWindow::theSwitchIsKeptForTheCategory_data()
{
    QTest::addColumn<QString>("switched");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("isShared");
    QTest::newRow("the category is the name before the dash") << "order-1"
                                                              << "order-2" << true;
    QTest::newRow("another category") << "order-1"
                                      << "cart-7" << false;
    QTest::newRow("a name without a dash") << "order"
                                           << "order-1" << true;
    QTest::newRow("a dash at the beginning is none") << "-order"
                                                     << "-cart" << false;
    QTest::newRow("the log has its own") << "$all"
                                         << "order-1" << false;
    QTest::newRow("streams of links have theirs") << "$ce-order"
                                                  << "order-1" << false;
}
void TstNewestFirstWindow::theSwitchIsKeptForTheCategory()
{
    QFETCH(QString, switched);
    QFETCH(QString, other);
    QFETCH(bool, isShared);
    core::Settings settings = core::Settings::inMemory();
    core::Setting<bool> kept = settings.newestFirst(core::StreamName(switched));
    QVERIFY(!kept.get());
    kept.set(true);
    QCOMPARE(settings.newestFirst(core::StreamName(other)).get(), isShared);
}

void TstNewestFirstWindow::tabsThatAreOpenedLaterTakeItUp()
{
    tests::WindowBench bench;
    bench.show(m_shop, {QStringLiteral("order-1")});
    bench.action("view.newest-first")->trigger();
    bench.goTo(QStringLiteral("order-2"));
    QTRY_COMPARE(bench.stream(), QStringLiteral("order-2"));
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(2));
    QVERIFY(bench.action("view.newest-first")->isChecked());
    QCOMPARE(place(bench, 0), QStringLiteral("2"));
    bench.goTo(QStringLiteral("cart-7"));
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(1));
    QVERIFY(!bench.action("view.newest-first")->isChecked());
    bench.goTo(QStringLiteral("$all"));
    QTRY_VERIFY(bench.events()->currentEvent());
    QVERIFY(!bench.events()->isNewestFirst());
}

void TstNewestFirstWindow::anAddressGoesToItsEvent()
{
    tests::WindowBench bench;
    keepNewestFirst(bench, QStringLiteral("order"));
    bench.show(m_shop, {QStringLiteral("order-1@3")});
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(3));
    QVERIFY(bench.events()->isNewestFirst());
    bench.press(Qt::Key_Up);
    QCOMPARE(bench.revision(), std::optional<quint64>(4));
}

void TstNewestFirstWindow::whatIsGoneStandsAtTheBottom()
{
    m_shop.append(QStringLiteral("worn-1"), 10);
    bool isSet = false;
    const core::Call call
        = m_shop.client().setMetadata(core::StreamName(QStringLiteral("worn-1")),
                                      R"({"$tb":4})",
                                      core::ExpectedRevision::any(),
                                      [&isSet](const auto &result) { isSet = bool(result); });
    QTRY_VERIFY(isSet);
    tests::WindowBench bench;
    keepNewestFirst(bench, QStringLiteral("worn"));
    bench.show(m_shop, {QStringLiteral("worn-1")});
    QCOMPARE(place(bench, 0), QStringLiteral("9"));
    QTRY_COMPARE(lastNote(bench), QStringLiteral("revisions 0–3 are gone: truncate before 4"));
    bench.press(Qt::Key_End);
    QTRY_COMPARE(bench.revision(), std::optional<quint64>(4));
}

void TstNewestFirstWindow::whatOthersWriteComesInOnTop()
{
    m_shop.append(QStringLiteral("busy-1"), 40);
    tests::WindowBench bench;
    keepNewestFirst(bench, QStringLiteral("busy"));
    bench.show(m_shop, {QStringLiteral("busy-1")});
    bench.press(Qt::Key_F8);
    m_shop.append(QStringLiteral("busy-1"), 5);
    QTRY_COMPARE(place(bench, 0), QStringLiteral("44"));
    QVERIFY(bench.events()->isFollowing());
    QCOMPARE(bench.revision(), std::optional<quint64>(39));
}

QTEST_MAIN(TstNewestFirstWindow)
#include "tst_newest_first_window.moc"
