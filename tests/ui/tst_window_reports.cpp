// Audits and causes as commands of the window: their tabs, their keys, what they remember.
#include "tests/support/gui_warnings.h"
#include "tests/ui/window_bench.h"
#include "ui/audit/audit_page.h"
#include "ui/causes/cause_page.h"
#include "ui/widgets/facts_view.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>

using namespace ui;

class TstWindowReports final : public QObject
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

    void theAuditOfTheStreamInFrontOpensInATab();
    void anAuditThatIsOpenIsBegunAnew();
    void theReportIsSavedByACommand();
    void causesOfTheCurrentEventOpenInATab();
    void theNamesOfTheIdsAreRemembered();
    void theNamesOfTheIdsCountForLinksToo();
    void reportsCloseWithTheirConnection();

private:
    [[nodiscard]] Workspace *workspace() const { return m_bench->window.workspace(); }
    [[nodiscard]] bool isEnabled(const char *action) const
    {
        return m_bench->action(action)->isEnabled();
    }

    tests::Shop m_shop;
    std::unique_ptr<tests::WindowBench> m_bench;
};

void TstWindowReports::theAuditOfTheStreamInFrontOpensInATab()
{
    m_bench->show(m_shop, {QStringLiteral("$ce-order")});
    QVERIFY(isEnabled("audit.start") && !isEnabled("audit.stop"));
    m_bench->press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    const AuditPage *audit = workspace()->currentAudit();
    QVERIFY(audit);
    QCOMPARE(m_bench->stream(), QStringLiteral("$ce-order"));
    QTRY_COMPARE(audit->state(), AuditPage::State::Done);
    QCOMPARE(audit->report().links, 23U);
    QVERIFY(!isEnabled("audit.start") && !isEnabled("audit.pause"));
    QVERIFY(isEnabled("audit.save-markdown") && isEnabled("stream.reload"));
    QCOMPARE(workspace()->tabCount(), 2);
    QVERIFY(audit->isAncestorOf(m_bench->window.focusWidget()));
    // The detail makes room for it.
    const auto *detail = m_bench->find<EventDetailPane>("detail");
    QVERIFY(!detail->isVisible());
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(detail->isVisible());
}

void TstWindowReports::anAuditThatIsOpenIsBegunAnew()
{
    m_bench->show(m_shop, {QStringLiteral("$ce-order")});
    m_bench->action("audit.start")->trigger();
    QTRY_COMPARE(workspace()->currentAudit()->state(), AuditPage::State::Done);
    m_bench->press(Qt::Key_F5);
    QVERIFY(workspace()->currentAudit()->isUnderWay());
    m_bench->press(Qt::Key_Escape);
    QCOMPARE(workspace()->currentAudit()->state(), AuditPage::State::Stopped);
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(!workspace()->currentAudit());
    m_bench->action("audit.start")->trigger();
    QCOMPARE(workspace()->tabCount(), 2);
    QTRY_COMPARE(workspace()->currentAudit()->state(), AuditPage::State::Done);
}

void TstWindowReports::theReportIsSavedByACommand()
{
    m_bench->show(m_shop, {QStringLiteral("$ce-order")});
    m_bench->action("audit.start")->trigger();
    QTRY_COMPARE(workspace()->currentAudit()->state(), AuditPage::State::Done);
    m_bench->action("audit.save-markdown")->trigger();
    m_bench->action("audit.save-ndjson")->trigger();
    const QString asked = QStringLiteral("Save the report on $ce-order");
    QCOMPARE(m_bench->prompts.asked, (QStringList{asked, asked}));
}

void TstWindowReports::causesOfTheCurrentEventOpenInATab()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@4")});
    QTRY_COMPARE(m_bench->revision(), 4U);
    m_bench->press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    const CausePage *causes = workspace()->currentCauses();
    QVERIFY(causes);
    QCOMPARE(causes->asked().stream.text(), QStringLiteral("order-1"));
    QCOMPARE(causes->asked().revision, core::Revision{4});
    QTRY_VERIFY(causes->currentEvent());
    QVERIFY(isEnabled("event.cause-names"));
    // Enter goes to the event, in its stream's tab.
    m_bench->press(Qt::Key_Return);
    QTRY_COMPARE(m_bench->stream(), QStringLiteral("order-1"));
    m_bench->press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(workspace()->tabCount(), 2);
}

void TstWindowReports::theNamesOfTheIdsAreRemembered()
{
    m_bench->show(m_shop, {QStringLiteral("order-1@4")});
    QTRY_COMPARE(m_bench->revision(), 4U);
    m_bench->action("event.causes")->trigger();
    m_bench->action("event.cause-names")->trigger();
    auto *field = m_bench->find<QLineEdit>("causes/correlation-edit");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("trace"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_bench->settings.correlationName.get(), QStringLiteral("trace"));
    QCOMPARE(m_bench->settings.causationName.get(), QStringLiteral("$causationId"));
}

void TstWindowReports::theNamesOfTheIdsCountForLinksToo()
{
    core::AppendRequest request{
        .stream = core::StreamName(QStringLiteral("traced-1")), .expected = {}, .events = {}};
    request.events.append({core::EventId::random(),
                           QStringLiteral("Traced"),
                           core::ContentType::Json,
                           "{}",
                           R"({"trace":"t-9"})"});
    bool isWritten = false;
    const core::Call call = m_shop.client().append(
        request, [&isWritten](const auto &result) { isWritten = result.hasValue(); });
    QTRY_VERIFY(isWritten);
    m_bench->show(m_shop, {QStringLiteral("traced-1")});
    m_bench->action("event.linked-from")->trigger();
    const auto *linkedFrom = m_bench->find<FactsView>("detail/linked-from/facts");
    QTRY_VERIFY(linkedFrom->toPlainText().contains(QStringLiteral("$ce-traced")));
    QVERIFY(!linkedFrom->toPlainText().contains(QStringLiteral("$bc-t-9")));

    m_bench->action("event.causes")->trigger();
    m_bench->action("event.cause-names")->trigger();
    auto *field = m_bench->find<QLineEdit>("causes/correlation-edit");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("trace"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(linkedFrom->toPlainText().contains(QStringLiteral("$bc-t-9")));

    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    m_bench->action("event.why-not")->trigger();
    const auto *links = m_bench->find<QComboBox>("why-not/links-combo");
    const int suggested = links->findText(QStringLiteral("$bc-t-9"));
    QVERIFY(suggested >= 0);
    m_bench->find<QComboBox>("why-not/links-combo")->setCurrentIndex(suggested);
    m_bench->find<QPushButton>("why-not/ask-button")->click();
    const auto *answer = m_bench->find<MessageBar>("why-not/answer");
    QTRY_VERIFY(answer->isVisible());
    // The sandbox's projection has the name that servers come with, and so has no such link.
    QVERIFY2(answer->text().contains(QStringLiteral("the server's $by_correlation_id")),
             qPrintable(answer->text()));
    m_bench->find<QDialog>("why-not/dialog")->close();
}

void TstWindowReports::reportsCloseWithTheirConnection()
{
    m_bench->show(m_shop, {QStringLiteral("$ce-order")});
    m_bench->action("event.causes")->trigger();
    m_bench->press(Qt::Key_1, Qt::ControlModifier);
    m_bench->action("audit.start")->trigger();
    QCOMPARE(workspace()->tabCount(), 3);
    m_bench->action("connection.close")->trigger();
    QCOMPARE(workspace()->tabCount(), 0);
}

QTEST_MAIN(TstWindowReports)
#include "tst_window_reports.moc"
