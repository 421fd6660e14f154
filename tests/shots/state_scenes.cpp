#include "tests/shots/state_scenes.h"

#include "ui/connections/connection.h"

namespace shots {

QList<Scene> stateScenes()
{
    return {
        {QStringLiteral("live"),
         QStringLiteral("Live: following"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-live")});
             stage.bench.events()->setLive(true);
             stage.rest(400);
             stage.server.append(QStringLiteral("shot-live"), 3);
             stage.rest(400);
         }},
        {QStringLiteral("live-paused"),
         QStringLiteral("Live: paused with new events"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-live-long")});
             stage.bench.events()->setLive(true);
             stage.rest(400);
             QTest::keyClick(stage.bench.window.focusWidget(), Qt::Key_Home);
             stage.rest();
             stage.server.append(QStringLiteral("shot-live-long"), 3);
             stage.rest(400);
         }},
        {QStringLiteral("cut-off"),
         QStringLiteral("Cut off: the last good data stays"),
         [](Stage &stage) {
             Server other;
             other.append(QStringLiteral("shot-cut"), 8);
             stage.bench.startSandbox = [&](ui::Connection *connection) {
                 stage.bench.window.startPrepared(connection, other.settings());
             };
             stage.openSandbox({QStringLiteral("shot-cut")});
             stage.bench.events()->setLive(true);
             stage.rest(400);
             other.stop();
             stage.rest(1200);
         }},
        {QStringLiteral("connecting"),
         QStringLiteral("Connecting: which step, since when"),
         [](Stage &stage) {
             stage.store.server.autoFeatures.reset(); // nobody answers
             stage.bench.transport = stage.store.server.factory();
             core::ConnectionSettings settings = fake::connectionTo({fake::node("db.example.com")});
             settings.connectionName = QStringLiteral("shop-test");
             stage.bench.window.openServer(settings, {});
             stage.rest(1200);
         }},
        {QStringLiteral("never-connected"),
         QStringLiteral("Never connected: what to check"),
         [](Stage &stage) {
             const auto parsed = core::parseConnectionString(
                 QStringLiteral("kurrentdb://127.0.0.1:1?tls=false&maxDiscoverAttempts=1"));
             stage.bench.window.openServer(parsed->settings, {});
             stage.rest(2500);
         }},
        {QStringLiteral("loading"),
         QStringLiteral("Loading, after half a second: a line of progress with a way out"),
         [](Stage &stage) {
             stage.store.areReadsAnswered = false;
             stage.openScripted(QStringLiteral("order-42"));
             stage.rest(900);
         }},
        {QStringLiteral("denied"),
         QStringLiteral("Denied: who we are, which right is missing"),
         [](Stage &stage) {
             stage.store.failures[core::StreamName(QStringLiteral("order-42"))]
                 = core::ErrorCode::AccessDenied;
             stage.openScripted(QStringLiteral("order-42"));
         }},
        {QStringLiteral("denied-other-credentials"),
         QStringLiteral("Denied, and other credentials are asked for"),
         [](Stage &stage) {
             stage.store.failures[core::StreamName(QStringLiteral("order-42"))]
                 = core::ErrorCode::AccessDenied;
             stage.openScripted(QStringLiteral("order-42"));
             stage.click("events/credentials-button");
             stage.rest(300);
         }},
        {QStringLiteral("failed"),
         QStringLiteral("Failed: the sentence, its details, again"),
         [](Stage &stage) {
             stage.store.failures[core::StreamName(QStringLiteral("order-42"))]
                 = core::ErrorCode::Unknown;
             stage.store.failureWords
                 = QStringLiteral("The server answered with something that is no event.");
             stage.openScripted(QStringLiteral("order-42"));
         }},
    };
}

} // namespace shots
