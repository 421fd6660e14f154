// Which event the detail shows, of which tab and connection, and what can be done with it.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/append/append_page.h"
#include "ui/causes/cause_page.h"
#include "ui/connections/connection.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>

using namespace ui;

class TstWindowDetail final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tests::failOnWarnings();
        m_shop.open();
        m_bench = std::make_unique<tests::WindowBench>();
    }
    void cleanup()
    {
        m_bench.reset();
        m_shop.close();
    }

    void theEventOfACauseHasAllCommands();
    void theEventBehindADraftHasAllCommands();
    void whatADraftWroteIsShown();
    void withoutItsStreamADraftHasNoEventBesideIt();
    void aLinkLeadsToItsOwnConnection();
    void aTabThatWasLeftForAMomentKeepsItsLink();
    void theSamePlaceOfAnotherConnectionIsAnotherEvent();

private:
    [[nodiscard]] Workspace &tabs() const { return *m_bench->window.workspace(); }
    void open(const char *name, const char *address) const
    {
        core::ConnectionProfile profile;
        profile.name = QString::fromLatin1(name);
        profile.settings = m_shop.settings();
        m_bench->window.openProfile(profile,
                                    MainWindow::FirstTabs::at({QString::fromLatin1(address)}));
        QTRY_VERIFY(tabs().currentConnection() && tabs().currentConnection()->name() == profile.name
                    && m_bench->events());
        QTRY_VERIFY(m_bench->events()->currentEvent());
    }
    [[nodiscard]] QString place() const
    {
        const auto *shown = m_bench->find<QTabWidget>("detail/tabs");
        return shown->isVisible() ? m_bench->find<ElidedLabel>("detail/address")->text()
                                  : QString();
    }
    void link(const QByteArray &target) const
    {
        bool isWritten = false;
        const core::Call call = m_shop.client().append(
            {.stream = core::StreamName(QStringLiteral("links-1")),
             .expected = {},
             .events = {{core::EventId::random(),
                         QStringLiteral("$>"),
                         core::ContentType::Bytes,
                         target,
                         {}}}},
            [&isWritten](const auto &result) { isWritten = result.hasValue(); });
        QTRY_VERIFY(isWritten);
    }
    void trigger(const char *id) const
    {
        QVERIFY2(m_bench->action(id)->isEnabled(), id);
        m_bench->action(id)->trigger();
    }

    tests::Shop m_shop;
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstWindowDetail::theEventOfACauseHasAllCommands()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@4")});
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(4));
    m_bench->press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    const CausePage *causes = tabs().currentCauses();
    QVERIFY(causes);
    QTRY_VERIFY(causes->currentEvent());
    trigger("event.copy-payload");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("{\"i\":4}"));
    trigger("event.copy-address");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("order-1@4"));
    for (const char *id : {"event.copy-id",
                           "event.copy-json",
                           "event.save-payload",
                           "event.as-bytes",
                           "event.find",
                           "event.find-next",
                           "event.linked-from"})
        QVERIFY2(m_bench->action(id)->isEnabled(), id);
    m_bench->press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    auto *menu = m_bench->find<QMenu>("event/copy-menu");
    QVERIFY(menu && menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Escape);
    trigger("event.new-like");
    QVERIFY(tabs().currentDraft());
    QCOMPARE(m_bench->stream(), QStringLiteral("order-1"));
    QCOMPARE(m_bench->find<QLineEdit>("append/type-edit")->text(), QStringLiteral("Thing1"));
}

void TstWindowDetail::theEventBehindADraftHasAllCommands()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@5")});
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(5));
    m_bench->press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(tabs().currentDraft());
    QCOMPARE(place(), QStringLiteral("order-1 @ 5"));
    trigger("event.copy-address");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("order-1@5"));
}

void TstWindowDetail::whatADraftWroteIsShown()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@5")});
    QTRY_COMPARE(m_bench->revision(), std::optional<quint64>(5));
    m_bench->press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    const auto *expected = m_bench->find<QLineEdit>("append/expected-revision-edit");
    QTRY_COMPARE(expected->text(), QStringLiteral("19"));
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(place(), QStringLiteral("order-1 @ 20"));
    QVERIFY(tabs().currentDraft());
}

void TstWindowDetail::withoutItsStreamADraftHasNoEventBesideIt()
{
    m_bench->show(m_shop, {QStringLiteral("order-2"), QStringLiteral("order-1")});
    m_bench->press(Qt::Key_N, Qt::ControlModifier);
    m_bench->press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_bench->stream(), QStringLiteral("order-1"));
    m_bench->press(Qt::Key_W, Qt::ControlModifier);
    m_bench->press(Qt::Key_2, Qt::ControlModifier);
    QVERIFY(tabs().currentDraft());
    QTRY_COMPARE(place(), QString());
    QVERIFY(!m_bench->action("event.copy-address")->isEnabled());
}

void TstWindowDetail::aLinkLeadsToItsOwnConnection()
{
    link("4@order-1");
    m_bench->window.show();
    QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
    open("one", "order-2");
    m_bench->press(Qt::Key_N, Qt::ControlModifier);
    open("two", "links-1");
    QTRY_COMPARE(place(), QStringLiteral("links-1 @ 0"));
    m_bench->press(Qt::Key_2, Qt::ControlModifier); // the draft of the first
    QVERIFY(tabs().currentDraft());
    QTRY_COMPARE(place(), QStringLiteral("order-2 @ 2"));
    m_bench->press(Qt::Key_3, Qt::ControlModifier);
    QTRY_COMPARE(place(), QStringLiteral("links-1 @ 0"));
    m_bench->find<QPushButton>("detail/target-button")->click();
    QTRY_COMPARE(place(), QStringLiteral("order-1 @ 4"));
    QCOMPARE(tabs().currentConnection()->name(), QStringLiteral("two"));
}

void TstWindowDetail::aTabThatWasLeftForAMomentKeepsItsLink()
{
    link("4@order-1");
    m_bench->window.show();
    QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
    open("one", "order-2");
    m_bench->goTo(QStringLiteral("links-1"));
    QTRY_COMPARE(place(), QStringLiteral("links-1 @ 0"));
    m_bench->press(Qt::Key_1, Qt::ControlModifier); // both before the detail has followed
    m_bench->press(Qt::Key_2, Qt::ControlModifier);
    QVERIFY(m_bench->action("event.follow-link")->isEnabled());
    m_bench->action("event.follow-link")->trigger();
    QTRY_COMPARE(place(), QStringLiteral("order-1 @ 4"));
}

void TstWindowDetail::theSamePlaceOfAnotherConnectionIsAnotherEvent()
{
    link("99@order-1"); // there is no such event
    m_bench->window.show();
    QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
    open("one", "links-1");
    auto *parts = m_bench->find<QTabWidget>("detail/tabs");
    const QString linkPart = QStringLiteral("Link");
    const auto front = [parts] { return parts->tabText(parts->currentIndex()); };
    QTRY_COMPARE(front(), linkPart); // it is broken
    parts->setCurrentIndex(0);       // chosen, for this tab
    open("two", "links-1");
    QTRY_COMPARE(front(), linkPart);
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    QTRY_COMPARE(front(), QStringLiteral("Data"));
}

QTEST_MAIN(TstWindowDetail)
#include "tst_window_detail.moc"
