#include "tests/shots/events_scenes.h"

#include "tests/ui/event_samples.h"

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
