// Back and forward: each tab keeps its own way, and the place it was opened from.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/audit/audit_page.h"
#include "ui/causes/cause_page.h"
#include "ui/events/event_table_view.h"

using namespace ui;

class TstWindowHistory final : public QObject
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

    void eachTabGoesBackByItself();
    void aTabBeginsWithThePlaceItWasOpenedFrom();
    void aTabThatWasOpenKeepsItsOwnPlaceToo();
    void somewhereNewForgetsWhatLayAhead();
    void backComesToTheReport_data();
    void backComesToTheReport();
    void aReportBeginsWithThePlaceItWasOpenedFrom();
    void aReportThatWasClosedIsNotGoneBackTo();
    void aStreamThatWasClosedIsOpenedAgain();
    void theFilterIsThereWhenOneComesBack();
    void theSideButtonsOfAMouseGoBackAndForward();
    void aClosedConnectionIsNotGoneBackTo();
    void theHistoryIsBounded();

private:
    void open(const QStringList &addresses) { m_bench->show(m_shop, addresses); }
    void goTo(const char *address, quint64 revision)
    {
        m_bench->goTo(QString::fromLatin1(address));
        QTRY_COMPARE(m_bench->stream(), QString::fromLatin1(address).section(u'@', 0, 0));
        QTRY_COMPARE(m_bench->revision(), revision);
    }
    void back() { m_bench->press(Qt::Key_Left, Qt::AltModifier); }
    void forward() { m_bench->press(Qt::Key_Right, Qt::AltModifier); }
    [[nodiscard]] QString place() const
    {
        return m_bench->stream() + u'@' + QString::number(m_bench->revision().value_or(9999));
    }
    [[nodiscard]] bool canGoBack() const { return m_bench->action("view.back")->isEnabled(); }
    [[nodiscard]] bool canGoForward() const { return m_bench->action("view.forward")->isEnabled(); }

    tests::Shop m_shop;
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstWindowHistory::eachTabGoesBackByItself()
{
    open({QStringLiteral("order-2@0"), QStringLiteral("order-1@5")});
    goTo("order-1@7", 7);
    goTo("order-1@9", 9);
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QVERIFY(!canGoBack());
    m_bench->press(Qt::Key_2, Qt::ControlModifier);
    back();
    QTRY_COMPARE(place(), QStringLiteral("order-1@7"));
    back();
    QTRY_COMPARE(place(), QStringLiteral("order-1@5"));
    QVERIFY(!canGoBack());
    forward();
    QTRY_COMPARE(place(), QStringLiteral("order-1@7"));
    QVERIFY(canGoForward());
}

void TstWindowHistory::aTabBeginsWithThePlaceItWasOpenedFrom()
{
    open({QStringLiteral("$ce-order@4")});
    QTRY_COMPARE(m_bench->revision(), 4U);
    m_bench->press(Qt::Key_F2);
    QTRY_COMPARE(place(), QStringLiteral("order-1@4"));
    goTo("order-1@6", 6);
    back();
    QTRY_COMPARE(place(), QStringLiteral("order-1@4"));
    back();
    QTRY_COMPARE(place(), QStringLiteral("$ce-order@4"));
    forward();
    QTRY_COMPARE(place(), QStringLiteral("order-1@4"));
    forward();
    QTRY_COMPARE(place(), QStringLiteral("order-1@6"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2);
}

void TstWindowHistory::aTabThatWasOpenKeepsItsOwnPlaceToo()
{
    open({QStringLiteral("order-1@9"), QStringLiteral("$ce-order@4")});
    QTRY_COMPARE(m_bench->revision(), 4U);
    m_bench->press(Qt::Key_F2);
    QTRY_COMPARE(place(), QStringLiteral("order-1@4"));
    back();
    QTRY_COMPARE(place(), QStringLiteral("$ce-order@4"));
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    QTRY_COMPARE(place(), QStringLiteral("order-1@4"));
    back();
    QTRY_COMPARE(place(), QStringLiteral("order-1@9"));
}

void TstWindowHistory::somewhereNewForgetsWhatLayAhead()
{
    open({QStringLiteral("order-1@5")});
    goTo("order-1@7", 7);
    back();
    QTRY_COMPARE(place(), QStringLiteral("order-1@5"));
    goTo("order-1@3", 3);
    QVERIFY(!canGoForward());
    back();
    QTRY_COMPARE(place(), QStringLiteral("order-1@5"));
}

void TstWindowHistory::backComesToTheReport_data()
{
    QTest::addColumn<QString>("action");
    for (const char *action :
         {"audit.start", "event.causes", "connection.projections", "event.new"})
        QTest::newRow(action) << QString::fromLatin1(action);
}

void TstWindowHistory::backComesToTheReport()
{
    QFETCH(QString, action);
    open({QStringLiteral("order-1@5")});
    m_bench->window.actionRegistry().action(action)->trigger();
    const QPointer<QWidget> report(m_bench->window.workspace()->currentPage());
    QVERIFY(!m_bench->events());
    goTo("order-2@1", 1);
    back();
    QCOMPARE(m_bench->window.workspace()->currentPage(), report);
    forward();
    QTRY_COMPARE(place(), QStringLiteral("order-2@1"));
}

void TstWindowHistory::aReportBeginsWithThePlaceItWasOpenedFrom()
{
    open({QStringLiteral("order-1@5")});
    m_bench->action("event.causes")->trigger();
    QVERIFY(m_bench->window.workspace()->currentCauses());
    back();
    QTRY_COMPARE(place(), QStringLiteral("order-1@5"));
    forward();
    QVERIFY(m_bench->window.workspace()->currentCauses());
}

void TstWindowHistory::aReportThatWasClosedIsNotGoneBackTo()
{
    open({QStringLiteral("order-1@5")});
    m_bench->action("connection.projections")->trigger();
    goTo("order-2@1", 1);
    QVERIFY(canGoBack());
    m_bench->press(Qt::Key_2, Qt::ControlModifier);
    m_bench->press(Qt::Key_W, Qt::ControlModifier);
    m_bench->press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-2"));
    QVERIFY(!canGoBack());
}

void TstWindowHistory::aStreamThatWasClosedIsOpenedAgain()
{
    open({QStringLiteral("order-1@5")});
    goTo("order-2@1", 1);
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    m_bench->press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-2"));
    back();
    QTRY_COMPARE(place(), QStringLiteral("order-1@5"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 2);
}

void TstWindowHistory::theFilterIsThereWhenOneComesBack()
{
    open({QStringLiteral("order-1")});
    m_bench->events()->setFilter(QStringLiteral("Thing1"));
    QTRY_COMPARE(place(), QStringLiteral("order-1@19"));
    goTo("order-2@1", 1);
    back();
    QCOMPARE(m_bench->events()->filter(), QStringLiteral("Thing1"));
    QCOMPARE(place(), QStringLiteral("order-1@19"));
}

void TstWindowHistory::theSideButtonsOfAMouseGoBackAndForward()
{
    open({QStringLiteral("order-1@5")});
    goTo("order-1@7", 7);
    QWidget *table = m_bench->events()->findChild<EventTableView *>()->viewport();
    QTest::mouseClick(table, Qt::BackButton);
    QTRY_COMPARE(place(), QStringLiteral("order-1@5"));
    QTest::mouseClick(m_bench->find<QWidget>("detail"), Qt::ForwardButton);
    QTRY_COMPARE(place(), QStringLiteral("order-1@7"));
    QTest::mouseClick(table, Qt::ForwardButton); // nowhere to go
    QCOMPARE(place(), QStringLiteral("order-1@7"));
}

void TstWindowHistory::aClosedConnectionIsNotGoneBackTo()
{
    open({QStringLiteral("order-1@5")});
    core::ConnectionProfile other;
    other.name = QStringLiteral("other");
    other.settings = m_shop.settings();
    m_bench->window.openProfile(other, MainWindow::FirstTabs::at({QStringLiteral("order-2@1")}));
    QTRY_COMPARE(place(), QStringLiteral("order-2@1"));
    QVERIFY(canGoBack());
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-1"));
    m_bench->action("connection.close")->trigger();
    QCOMPARE(place(), QStringLiteral("order-2@1"));
    QVERIFY(!canGoBack());
    back();
    QCOMPARE(place(), QStringLiteral("order-2@1"));
    QCOMPARE(m_bench->window.workspace()->tabCount(), 1);
}

void TstWindowHistory::theHistoryIsBounded()
{
    open({QStringLiteral("order-1")});
    Connection *connection = m_bench->window.workspace()->currentConnection();
    NavigationHistory history;
    for (quint64 i = 0; i < 1000; ++i)
        history.leave(
            {connection, {core::StreamName(QStringLiteral("order-1")), core::Revision{i}}});
    QCOMPARE(history.behind().size(), 200);
    QCOMPARE(history.behind().constLast().address.revision, core::Revision{999});
}

QTEST_MAIN(TstWindowHistory)
#include "tst_window_history.moc"
