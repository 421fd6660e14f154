#include "tests/shots/connection_scenes.h"

#include "ui/connections/connection.h"
#include "ui/main_window/write_guard.h"
#include "ui/prompts/dialog_prompts.h"

#include <QComboBox>
#include <QTabBar>

namespace shots {

namespace {

core::ConnectionProfile profileOf(const Server &server, const QString &name)
{
    core::ConnectionProfile profile;
    profile.name = name;
    profile.settings = server.settings();
    return profile;
}

void openProfile(Stage &stage, const core::ConnectionProfile &profile, const QString &stream)
{
    stage.bench.window.openProfile(profile, ui::MainWindow::FirstTabs::at({stream}));
    stage.waitFor([&] {
        const ui::Connection *front = stage.bench.window.workspace()->currentConnection();
        return front && front->name() == profile.name && stage.bench.events()
               && stage.bench.events()->currentEvent();
    });
    stage.rest();
}

/// Two connections, the one in front with this guard.
void openTwo(Stage &stage, core::ConnectionColor color, core::Guard guard)
{
    stage.openSandbox({QStringLiteral("shot-cart")});
    core::ConnectionProfile profile = profileOf(stage.server, QStringLiteral("orders-eu"));
    profile.color = color;
    profile.guard = guard;
    openProfile(stage, profile, QStringLiteral("shot-cart"));
}

void askToAppend(Stage &stage, core::ConnectionColor color)
{
    openTwo(stage, color, core::Guard::Ask);
    stage.press("event.new-like");
    stage.waitForWidget("append/page");
    const ui::Connection *front = stage.bench.window.workspace()->currentConnection();
    const core::AppendRequest request{
        .stream = core::StreamName(QStringLiteral("shot-cart")),
        .expected = core::ExpectedRevision::exact(core::Revision{17}),
        .events = {jsonEvent(QStringLiteral("OrderCancelled"), "{\"reason\":\"customer\"}")}};
    ui::DialogPrompts().confirm(&stage.bench.window, ui::askBefore(request, *front), [](bool) {});
    stage.rest();
}

void chooseInDialog(const Stage &stage, const char *combo, const QString &text)
{
    auto *box = stage.bench.find<QComboBox>(combo);
    box->setCurrentIndex(box->findText(text));
}

} // namespace

QList<Scene> connectionScenes()
{
    const QSize small{960, 600};
    return {
        {QStringLiteral("connect"),
         QStringLiteral("Connect to a server"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("connection.connect");
             stage.waitForWidget("connection-dialog/string");
         }},
        {QStringLiteral("connect-wrong"),
         QStringLiteral("What is wrong with a connection string is said in place"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("connection.connect");
             stage.waitForWidget("connection-dialog/string");
             stage.type("connection-dialog/string",
                        QStringLiteral("esdb://db.example:21x13?tls=no"));
             stage.click("connection-dialog/connect");
         }},
        {QStringLiteral("connect-http-small-window"),
         QStringLiteral("Over HTTP, with a trusted name, at 960 × 600"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("connection.connect");
             stage.waitForWidget("connection-dialog/ways");
             stage.bench.find<QTabBar>("connection-dialog/ways")->setCurrentIndex(1);
             stage.click("connection-dialog/http");
             chooseInDialog(stage, "connection-dialog/sign-in", QStringLiteral("Trusted name"));
             stage.type("connection-dialog/trusted", QStringLiteral("ops; $admins"));
         },
         small},
        {QStringLiteral("edit-connection"),
         QStringLiteral("A connection that is open is changed"),
         [](Stage &stage) {
             openTwo(stage, core::ConnectionColor::Violet, core::Guard::Ask);
             stage.press("connection.edit");
             stage.waitForWidget("connection-dialog/save");
         }},
        {QStringLiteral("password-asked"),
         QStringLiteral("No keyring: the password is asked for each time"),
         [](Stage &stage) {
             stage.bench.secrets.isThere = false;
             core::ConnectionProfile profile = profileOf(stage.server, QStringLiteral("orders-eu"));
             profile.id = QStringLiteral("kept");
             profile.keepsPassword = true;
             profile.settings.credentials = core::Credentials{QStringLiteral("ops"), {}};
             stage.bench.window.openProfile(profile, {});
             stage.waitForWidget("password-dialog/password");
         }},
        {QStringLiteral("several-connections"),
         QStringLiteral("Two connections: tabs wear colour and name"),
         [](Stage &stage) { openTwo(stage, core::ConnectionColor::Violet, core::Guard::Ask); }},
        {QStringLiteral("production"),
         QStringLiteral("Production is red and says so"),
         [](Stage &stage) { openTwo(stage, core::ConnectionColor::Red, core::Guard::Ask); }},
        {QStringLiteral("production-small-window"),
         QStringLiteral("Production at 960 × 600, read-only"),
         [](Stage &stage) { openTwo(stage, core::ConnectionColor::Red, core::Guard::ReadOnly); },
         small},
        {QStringLiteral("guard-asks"),
         QStringLiteral("A connection that asks before it writes"),
         [](Stage &stage) { askToAppend(stage, core::ConnectionColor::Blue); }},
        {QStringLiteral("guard-asks-production"),
         QStringLiteral("The same in production: Enter does not write"),
         [](Stage &stage) { askToAppend(stage, core::ConnectionColor::Red); }},
        {QStringLiteral("guard-locked"),
         QStringLiteral("A read-only connection: why nothing was sent, who can change it"),
         [](Stage &stage) {
             openTwo(stage, core::ConnectionColor::Amber, core::Guard::ReadOnly);
             stage.press("event.new-like");
             stage.waitForWidget("append/page");
             stage.rest(300);
             stage.press("event.send");
             stage.rest(300);
         }},
        {QStringLiteral("trusted-name"),
         QStringLiteral("HTTP with a trusted name: its badge"),
         [](Stage &stage) {
             stage.store.streams[core::StreamName(QStringLiteral("order-42"))] = {};
             stage.bench.transport = stage.store.server.factory();
             core::ConnectionProfile profile = profileOf(stage.server, QStringLiteral("legacy"));
             profile.color = core::ConnectionColor::Blue;
             profile.settings.transport = core::TransportKind::Http;
             profile.settings.trustedIdentity = QStringLiteral("ops; $admins");
             stage.bench.window.openProfile(
                 profile, ui::MainWindow::FirstTabs::at({QStringLiteral("order-42")}));
             stage.waitFor([&] { return stage.bench.events() != nullptr; });
         }},
    };
}

} // namespace shots
