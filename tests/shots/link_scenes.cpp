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
    stage.bench.window.openProfile(profile, {{address}});
    stage.waitFor(
        [&] { return stage.bench.events() && stage.bench.events()->currentEvent().has_value(); });
    stage.rest();
}

void showLinkedFrom(Stage &stage, const QString &address)
{
    openEvent(stage, address);
    stage.press("event.linked-from");
    const auto *facts = stage.bench.find<ui::FactsView>("detail/linked-from/facts");
    stage.waitFor([facts] { return facts->toPlainText().contains(QStringLiteral("linked\n")); });
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

} // namespace

QList<Scene> linkScenes()
{
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
    };
}

} // namespace shots
