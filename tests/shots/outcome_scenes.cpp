#include "tests/shots/outcome_scenes.h"

#include "core/client/connection_profile.h"
#include "tests/ui/event_samples.h"

namespace shots {

namespace {

const core::StreamName &order()
{
    static const core::StreamName name(QStringLiteral("order-42"));
    return name;
}

/// Sends an event to a scripted order-42 that ends at 17.
FakeServer::Append &sendScripted(Stage &stage)
{
    stage.script(order().text(), 18);
    stage.openScripted(order().text());
    stage.press("event.new");
    stage.rest();
    stage.type("append/type-edit", QStringLiteral("OrderCancelled"));
    stage.press("event.send");
    stage.waitFor([&] { return !stage.store.server.appends.isEmpty(); });
    return *stage.store.server.appends.last();
}

core::WriteOutcome conflictAt(quint64 actual)
{
    return core::WrongRevision{core::ExpectedRevision::exact({17}), core::Revision{actual}};
}

core::WriteOutcome lost()
{
    return core::OutcomeUnknown{{},
                                {core::ErrorCode::Unavailable,
                                 QStringLiteral("The connection was lost before the answer came."),
                                 {}}};
}

/// The scripted order-42 has only the events from `first` on any more.
void truncate(Stage &stage, quint64 first)
{
    QList<core::RecordedEvent> &events = *stage.store.streams.find(order());
    events.removeIf([first](const core::RecordedEvent &event) { //
        return event.revision.value < first;
    });
}

void deleteSoftly(Stage &stage)
{
    core::RecordedEvent deletion;
    deletion.id = core::EventId::random();
    deletion.stream = order().metadataStream();
    deletion.type = QStringLiteral("$metadata");
    deletion.contentType = core::ContentType::Json;
    deletion.data = "{\"$tb\":9223372036854775807}";
    deletion.created = samples::Afternoon;
    stage.store.streams.remove(order());
    stage.store.streams.insert(deletion.stream, {deletion});
}

void openDraft(Stage &stage, const QString &stream)
{
    stage.openSandbox({stream});
    stage.press("event.new");
    stage.waitForWidget("append/page");
    stage.rest();
    stage.type("append/type-edit", QStringLiteral("OrderCancelled"));
}

/// The sandbox as a connection with a guard or a transport of its own.
void openAs(Stage &stage, const core::ConnectionProfile &profile, const QString &stream)
{
    stage.bench.window.openProfile(profile, ui::MainWindow::FirstTabs::at({stream}));
    stage.waitFor([&] { return stage.bench.events() && stage.bench.events()->currentEvent(); });
}

QList<Scene> conflictScenes()
{
    return {
        {QStringLiteral("conflict-truncated"),
         QStringLiteral("A conflict: some of what came between is truncated"),
         [](Stage &stage) {
             FakeServer::Append &sent = sendScripted(stage);
             stage.script(order().text(), 31);
             truncate(stage, 28);
             sent.answer(conflictAt(30));
             stage.rest(300);
         }},
        {QStringLiteral("conflict-gone"),
         QStringLiteral("A conflict: the stream was deleted since"),
         [](Stage &stage) {
             FakeServer::Append &sent = sendScripted(stage);
             deleteSoftly(stage);
             sent.answer(conflictAt(19));
             stage.rest(300);
         }},
        {QStringLiteral("conflict-below"),
         QStringLiteral("A conflict: the stream is shorter than expected"),
         [](Stage &stage) {
             sendScripted(stage).answer(conflictAt(5));
             stage.rest(300);
         }},
        {QStringLiteral("delete-conflict"),
         QStringLiteral("Delete: somebody wrote while the dialog was open"),
         [](Stage &stage) {
             stage.server.append(QStringLiteral("shot-delete-conflict"), 2);
             stage.openSandbox({QStringLiteral("shot-delete-conflict")});
             stage.press("stream.delete");
             stage.rest(300);
             stage.server.append(QStringLiteral("shot-delete-conflict"), 1);
             stage.click("delete-stream/delete-button");
             stage.waitForWidget("delete-stream/read-again-button");
         }},
    };
}

QList<Scene> answerScenes()
{
    return {
        {QStringLiteral("undelete-unknown"),
         QStringLiteral("An undelete that was not answered"),
         [](Stage &stage) {
             deleteSoftly(stage);
             stage.openScripted(order().text());
             stage.click("events/undelete-button");
             stage.waitFor([&] { return !stage.store.server.appends.isEmpty(); });
             stage.store.server.appends.last()->answer(lost());
             stage.waitForWidget("events/undelete-again-button");
         }},
        {QStringLiteral("repeat"),
         QStringLiteral("A repeat that the server recognised"),
         [](Stage &stage) {
             sendScripted(stage).answer(core::WriteOutcome{core::Written{core::Revision{17}, {}}});
             stage.rest(300);
         }},
        {QStringLiteral("unknown-found"),
         QStringLiteral("Outcome unknown, looked up: it was written"),
         [](Stage &stage) {
             FakeServer::Append &sent = sendScripted(stage);
             core::RecordedEvent written = stage.store.streams.value(order()).constLast();
             written.revision = core::Revision{18};
             written.id = sent.request.events.constLast().id;
             stage.store.streams[order()].append(written);
             sent.answer(lost());
             stage.click("append/check-button");
             stage.rest(300);
         }},
        {QStringLiteral("unknown-not-found"),
         QStringLiteral("Outcome unknown, looked up: not written so far"),
         [](Stage &stage) {
             sendScripted(stage).answer(lost());
             stage.click("append/check-button");
             stage.rest(300);
         }},
        {QStringLiteral("unknown-looking"),
         QStringLiteral("Outcome unknown: it is being looked for"),
         [](Stage &stage) {
             sendScripted(stage).answer(lost());
             stage.rest();
             stage.store.areReadsAnswered = false;
             stage.click("append/check-button");
             stage.rest(800);
         }},
    };
}

QList<Scene> conditionScenes()
{
    return {
        {QStringLiteral("expected-new-stream"),
         QStringLiteral("Write only if: there are no events yet"),
         [](Stage &stage) { openDraft(stage, QStringLiteral("shot-not-yet")); }},
        {QStringLiteral("expected-zero"),
         QStringLiteral("Write only if: 0 does not mean empty"),
         [](Stage &stage) {
             stage.server.append(QStringLiteral("shot-single"), 1);
             openDraft(stage, QStringLiteral("shot-single"));
         }},
        {QStringLiteral("expected-truncated"),
         QStringLiteral("Write only if: everything is truncated"),
         [](Stage &stage) {
             stage.server.append(QStringLiteral("shot-hollow"), 3);
             stage.server.setMetadata(QStringLiteral("shot-hollow"), "{\"$tb\":3}");
             openDraft(stage, QStringLiteral("shot-hollow"));
         }},
        {QStringLiteral("draft-read-only"),
         QStringLiteral("A draft on a read-only connection"),
         [](Stage &stage) {
             core::ConnectionProfile profile;
             profile.name = QStringLiteral("orders-eu");
             profile.color = core::ConnectionColor::Red;
             profile.guard = core::Guard::ReadOnly;
             profile.settings = stage.server.settings();
             openAs(stage, profile, QStringLiteral("shot-cart"));
             stage.press("event.new");
             stage.rest();
             stage.type("append/type-edit", QStringLiteral("OrderCancelled"));
         }},
        {QStringLiteral("draft-altered-by-http"),
         QStringLiteral("Over HTTP it would not be stored as it is written"),
         [](Stage &stage) {
             core::ConnectionProfile profile;
             profile.name = QStringLiteral("orders-http");
             profile.guard = core::Guard::Free;
             profile.settings = stage.server.settings();
             profile.settings.transport = core::TransportKind::Http;
             openAs(stage, profile, QStringLiteral("shot-cart"));
             stage.press("event.new-like");
             stage.waitForWidget("append/page");
             stage.rest();
             stage.typeData("{\"ledgerEntry\": 0.12345678901234567890}");
             stage.click("append/add-button");
             stage.type("append/type-edit", QStringLiteral("RefundAsked"));
             stage.press("event.send");
             stage.rest(300);
         }},
    };
}

} // namespace

QList<Scene> outcomeScenes()
{
    return conflictScenes() + answerScenes() + conditionScenes();
}

} // namespace shots
