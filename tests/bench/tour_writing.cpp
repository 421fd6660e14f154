// The tour's second part: new events, a conflict, deletions.
#include "tests/bench/guide.h"

#include <QLineEdit>

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
    guide.untilSeen("append/type-edit");
    guide.act(QStringLiteral("draft, type"),
              [] { Guide::seen<QLineEdit>("append/type-edit")->setFocus(); });
    guide.press(QStringLiteral("draft, type"), Qt::Key_A, 1, Qt::ControlModifier);
    guide.type(QStringLiteral("draft, type"), QStringLiteral("OrderCancelled"));
    guide.act(QStringLiteral("draft, data, focus"),
              [] { Guide::seen<QWidget>("append/data-editor")->setFocus(); });
    guide.press(QStringLiteral("draft, data, all selected"), Qt::Key_A, 1, Qt::ControlModifier);
    guide.type(QStringLiteral("draft, data"),
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
    guide.untilSeen("delete-stream/name-edit");
    guide.act(QStringLiteral("delete, name"),
              [] { Guide::seen<QLineEdit>("delete-stream/name-edit")->setFocus(); });
    guide.type(QStringLiteral("delete, name"), QStringLiteral("tour-del"));
    guide.rest(6);
    guide.click("delete-stream/cancel-button");
    guide.trigger("stream.delete");
    guide.untilSeen("delete-stream/delete-button");
    guide.until(QStringLiteral("nothing can be deleted"), [] {
        const auto *button = Guide::seen<QWidget>("delete-stream/delete-button");
        return button && button->isEnabled();
    });
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
