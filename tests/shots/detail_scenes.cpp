#include "tests/shots/detail_scenes.h"

#include "ui/event_detail/event_detail_pane.h"
#include "ui/event_detail/payload_view.h"

#include <QTabWidget>

namespace shots {

namespace {

void showEvent(Stage &stage, const QByteArray &data, core::ContentType type, bool isExact = true)
{
    stage.openSandbox({QStringLiteral("shot-cart")});
    auto event = stage.bench.events()->currentEvent();
    event->event->data = data;
    event->event->contentType = type;
    event->event->dataExact = isExact;
    stage.bench.window.findChild<ui::EventDetailPane *>()->setEvent(event);
    stage.rest(600);
}

void showDetailTab(Stage &stage, const QString &address, const QString &title)
{
    stage.openSandbox({address});
    auto *tabs = stage.bench.find<QTabWidget>("detail/tabs");
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->tabText(i) == title)
            tabs->setCurrentIndex(i);
    }
}

} // namespace

QList<Scene> detailScenes()
{
    using core::ContentType;
    return {
        {QStringLiteral("payload-find"),
         QStringLiteral("Find in a payload"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("event.find");
             stage.type("detail/data/find-edit", QStringLiteral("sku"));
         }},
        {QStringLiteral("payload-find-nothing"),
         QStringLiteral("Find in a payload that does not hold it"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("event.find");
             stage.type("detail/data/find-edit", QStringLiteral("refund"));
         }},
        {QStringLiteral("payload-binary"),
         QStringLiteral("Bytes"),
         [](Stage &stage) {
             QByteArray bytes;
             for (int i = 0; i < 400; ++i)
                 bytes += char(i * 7);
             showEvent(stage, bytes, ContentType::Bytes);
         }},
        {QStringLiteral("payload-redacted"),
         QStringLiteral("Perhaps redacted"),
         [](Stage &stage) { showEvent(stage, QByteArray(64, '\xff'), ContentType::Json); }},
        {QStringLiteral("payload-contradicts"),
         QStringLiteral("Not what its content type says"),
         [](Stage &stage) { showEvent(stage, "{\"total\": 12.}", ContentType::Json); }},
        {QStringLiteral("payload-over-16-mib"),
         QStringLiteral("Over 16 MiB"),
         [](Stage &stage) {
             showEvent(stage, QByteArray(17 * 1024 * 1024, 'x'), ContentType::Bytes);
         }},
        {QStringLiteral("payload-not-exact"),
         QStringLiteral("Not exact: what the server's list holds, over HTTP"),
         [](Stage &stage) {
             showEvent(stage, "{\"total\":12.1}", ContentType::Json, false);
             stage.bench.find<ui::PayloadView>("detail/data/view")
                 ->showInexact({core::ErrorCode::Unavailable,
                                QStringLiteral("Nothing listens on 127.0.0.1:2113."),
                                {}});
             stage.rest();
         }},
        {QStringLiteral("detail-metadata"),
         QStringLiteral("Metadata"),
         [](Stage &stage) {
             showDetailTab(
                 stage, core::sampleHighlights().constFirst(), QStringLiteral("Metadata"));
         }},
        {QStringLiteral("detail-system"),
         QStringLiteral("System fields"),
         [](Stage &stage) {
             showDetailTab(stage, core::sampleHighlights().at(1), QStringLiteral("System"));
         }},
    };
}

} // namespace shots
