// The window by keyboard: opening, tabs, panes, history, what it says.
#include "tests/support/gui_warnings.h"
#include "tests/support/named_widgets.h"
#include "tests/ui/window_bench.h"
#include "ui/append/append_page.h"
#include "ui/events/event_table_view.h"
#include "ui/theme/measures.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/search_edit.h"

#include <QLabel>
#include <QLineEdit>
#include <QTreeView>

using namespace ui;

class TstMainWindow final : public QObject
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

    void theAddressFieldOpensAStreamInATab();
    void anAddressWithARevisionGoesToTheEvent();
    void goToRevisionGoesOnWithTheStreamsName();
    void aStreamThatIsOpenIsNotOpenedTwice();
    void tabsAreReachedClosedAndBroughtBackByKeys();
    void theDetailShowsTheCurrentEvent();
    void backAndForwardComeToTheSameEvent();
    void f6GoesRoundThePanes();
    void panesHideAndComeBack();
    void denseRowsShowMoreAndKeepThePlace();
    void theDetailGoesUnderTheTableInANarrowWindow();
    void theNavigatorListsCategoriesAndFindsStreams();
    void theNavigatorOpensStreamsByEnter();
    void thePaletteOpensStreams();
    void escapeComesBackToTheEvents();
    void anotherConnectionClosesNothing();
    void closingAConnectionLeavesTheOthers();
    void aDraftIsNotLostWithoutAsking();
    void whatWasAppendedIsToldAndShown();
    void everyWidgetThatTakesTheFocusHasAName();

private:
    /// The same server in another connection.
    [[nodiscard]] core::ConnectionSettings asSomebodyElse() const
    {
        core::ConnectionSettings settings = m_shop.settings();
        settings.credentials = core::Credentials{QStringLiteral("ops"), QStringLiteral("geheim")};
        return settings;
    }
    [[nodiscard]] QString detailTitle() const
    {
        const auto *pane = m_bench->find<EventDetailPane>("detail");
        for (const ElidedLabel *label : pane->findChildren<ElidedLabel *>()) {
            if (label->text().contains(u'@'))
                return label->text();
        }
        return {};
    }

    tests::Shop m_shop;
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstMainWindow::theAddressFieldOpensAStreamInATab()
{
    m_bench->show(m_shop, {QStringLiteral("order-2")});
    m_bench->goTo(QStringLiteral("order-1"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-1"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2);
    QTRY_COMPARE(m_bench->revision(), 19U);
    QVERIFY(m_bench->window.windowTitle().startsWith(QStringLiteral("order-1 – ")));
    QVERIFY(m_bench->events()->isAncestorOf(m_bench->window.focusWidget()));
}

void TstMainWindow::anAddressWithARevisionGoesToTheEvent()
{
    m_bench->show(m_shop, {QStringLiteral("order-2")});
    m_bench->goTo(QStringLiteral("order-1@4"));
    QTRY_COMPARE(m_bench->revision(), 4U);
    m_bench->goTo(QStringLiteral("7@order-1")); // as a link says it
    QTRY_COMPARE(m_bench->revision(), 7U);
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2);
}

void TstMainWindow::goToRevisionGoesOnWithTheStreamsName()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    m_bench->press(Qt::Key_G, Qt::ControlModifier);
    auto *field = m_bench->find<AddressField>("top-bar/address");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("3"));
    QCOMPARE(field->text(), QStringLiteral("order-1@3"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(m_bench->revision(), 3U);
}

void TstMainWindow::aStreamThatIsOpenIsNotOpenedTwice()
{
    m_bench->show(m_shop, {QStringLiteral("order-2"), QStringLiteral("order-1")});
    m_bench->goTo(QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2);
}

void TstMainWindow::tabsAreReachedClosedAndBroughtBackByKeys()
{
    m_bench->show(m_shop,
                  {QStringLiteral("order-2"), QStringLiteral("cart-7"), QStringLiteral("order-1")});
    m_bench->press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-2"));
    m_bench->press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("cart-7"));
    m_bench->press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2);
    QVERIFY(m_bench->stream() != QStringLiteral("cart-7"));
    m_bench->press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("cart-7"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 3);
    for (int i = 0; i < 3; ++i)
        m_bench->press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_bench->window.workspace()->tabCount(), 0);
    QVERIFY(m_bench->find<QWidget>("workspace/stream-open")->isVisible());
}

void TstMainWindow::theDetailShowsTheCurrentEvent()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    QTRY_COMPARE(detailTitle(), QStringLiteral("order-1 @ 19"));
    m_bench->press(Qt::Key_Up);
    QTRY_COMPARE(detailTitle(), QStringLiteral("order-1 @ 18"));
}

void TstMainWindow::backAndForwardComeToTheSameEvent()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@5")});
    QVERIFY(!m_bench->action("view.back")->isEnabled());
    m_bench->goTo(QStringLiteral("order-2"));
    QTRY_COMPARE(m_bench->revision(), 2U);
    m_bench->press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-1"));
    QTRY_COMPARE(m_bench->revision(), 5U);
    m_bench->press(Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
}

void TstMainWindow::f6GoesRoundThePanes()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    QTRY_VERIFY(m_bench->events()->isAncestorOf(m_bench->window.focusWidget()));
    const QList<QWidget *> panes{m_bench->find<QWidget>("detail"),
                                 m_bench->find<QWidget>("top-bar/address"),
                                 m_bench->find<QWidget>("navigator-pane"),
                                 m_bench->window.workspace()};
    const auto holdsFocus = [this](const QWidget *pane) {
        const QWidget *focused = m_bench->window.focusWidget();
        return pane == focused || pane->isAncestorOf(focused);
    };
    for (const QWidget *pane : panes) {
        m_bench->press(Qt::Key_F6);
        QVERIFY2(holdsFocus(pane), qPrintable(pane->objectName()));
    }
    m_bench->press(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(holdsFocus(panes.at(2)));
}

void TstMainWindow::panesHideAndComeBack()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    const auto *navigator = m_bench->find<QWidget>("navigator-pane");
    const auto *detail = m_bench->find<QWidget>("detail");
    m_bench->press(Qt::Key_F9);
    QVERIFY(!navigator->isVisible());
    m_bench->press(Qt::Key_F9, Qt::ShiftModifier);
    QVERIFY(!detail->isVisible());
    m_bench->press(Qt::Key_F9);
    m_bench->press(Qt::Key_F9, Qt::ShiftModifier);
    QVERIFY(navigator->isVisible());
    QVERIFY(detail->isVisible());
}

void TstMainWindow::denseRowsShowMoreAndKeepThePlace()
{
    tests::Shop shop;
    shop.open();
    shop.append(QStringLiteral("long-1"), 200);
    m_bench->show(shop, {QStringLiteral("long-1@50")});
    QTRY_COMPARE(m_bench->revision(), 50U);
    const auto *table = m_bench->find<EventTableView>("events/table");
    const auto *streams = m_bench->find<QTreeView>("navigator/streams");
    const auto heightOf = [](const QAbstractItemView *view, int row) {
        return view->visualRect(view->model()->index(row, 0)).height();
    };
    const int top = table->topRow();
    const int width = table->columnWidth(0) + 7;
    m_bench->find<EventTableView>("events/table")->setColumnWidth(0, width);
    QCOMPARE(heightOf(table, 50), measures::rowHeight(table->fontMetrics()));
    m_bench->action("view.dense-rows")->trigger();
    QCOMPARE(heightOf(table, 50), measures::denseRowHeight(table->fontMetrics()));
    QTRY_COMPARE(streams->sizeHintForIndex(streams->model()->index(0, 0)).height(),
                 measures::denseRowHeight(streams->fontMetrics()) + measures::Step);
    QCOMPARE(table->topRow(), top);
    QCOMPARE(table->columnWidth(0), width);
    QCOMPARE(m_bench->revision(), 50U);
    QVERIFY(m_bench->settings.hasDenseRows.get());
    m_bench->action("view.dense-rows")->trigger();
    QCOMPARE(heightOf(table, 50), measures::rowHeight(table->fontMetrics()));
    QVERIFY(!m_bench->settings.hasDenseRows.get());
    m_bench.reset(); // before the server that it is connected to
}

void TstMainWindow::theDetailGoesUnderTheTableInANarrowWindow()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    const QWidget *workspace = m_bench->window.workspace();
    const auto *detail = m_bench->find<QWidget>("detail");
    const auto *navigator = m_bench->find<QWidget>("navigator-pane");
    m_bench->window.resize(1280, 800);
    QTRY_COMPARE(navigator->width(), 220);
    QCOMPARE(detail->width(), 440);
    QVERIFY(workspace->geometry().right() < detail->geometry().left());
    m_bench->window.resize(960, 600);
    QTRY_VERIFY(workspace->geometry().bottom() < detail->geometry().top());
    QCOMPARE(m_bench->window.size(), QSize(960, 600));
}

void TstMainWindow::theNavigatorListsCategoriesAndFindsStreams()
{
    m_bench->show(m_shop, {QStringLiteral("$all")});
    const auto *tree = m_bench->find<QTreeView>("navigator/streams");
    const auto texts = [tree](const QModelIndex &parent) {
        QStringList found;
        for (int row = 0; row < tree->model()->rowCount(parent); ++row)
            found.append(tree->model()->index(row, 0, parent).data().toString());
        return found;
    };
    const auto categories = [&] {
        const auto section = texts({}).indexOf(QStringLiteral("Categories"));
        return section < 0 ? QStringList()
                           : texts(tree->model()->index(static_cast<int>(section), 0));
    };
    QTRY_COMPARE(categories(), QStringList({QStringLiteral("cart"), QStringLiteral("order")}));
    auto *filter = m_bench->find<SearchEdit>("navigator/filter");
    filter->setFocus();
    QTest::keyClicks(filter, QStringLiteral("er-2"));
    QTRY_COMPARE(texts({}), QStringList({QStringLiteral("Categories")}));
    QCOMPARE(categories(), QStringList({QStringLiteral("order")}));
    QTest::keyClick(filter, Qt::Key_Escape);
    QTRY_COMPARE(categories().size(), 2);
    QVERIFY(filter->hasFocus());
}

void TstMainWindow::theNavigatorOpensStreamsByEnter()
{
    m_bench->show(m_shop, {QStringLiteral("$all")});
    auto *tree = m_bench->find<QTreeView>("navigator/streams");
    auto *filter = m_bench->find<SearchEdit>("navigator/filter");
    filter->setFocus();
    QTest::keyClicks(filter, QStringLiteral("cart-7"));
    QTRY_COMPARE(tree->model()->rowCount(), 1);
    QTest::keyClick(filter, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Down); // from the category to its stream
    QTest::keyClick(tree, Qt::Key_Return);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("cart-7"));
}

void TstMainWindow::thePaletteOpensStreams()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    const auto *tree = m_bench->find<QTreeView>("navigator/streams");
    QTRY_COMPARE(tree->model()->index(1, 0).data().toString(), QStringLiteral("Categories"));
    m_bench->press(Qt::Key_K, Qt::ControlModifier);
    auto *edit = m_bench->find<QLineEdit>("command-palette/edit");
    QTest::keyClicks(edit, QStringLiteral("cart7"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("cart-7"));
}

void TstMainWindow::escapeComesBackToTheEvents()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    m_bench->press(Qt::Key_L, Qt::ControlModifier);
    auto *field = m_bench->find<AddressField>("top-bar/address");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("nonsense"));
    QTest::keyClick(field, Qt::Key_Escape);
    if (!m_bench->events()->isAncestorOf(m_bench->window.focusWidget()))
        m_bench->press(Qt::Key_Escape); // the first one closed the completions
    QVERIFY(m_bench->events()->isAncestorOf(m_bench->window.focusWidget()));
    QCOMPARE(field->text(), QStringLiteral("order-1"));
    QCOMPARE(m_bench->stream(), QStringLiteral("order-1"));
}

void TstMainWindow::anotherConnectionClosesNothing()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    const Connection *first = m_bench->window.workspace()->currentConnection();
    m_bench->window.openServer(asSomebodyElse(),
                               MainWindow::FirstTabs::at({QStringLiteral("order-1")}));
    QTRY_VERIFY(m_bench->window.workspace()->currentConnection() != first && m_bench->events());
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2);
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_bench->window.workspace()->currentConnection(), first);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-1"));
}

void TstMainWindow::closingAConnectionLeavesTheOthers()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    const Connection *first = m_bench->window.workspace()->currentConnection();
    m_bench->window.openServer(asSomebodyElse(),
                               MainWindow::FirstTabs::at({QStringLiteral("order-2")}));
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-2"));
    m_bench->action("connection.close")->trigger();
    QCOMPARE(m_bench->window.workspace()->tabCount(), 1);
    QCOMPARE(m_bench->window.workspace()->currentConnection(), first);
    QTRY_COMPARE(m_bench->revision(), 19U);
}

void TstMainWindow::aDraftIsNotLostWithoutAsking()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    m_bench->press(Qt::Key_N, Qt::ControlModifier);
    AppendPage *draft = m_bench->window.workspace()->currentDraft();
    QVERIFY(draft);
    QCOMPARE(draft->stream().text(), QStringLiteral("order-1"));
    auto *type = draft->findChild<QLineEdit *>(QStringLiteral("append/type-edit"));
    QVERIFY(type);
    QTest::keyClicks(type, QStringLiteral("OrderPlaced"));
    QVERIFY(draft->hasUnsentText());
    m_bench->prompts.accepts = false;
    m_bench->press(Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(m_bench->prompts.answered, 1);
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2);
    m_bench->window.close();
    QTRY_COMPARE(m_bench->prompts.answered, 2);
    QVERIFY(m_bench->window.isVisible());
    m_bench->prompts.accepts = true;
    m_bench->press(Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(m_bench->window.workspace()->tabCount(), 1);
}

void TstMainWindow::whatWasAppendedIsToldAndShown()
{
    m_shop.append(QStringLiteral("written-1"), 2);
    m_bench->show(m_shop, {QStringLiteral("written-1@0")});
    m_bench->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    AppendPage *draft = m_bench->window.workspace()->currentDraft();
    QVERIFY(draft);
    QSignalSpy appended(draft, &AppendPage::appended);
    const auto *expected
        = draft->findChild<QLineEdit *>(QStringLiteral("append/expected-revision-edit"));
    QVERIFY(expected);
    QTRY_COMPARE(expected->text(), QStringLiteral("1"));
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(appended.size(), 1);
    const auto *said = m_bench->find<ElidedLabel>("status-line/said");
    QTRY_COMPARE(said->text(), QStringLiteral("Appended to written-1 at 2"));
    QTest::mouseClick(m_bench->find<QWidget>("status-line/show"), Qt::LeftButton);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("written-1"));
    QTRY_COMPARE(m_bench->revision(), 2U);
}

void TstMainWindow::everyWidgetThatTakesTheFocusHasAName()
{
    m_bench->show(m_shop, {QStringLiteral("order-1")});
    QCOMPARE(tests::namelessWidgets(m_bench->window), QStringList());
    m_bench->press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(tests::namelessWidgets(m_bench->window), QStringList());
}

QTEST_MAIN(TstMainWindow)
#include "tst_main_window.moc"
