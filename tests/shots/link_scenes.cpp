#include "tests/shots/link_scenes.h"

#include "ui/widgets/facts_view.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QSplitter>

namespace shots {

namespace {

void openEvent(Stage &stage, const QString &address)
{
    stage.openSandbox({address});
    stage.waitFor([&] { return stage.bench.events()->currentEvent().has_value(); });
}

void explain(Stage &stage, const QString &address)
{
    openEvent(stage, address);
    stage.press("event.explain-link");
    stage.waitForWidget("detail/link/verdict");
    stage.rest();
}

void openOverHttp(Stage &stage, const QString &address)
{
    core::ConnectionProfile profile;
    profile.name = QStringLiteral("legacy");
    profile.settings = stage.server.settings();
    profile.settings.transport = core::TransportKind::Http;
    stage.bench.window.openProfile(profile, ui::MainWindow::FirstTabs::at({address}));
    stage.waitFor(
        [&] { return stage.bench.events() && stage.bench.events()->currentEvent().has_value(); });
    stage.rest();
}

void showLinkedFrom(Stage &stage, const QString &address)
{
    openEvent(stage, address);
    stage.press("event.linked-from");
    const auto *facts = stage.bench.find<ui::FactsView>("detail/linked-from/facts");
    stage.waitFor([facts] { return facts->toPlainText().contains(QStringLiteral("linked\t")); });
    stage.rest(800);
}

void askWhyNot(Stage &stage, const QString &event, const QString &links)
{
    openEvent(stage, event);
    stage.press("event.why-not");
    stage.waitForWidget("why-not/dialog");
    stage.bench.find<QComboBox>("why-not/links-combo")->setEditText(links);
    stage.click("why-not/ask-button");
    stage.waitForWidget("why-not/answer");
    stage.rest();
}

/// A server whose $ce-order ends before the event, and whose projection stands so.
void askWhyNotOf(Stage &stage, const core::ProjectionStatus &status)
{
    const core::StreamName links(QStringLiteral("$ce-order"));
    stage.script(QStringLiteral("order-42"), 18);
    const core::StreamName orders(QStringLiteral("order-42"));
    QList<core::RecordedEvent> events = stage.store.streams.value(orders);
    QList<core::RecordedEvent> linked;
    for (core::RecordedEvent &event : events) {
        const quint64 at = 48'000 + 100 * event.revision.value;
        event.position = core::Position{at, at};
        if (event.revision.value < 12) {
            core::RecordedEvent link = event;
            link.stream = links;
            link.type = QStringLiteral("$>");
            link.data = event.revision.toString().toLatin1() + "@order-42";
            link.metadata = "{\"$v\":\"1:-1:1:4\",\"$c\":" + QByteArray::number(at)
                            + ",\"$p\":" + QByteArray::number(at) + '}';
            linked << link;
        }
    }
    stage.store.streams.insert(orders, events);
    stage.store.streams.insert(links, linked);
    stage.openScripted(QStringLiteral("order-42"));
    stage.press("event.why-not");
    stage.waitForWidget("why-not/dialog");
    stage.bench.find<QComboBox>("why-not/links-combo")->setEditText(links.text());
    stage.click("why-not/ask-button");
    stage.waitFor([&] { return !stage.store.server.projections.isEmpty(); });
    stage.store.server.projections.constLast()->answer(core::ProjectionList{status});
    stage.waitForWidget("why-not/answer");
    stage.rest();
}

core::ProjectionStatus byCategory(const char *status, const char *reason, quint64 position)
{
    core::ProjectionStatus told;
    told.name = QStringLiteral("$by_category");
    told.effectiveName = told.name;
    told.status = QString::fromLatin1(status);
    told.reason = QString::fromLatin1(reason);
    told.mode = QStringLiteral("Continuous");
    told.position = core::Position{position, position};
    return told;
}

} // namespace

QList<Scene> linkScenes()
{
    const auto answeredBy = [](const core::ProjectionStatus &status) {
        return [status](Stage &stage) { askWhyNotOf(stage, status); };
    };
    const auto explained = [](const QString &address) {
        return [address](Stage &stage) { explain(stage, address); };
    };
    const auto asked = [](const QString &event, const QString &links) {
        return [event, links](Stage &stage) { askWhyNot(stage, event, links); };
    };
    return {
        {QStringLiteral("link-broken"),
         QStringLiteral("A broken link: what became of its target, and how that was found"),
         explained(core::sampleHighlights().at(1))},
        {QStringLiteral("link-whole"),
         QStringLiteral("A chain of links that is whole"),
         explained(QStringLiteral("review-queue@10"))},
        {QStringLiteral("link-chain"),
         QStringLiteral("Three links, one behind the other, and their event"),
         explained(QStringLiteral("shot-chain@2"))},
        {QStringLiteral("link-circle"),
         QStringLiteral("Two links to each other"),
         explained(QStringLiteral("shot-chain@3"))},
        {QStringLiteral("link-whole-large-window"),
         QStringLiteral("Link and target beside each other"),
         [](Stage &stage) {
             explain(stage, QStringLiteral("review-queue@10"));
             auto *content = stage.bench.find<QSplitter>("content");
             content->setSizes({500, 1400});
             stage.rest();
         },
         {2300, 1000}},
        {QStringLiteral("link-malformed"),
         QStringLiteral("A link that names no event"),
         explained(QStringLiteral("review-queue@11"))},
        {QStringLiteral("link-unanswered"),
         QStringLiteral("Over HTTP: a link for which the server gives no answer"),
         [](Stage &stage) { openOverHttp(stage, QStringLiteral("review-queue@12")); }},
        {QStringLiteral("link-unanswered-explained"),
         QStringLiteral("The same explained"),
         [](Stage &stage) {
             openOverHttp(stage, QStringLiteral("review-queue@12"));
             stage.press("event.explain-link");
             stage.waitForWidget("detail/link/verdict");
             stage.rest();
         }},
        {QStringLiteral("link-deletion"),
         QStringLiteral("A link that says that a stream was deleted"),
         explained(QStringLiteral("$ce-order@366"))},
        {QStringLiteral("link-broken-small-window"),
         QStringLiteral("A broken link at 960 × 600"),
         explained(core::sampleHighlights().at(1)),
         {960, 600}},
        {QStringLiteral("linked-from"),
         QStringLiteral("Into which streams an event is linked"),
         [](Stage &stage) { showLinkedFrom(stage, QStringLiteral("order-1042@1")); }},
        {QStringLiteral("why-not-there"),
         QStringLiteral("Why is it not there: it belongs elsewhere"),
         asked(QStringLiteral("order-1042@1"), QStringLiteral("$ce-payment"))},
        {QStringLiteral("why-not-is-there"),
         QStringLiteral("Why is it not there: it is"),
         asked(QStringLiteral("order-1042@1"), QStringLiteral("$ce-order"))},
        {QStringLiteral("why-not-missing"),
         QStringLiteral("Why is it not there: no link leads to it"),
         asked(QStringLiteral("order-1042@1"), QStringLiteral("review-queue"))},
        {QStringLiteral("why-not-stopped"),
         QStringLiteral("Why is it not there: the projection is stopped"),
         answeredBy(byCategory("Stopped", "", 49'100))},
        {QStringLiteral("why-not-faulted"),
         QStringLiteral("Why is it not there: the projection is faulted"),
         answeredBy(byCategory(
             "Faulted (Enabled)", "An event of order-17 could not be written: too large", 49'100))},
        {QStringLiteral("why-not-behind"),
         QStringLiteral("Why is it not there: the projection has not come to it yet"),
         answeredBy(byCategory("Running", "", 49'100))},
    };
}

} // namespace shots
