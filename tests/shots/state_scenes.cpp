#include "tests/shots/state_scenes.h"

#include "tests/ui/event_samples.h"
#include "ui/connections/connection.h"

namespace shots {

namespace {

const QString &order()
{
    static const QString name = QStringLiteral("order-42");
    return name;
}

/// A scripted stream that is followed up to its end.
void followScripted(Stage &stage)
{
    stage.script(order(), 60);
    stage.openScripted(order());
    stage.bench.events()->setLive(true);
    stage.waitFor([&] { return !stage.store.server.subscriptions.isEmpty(); });
    stage.store.server.subscriptions.constLast()->send(core::read_item::Confirmed{});
    stage.store.server.subscriptions.constLast()->send(core::read_item::CaughtUp{});
    stage.rest();
}

/// What the server lists as its streams.
void scriptList(Stage &stage, const QByteArrayList &streams)
{
    const core::StreamName list(QStringLiteral("$streams"));
    for (const QByteArray &stream : streams) {
        const auto revision = quint64(stage.store.streams[list].size());
        stage.store.streams[list] << samples::link(list, revision, "0@" + stream);
    }
}

void scriptLog(Stage &stage)
{
    for (quint64 i = 0; i < 40; ++i) {
        core::RecordedEvent event = samples::recorded(core::StreamName(order()), i);
        event.position = core::Position{4'821'000'512'330 + i * 211, 4'821'000'512'330 + i * 211};
        event.type = i % 3 ? QStringLiteral("ItemAdded") : QStringLiteral("$metadata");
        if (i % 3 == 0)
            event.stream = event.stream.metadataStream();
        stage.store.streams[core::StreamName::all()] << event;
    }
}

void refuseFilter(Stage &stage)
{
    const auto reads = stage.store.server.reads;
    for (const auto &read : reads) {
        if (read->request.stream.isAll() && read->request.filter)
            read->end(core::TransportError{
                {core::ErrorCode::Unsupported,
                 QStringLiteral("The server at db.example.com:2113 cannot filter $all; servers "
                                "from 20.6 on can."),
                 {}},
                std::nullopt,
                false});
    }
}

} // namespace

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
        {QStringLiteral("live-behind"),
         QStringLiteral("Live: how far behind"),
         [](Stage &stage) {
             followScripted(stage);
             stage.script(order(), 4180);
             stage.store.server.subscriptions.constLast()->send(core::read_item::FellBehind{});
             stage.rest(700);
         }},
        {QStringLiteral("live-ended"),
         QStringLiteral("Live: ended by the server, and why"),
         [](Stage &stage) {
             followScripted(stage);
             stage.store.server.subscriptions.constLast()->end(
                 core::TransportError{{core::ErrorCode::AccessDenied,
                                       QStringLiteral("You may not read \"order-42\" any more."),
                                       {}},
                                      std::nullopt,
                                      false});
             stage.rest(300);
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
        {QStringLiteral("denied-all"),
         QStringLiteral("Denied $all: the categories instead"),
         [](Stage &stage) {
             scriptList(stage, {"order-42", "cart-7", "payment-9"});
             stage.store.failures[core::StreamName::all()] = core::ErrorCode::AccessDenied;
             stage.openScripted(QStringLiteral("$all"));
             stage.rest(300);
         }},
        {QStringLiteral("not-found-or-denied"),
         QStringLiteral("Not found or soft-deleted: its metadata may not be read"),
         [](Stage &stage) {
             stage.store.failures[core::StreamName(order()).metadataStream()]
                 = core::ErrorCode::AccessDenied;
             stage.openScripted(order());
         }},
        {QStringLiteral("atom-pub-off"),
         QStringLiteral("Streams are not offered over HTTP: who can change it"),
         [](Stage &stage) {
             stage.store.failures[core::StreamName(order())] = core::ErrorCode::Unsupported;
             stage.store.failureWords
                 = QStringLiteral("The server at db.example.com:2113 does not offer its streams "
                                  "over HTTP: start it with --enable-atom-pub-over-http, or "
                                  "connect over gRPC.");
             stage.openScripted(order());
         }},
        {QStringLiteral("projection-stopped"),
         QStringLiteral("Its projection does not run: what is not written because of it"),
         [](Stage &stage) {
             stage.openScripted(QStringLiteral("$ce-order"));
             stage.waitFor([&] { return !stage.store.server.projections.isEmpty(); });
             core::ProjectionStatus status;
             status.name = QStringLiteral("$by_category");
             status.status = QStringLiteral("Stopped");
             stage.store.server.projections.constLast()->answer(core::ProjectionList{status});
             stage.rest(300);
         }},
        {QStringLiteral("all-system-hidden"),
         QStringLiteral("Nothing but the system's own events, which are hidden"),
         [](Stage &stage) {
             stage.store.streams[core::StreamName::all()] = {};
             stage.openScripted(QStringLiteral("$all"));
         }},
        {QStringLiteral("all-unfiltered"),
         QStringLiteral("A server that cannot filter $all: System is on, and says why"),
         [](Stage &stage) {
             stage.store.areReadsAnswered = false;
             stage.openScripted(QStringLiteral("$all"));
             refuseFilter(stage);
             scriptLog(stage);
             stage.store.areReadsAnswered = true;
             stage.rest(300);
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
