#include "tests/shots/audit_scenes.h"

#include "ui/audit/audit_page.h"
#include "ui/causes/cause_page.h"
#include "ui/streams/inbound_links_line.h"

#include <QApplication>

namespace shots {

namespace {

void audit(Stage &stage, const QString &stream)
{
    stage.openSandbox({stream});
    stage.press("audit.start");
    stage.waitFor([&] {
        const ui::AuditPage *page = stage.bench.window.workspace()->currentAudit();
        return page && page->state() != ui::AuditPage::State::Idle && !page->isUnderWay();
    });
    stage.rest();
}

void showCauses(Stage &stage, const QString &address)
{
    stage.openSandbox({address});
    stage.waitFor([&] { return stage.bench.events()->currentEvent().has_value(); });
    stage.press("event.causes");
    stage.waitFor([&] {
        const ui::CausePage *page = stage.bench.window.workspace()->currentCauses();
        return page && page->currentEvent();
    });
    stage.rest();
}

core::NewEvent caused(const core::EventId &id, const char *type, const core::EventId &cause)
{
    const QByteArray metadata = "{\"$correlationId\":\"shot-import\",\"$causationId\":\""
                                + cause.toString().toLatin1() + "\"}";
    return {id, QString::fromLatin1(type), core::ContentType::Json, "{}", metadata};
}

void waitForLinks(Stage &stage)
{
    stage.waitFor([] {
        for (const QWidget *widget : QApplication::allWidgets()) {
            const auto *line = qobject_cast<const ui::InboundLinksLine *>(widget);
            if (line && line->text().startsWith(QStringLiteral("Breaks")))
                return true;
        }
        return false;
    });
}

} // namespace

/// A link to a link to a link to an event, and two links to each other. Beside them a correlation
/// with a cause that is elsewhere and two events that name each other.
void prepareAuditScenes(Server &server)
{
    const auto link = [](const char *text) {
        return core::NewEvent{core::EventId::random(),
                              QStringLiteral("$>"),
                              core::ContentType::Bytes,
                              QByteArray(text),
                              {}};
    };
    server.append(QStringLiteral("shot-chain"),
                  {link("1@order-1042"),
                   link("0@shot-chain"),
                   link("1@shot-chain"),
                   link("4@shot-chain"),
                   link("3@shot-chain")});
    const core::EventId hen = core::EventId::random();
    const core::EventId egg = core::EventId::random();
    const core::EventId row = core::EventId::random();
    server.append(QStringLiteral("shot-import"),
                  {caused(row, "RowRead", core::EventId::random()),
                   caused(core::EventId::random(), "RowChecked", row),
                   caused(hen, "RetryAsked", egg),
                   caused(egg, "RetryFailed", hen)});
}

QList<Scene> auditScenes()
{
    const QSize small{960, 600};
    return {
        {QStringLiteral("audit"),
         QStringLiteral("The audit of a stream of links: what is broken, why, where"),
         [](Stage &stage) { audit(stage, QStringLiteral("review-queue")); }},
        {QStringLiteral("audit-category"),
         QStringLiteral("The audit of a category: deletion markers are counted apart"),
         [](Stage &stage) { audit(stage, QStringLiteral("$ce-order")); }},
        {QStringLiteral("audit-small-window"),
         QStringLiteral("An audit at 960 × 600"),
         [](Stage &stage) { audit(stage, QStringLiteral("review-queue")); },
         small},
        {QStringLiteral("audit-running"),
         QStringLiteral("An audit under way: rate and time left, pause and stop"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-links")});
             stage.press("audit.start");
             stage.rest(1500);
         }},
        {QStringLiteral("audit-paused"),
         QStringLiteral("An audit that is paused: what is not judged yet is told"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-links")});
             stage.press("audit.start");
             stage.rest(1500);
             stage.press("audit.pause");
             stage.rest(400);
         }},
        {QStringLiteral("audit-failed"),
         QStringLiteral("An audit of a stream that is not there"),
         [](Stage &stage) { audit(stage, QStringLiteral("order-9999")); }},
        {QStringLiteral("audit-idle"),
         QStringLiteral("An audit whose tab was closed and brought back: nothing is read yet"),
         [](Stage &stage) {
             audit(stage, QStringLiteral("review-queue"));
             stage.press("file.close-tab");
             stage.press("file.reopen-tab");
             stage.rest();
         }},
        {QStringLiteral("causes"),
         QStringLiteral("Cause and effect: each event below its cause, with times"),
         [](Stage &stage) { showCauses(stage, QStringLiteral("order-1042@1")); }},
        {QStringLiteral("causes-small-window"),
         QStringLiteral("Cause and effect at 960 × 600"),
         [](Stage &stage) { showCauses(stage, QStringLiteral("order-1042@1")); },
         small},
        {QStringLiteral("causes-odd"),
         QStringLiteral("A cause that is missing, and a circle"),
         [](Stage &stage) { showCauses(stage, QStringLiteral("shot-import")); }},
        {QStringLiteral("causes-alone"),
         QStringLiteral("An event without a correlation id"),
         [](Stage &stage) { showCauses(stage, QStringLiteral("shot-cart")); }},
        {QStringLiteral("delete-links"),
         QStringLiteral("Before a deletion: the links that it breaks"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("order-1042")});
             stage.press("stream.delete");
             waitForLinks(stage);
         }},
    };
}

} // namespace shots
