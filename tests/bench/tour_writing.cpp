// The tour's second part: new events, a conflict, deletions.
#include "tests/bench/guide.h"

namespace bench {

namespace {

QString draftStream()
{
    return QStringLiteral("tour-draft");
}

void beginDraft(Guide &guide)
{
    guide.open(draftStream());
    guide.trigger("event.new");
    guide.focus("append/type-edit");
    guide.press(
        "append/type-edit", QStringLiteral("draft, type"), Qt::Key_A, 1, Qt::ControlModifier);
    guide.type("append/type-edit", QStringLiteral("draft, type"), QStringLiteral("OrderCancelled"));
    guide.focus("append/data-editor");
    guide.press("append/data-editor",
                QStringLiteral("draft, data, all selected"),
                Qt::Key_A,
                1,
                Qt::ControlModifier);
    guide.type("append/data-editor",
               QStringLiteral("draft, data"),
               QStringLiteral("{\"order\": 1042, \"reason\": \"customer request\"}"));
}

void closeTab(Guide &guide)
{
    guide.trigger("file.close-tab");
    guide.rest(2);
}

void newEvent(Guide &guide)
{
    beginDraft(guide);
    guide.trigger("event.send");
    guide.untilSeen("append/next-button");
    guide.rest(4);
    guide.click("append/next-button");
    guide.click("append/add-button");
    guide.click("append/preview-toggle");
    guide.rest(4);
    closeTab(guide);
    guide.open(draftStream());
    guide.trigger("event.new-like");
    guide.untilSeen("append/type-edit");
    closeTab(guide);
}

void conflict(Guide &guide)
{
    beginDraft(guide);
    guide.append(draftStream(), 2);
    guide.trigger("event.send");
    guide.untilSeen("append/on-top-button");
    guide.rest(6);
    guide.click("append/on-top-button");
    guide.untilSeen("append/next-button");
    guide.rest(4);
    closeTab(guide);
}

void deletion(Guide &guide)
{
    guide.append(QStringLiteral("tour-delete"), 5);
    guide.open(QStringLiteral("tour-delete"));
    guide.trigger("stream.tombstone");
    guide.focus("delete-stream/name-edit");
    guide.type(
        "delete-stream/name-edit", QStringLiteral("delete, name"), QStringLiteral("tour-del"));
    guide.rest(6);
    guide.click("delete-stream/cancel-button");
    guide.trigger("stream.delete");
    guide.click("delete-stream/delete-button");
    guide.until(QStringLiteral("the stream is still there"),
                [&guide] { return guide.bench.events() && guide.bench.events()->canUndelete(); });
    guide.trigger("stream.undelete");
    guide.rest(10);
    closeTab(guide);
}

} // namespace

QList<Stop> writingStops()
{
    return {{"new event", newEvent}, {"conflict", conflict}, {"deletion", deletion}};
}

} // namespace bench
