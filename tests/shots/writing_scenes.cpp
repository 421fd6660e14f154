#include "tests/shots/writing_scenes.h"

namespace shots {

namespace {

void openDraft(Stage &stage, const QString &stream)
{
    stage.openSandbox({stream});
    stage.press("event.new");
    stage.waitForWidget("append/page");
    stage.rest();
    stage.type("append/type-edit", QStringLiteral("OrderCancelled"));
    stage.typeData("{\n  \"orderId\": \"1042\",\n  \"reason\": \"customer request\"\n}");
}

void answerAppend(Stage &stage, core::TransportResult<core::WriteOutcome> reply)
{
    stage.script(QStringLiteral("order-42"), 18);
    stage.openScripted(QStringLiteral("order-42"));
    stage.press("event.new");
    stage.rest();
    stage.type("append/type-edit", QStringLiteral("OrderCancelled"));
    stage.press("event.send");
    stage.waitFor([&] { return !stage.store.server.appends.isEmpty(); });
    stage.store.server.appends.last()->answer(std::move(reply));
}

} // namespace

QList<Scene> writingScenes()
{
    const QString cart = QStringLiteral("shot-cart");
    return {
        {QStringLiteral("new-event"),
         QStringLiteral("New event"),
         [cart](Stage &stage) { openDraft(stage, cart); }},
        {QStringLiteral("new-event-small-window"),
         QStringLiteral("New event at 960 × 600"),
         [cart](Stage &stage) { openDraft(stage, cart); },
         {960, 600}},
        {QStringLiteral("several-events"),
         QStringLiteral("Several events in one write, the preview open"),
         [cart](Stage &stage) {
             openDraft(stage, cart);
             stage.click("append/add-button");
             stage.type("append/type-edit", QStringLiteral("RefundAsked"));
             stage.click("append/preview-toggle");
         }},
        {QStringLiteral("not-json"),
         QStringLiteral("Not sent: the data is not JSON"),
         [cart](Stage &stage) {
             openDraft(stage, cart);
             stage.typeData("{\n  \"orderId\": 1042,\n  \"reason\": customer request\n}");
             stage.press("event.send");
         }},
        {QStringLiteral("written"),
         QStringLiteral("Written"),
         [](Stage &stage) {
             openDraft(stage, QStringLiteral("shot-written"));
             stage.press("event.send");
             stage.rest(400);
         }},
        {QStringLiteral("next-event"),
         QStringLiteral("The next event: type and shape of the one before"),
         [](Stage &stage) {
             openDraft(stage, QStringLiteral("shot-written"));
             stage.press("event.send");
             stage.waitForWidget("append/next-button");
             stage.rest(400);
             stage.click("append/next-button");
             stage.rest();
         }},
        {QStringLiteral("conflict"),
         QStringLiteral("A conflict: expected, actual, and what came between"),
         [](Stage &stage) {
             openDraft(stage, QStringLiteral("shot-conflict"));
             stage.server.append(QStringLiteral("shot-conflict"), 2);
             stage.press("event.send");
             stage.waitForWidget("append/on-top-button");
             stage.rest(300);
         }},
        {QStringLiteral("outcome-unknown"),
         QStringLiteral("Outcome unknown"),
         [](Stage &stage) {
             answerAppend(stage,
                          core::WriteOutcome{core::OutcomeUnknown{
                              {},
                              {core::ErrorCode::Unavailable,
                               QStringLiteral("The connection was lost before the answer came."),
                               {}}}});
         }},
        {QStringLiteral("append-failed"),
         QStringLiteral("A write that failed"),
         [](Stage &stage) {
             answerAppend(stage,
                          core::TransportError{{core::ErrorCode::AccessDenied,
                                                QStringLiteral("ops may not write to order-42. "
                                                               "Nothing was written."),
                                                {}},
                                               std::nullopt,
                                               false});
         }},
        {QStringLiteral("delete"),
         QStringLiteral("Delete, softly"),
         [cart](Stage &stage) {
             stage.openSandbox({cart});
             stage.press("stream.delete");
             stage.rest(300);
         }},
        {QStringLiteral("delete-for-good"),
         QStringLiteral("Delete for good: the name is typed"),
         [cart](Stage &stage) {
             stage.openSandbox({cart});
             stage.press("stream.tombstone");
             stage.rest(300);
         }},
    };
}

} // namespace shots
