#include "tests/shots/events_scenes.h"

#include "tests/ui/event_samples.h"

#include <QScrollBar>

namespace shots {

namespace {

const QString &order()
{
    static const QString name = QStringLiteral("order-42");
    return name;
}

/// Some days of an order, the last of them told only in part.
QList<core::RecordedEvent> fewDays(quint64 first)
{
    constexpr qint64 Hour = 3600 * core::EventTime::TicksPerSecond;
    constexpr qint64 Odd = 41'234'567; // so that clocks look like clocks
    const QStringList types{QStringLiteral("ItemAdded"),
                            QStringLiteral("PriceChanged"),
                            QStringLiteral("ItemRemoved"),
                            QStringLiteral("OrderPlaced")};
    QList<core::RecordedEvent> events;
    for (quint64 revision = first; revision < 60; ++revision) {
        core::RecordedEvent event = samples::recorded(core::StreamName(order()), revision);
        const auto turn = qint64(revision);
        event.created.ticks = samples::Afternoon.ticks + turn * 4 * Hour + turn * turn * Odd;
        event.type = types.at(qsizetype(revision * 7 / 3) % types.size());
        event.data
            = R"({"orderId":"42","sku":"LMP-220","quantity":)" + QByteArray::number(revision) + '}';
        events.append(event);
    }
    return events;
}

void openOrder(Stage &stage, quint64 first = 0)
{
    stage.store.streams[core::StreamName(order())] = fewDays(first);
    stage.openScripted(order());
}

} // namespace

QList<Scene> eventsScenes()
{
    return {
        {QStringLiteral("newest-first"),
         QStringLiteral("Newest First: the end on top"),
         [](Stage &stage) {
             openOrder(stage);
             stage.press("view.newest-first");
         }},
        {QStringLiteral("newest-first-start"),
         QStringLiteral("Newest First: what is gone stands at the bottom"),
         [](Stage &stage) {
             openOrder(stage, 42);
             stage.press("view.newest-first");
         }},
        {QStringLiteral("newest-first-log"),
         QStringLiteral("Newest First in $all"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("$all")});
             stage.press("view.newest-first");
         }},
        {QStringLiteral("gone-row"),
         QStringLiteral("A row that is gone: the detail says so"),
         [](Stage &stage) {
             openOrder(stage);
             stage.store.streams[core::StreamName(order())].remove(51, 2);
             stage.press("stream.reload");
             stage.rest();
             stage.open(order() + QStringLiteral("@52"));
         }},
        {QStringLiteral("gone-first-rows"),
         QStringLiteral("The row that stands for the first events, which are gone"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-truncated")});
             QTest::keyClick(stage.bench.window.focusWidget(), Qt::Key_Home);
             QTest::keyClick(stage.bench.window.focusWidget(), Qt::Key_Up);
         }},
        {QStringLiteral("thumb-label"),
         QStringLiteral("The scroll bar is dragged: where the thumb is"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-links")});
             auto *bar = stage.bench.find<QScrollBar>("events/scroll-bar");
             bar->setSliderDown(true);
             bar->setValue(bar->maximum() / 3);
             stage.rest(600);
         }},
        {QStringLiteral("rows-loading"),
         QStringLiteral("Rows that are being read: dim bars, and a way out"),
         [](Stage &stage) {
             stage.script(order(), 5000);
             stage.openScripted(order());
             stage.store.areReadsAnswered = false;
             stage.bench.events()->goTo(core::Revision{1000});
             stage.rest(900);
         }},
        {QStringLiteral("rows-failed"),
         QStringLiteral("Not everything could be read; what was read stays"),
         [](Stage &stage) {
             stage.script(order(), 5000);
             stage.openScripted(order());
             stage.store.failures[core::StreamName(order())] = core::ErrorCode::Timeout;
             stage.store.failureWords
                 = QStringLiteral("db.example.com:2113 sent nothing for 10,000 ms");
             auto *bar = stage.bench.find<QScrollBar>("events/scroll-bar");
             bar->setValue(4735); // rows of two pages, of which one is there
             stage.rest(600);
         }},
        {QStringLiteral("go-to-moment"),
         QStringLiteral("Go to a moment: what is typed"),
         [](Stage &stage) {
             openOrder(stage);
             stage.press("stream.go-to");
             stage.type("top-bar/address", QStringLiteral("2026-03-05 14:05"));
         }},
        {QStringLiteral("go-to-moment-there"),
         QStringLiteral("The first event at or after it"),
         [](Stage &stage) {
             openOrder(stage);
             stage.open(order() + QStringLiteral("@2026-03-05 14:05"));
         }},
        {QStringLiteral("go-to-moment-outside"),
         QStringLiteral("A moment after the last event"),
         [](Stage &stage) {
             openOrder(stage);
             stage.open(order() + QStringLiteral("@2026-12-24"));
         }},
    };
}

} // namespace shots
