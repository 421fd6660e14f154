#include "tests/shots/browsing_scenes.h"

#include <QApplication>
#include <QLineEdit>

namespace shots {

namespace {

void searchManual(Stage &stage, const QString &words)
{
    stage.openSandbox({QStringLiteral("shot-cart")});
    stage.press("help.manual");
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        if (auto *search = window->findChild<QLineEdit *>(QStringLiteral("manual/search")))
            QTest::keyClicks(search, words);
    }
    stage.rest(300);
}

} // namespace

void prepareBrowsingScenes(Server &server)
{
    for (const char *stream : {"shot-truncated",
                               "shot-gone",
                               "shot-deleted",
                               "shot-tombstone",
                               "shot-live",
                               "shot-written",
                               "shot-conflict"})
        server.append(QString::fromLatin1(stream), 18);
    server.append(QStringLiteral("shot-live-long"), 60);
    server.append(QStringLiteral("shot-cart"), 17);
    server.append(
        QStringLiteral("shot-cart"),
        {jsonEvent(QStringLiteral("OrderPlaced"),
                   R"({"orderId":"1042","customerId":"3f0c1d52-8a8e-4b0e-9f55-0c0f6a1f7d21",)"
                   R"("total":1284.10,"currency":"EUR","ledgerEntry":90071992547409931234,)"
                   R"("lines":[{"sku":"LMP-220","qty":2,"price":499.00},)"
                   R"({"sku":"CBL-007","qty":6,"price":47.68}],)"
                   R"("note":"Bitte beim Nachbarn abgeben","gift":false,"coupon":null})")});
    server.setMetadata(QStringLiteral("shot-metadata"), R"({"$maxCount":100})");
    server.setMetadata(QStringLiteral("shot-truncated"), R"({"$tb":11})");
    server.setMetadata(QStringLiteral("shot-gone"), R"({"$tb":18})");
    server.remove(QStringLiteral("shot-deleted"), core::DeleteMode::Soft);
    server.remove(QStringLiteral("shot-tombstone"), core::DeleteMode::Tombstone);
}

QList<Scene> browsingScenes()
{
    const auto at = [](const QString &address) {
        return [address](Stage &stage) { stage.openSandbox({address}); };
    };
    return {
        {QStringLiteral("first-start"),
         QStringLiteral("First start: three tabs, a broken link in front"),
         [](Stage &stage) { stage.openSandbox(core::sampleHighlights(), 1); }},
        {QStringLiteral("stream"), QStringLiteral("A stream"), at(QStringLiteral("shot-cart"))},
        {QStringLiteral("stream-small-window"),
         QStringLiteral("At 960 × 600: the detail below"),
         at(QStringLiteral("shot-cart")),
         {960, 600}},
        {QStringLiteral("stream-large-window"),
         QStringLiteral("At 2560 × 1440"),
         at(QStringLiteral("shot-cart")),
         {2560, 1440}},
        {QStringLiteral("dense-rows"),
         QStringLiteral("Dense rows"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("view.dense-rows");
             stage.rest();
         }},
        {QStringLiteral("manual"),
         QStringLiteral("The manual, opened where the keyboard was"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("help.manual");
             stage.rest();
         }},
        {QStringLiteral("manual-table"),
         QStringLiteral("The manual: its longest table"),
         [](Stage &stage) { searchManual(stage, QStringLiteral("approximate")); }},
        {QStringLiteral("manual-search"),
         QStringLiteral("The manual: the sections that hold the words"),
         [](Stage &stage) { searchManual(stage, QStringLiteral("broken link")); }},
        {QStringLiteral("manual-nothing"),
         QStringLiteral("The manual: no section holds the words"),
         [](Stage &stage) { searchManual(stage, QStringLiteral("xylophone")); }},
        {QStringLiteral("all"), QStringLiteral("All events"), at(QStringLiteral("$all"))},
        {QStringLiteral("all-system"),
         QStringLiteral("All events, the system's too"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("$all")});
             stage.bench.events()->setShowSystem(true);
             stage.rest(300);
         }},
        {QStringLiteral("links-unresolved"),
         QStringLiteral("Links themselves: Resolve Links is off"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("$ce-order")});
             stage.bench.events()->setResolveLinks(false);
             stage.rest(300);
         }},
        {QStringLiteral("no-tab"),
         QStringLiteral("No tab is open"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("file.close-tab");
         }},
        {QStringLiteral("truncated"),
         QStringLiteral("Truncated: what is gone is a row"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-truncated")});
             QTest::keyClick(stage.bench.window.focusWidget(), Qt::Key_Home);
         }},
        {QStringLiteral("not-found"),
         QStringLiteral("No stream of this name"),
         at(QStringLiteral("order-9999"))},
        {QStringLiteral("not-found-close-names"),
         QStringLiteral("No stream of this name, but names that are close"),
         at(QStringLiteral("odrer-1042"))},
        {QStringLiteral("metadata-only"),
         QStringLiteral("Metadata only"),
         at(QStringLiteral("shot-metadata"))},
        {QStringLiteral("all-truncated"),
         QStringLiteral("All truncated"),
         at(QStringLiteral("shot-gone"))},
        {QStringLiteral("soft-deleted"),
         QStringLiteral("Soft-deleted"),
         at(QStringLiteral("shot-deleted"))},
        {QStringLiteral("tombstoned"),
         QStringLiteral("Deleted for good"),
         at(QStringLiteral("shot-tombstone"))},
        {QStringLiteral("palette"),
         QStringLiteral("All commands"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("view.palette");
         }},
        {QStringLiteral("wire-log"),
         QStringLiteral("The wire log"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("view.wire-log");
         }},
        {QStringLiteral("filter"),
         QStringLiteral("A filter in the tab's line"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.type("events/filter-edit", QStringLiteral("placed"));
             stage.rest(600);
         }},
        {QStringLiteral("filter-nothing"),
         QStringLiteral("A search that finds nothing at all"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.type("events/filter-edit", QStringLiteral("refund"));
             stage.rest(600);
         }},
        {QStringLiteral("filter-none-yet"),
         QStringLiteral("A search that has found nothing yet: where it is"),
         [](Stage &stage) {
             stage.script(QStringLiteral("order-42"), 5000);
             stage.openScripted(QStringLiteral("order-42"));
             stage.store.areReadsAnswered = false;
             stage.type("events/filter-edit", QStringLiteral("refund"));
             stage.rest(900);
         }},
        {QStringLiteral("filter-all-none-yet"),
         QStringLiteral("A search through all events over HTTP: where it is"),
         [](Stage &stage) {
             stage.store.streams[core::StreamName::all()] = {};
             stage.openScripted(QStringLiteral("$all"));
             stage.store.areReadsAnswered = false;
             stage.type("events/filter-edit", QStringLiteral("refund"));
             stage.waitFor([&] { return !stage.store.server.reads.constLast()->isEnded; });
             stage.store.server.reads.constLast()->send(
                 core::read_item::Checkpoint{{4'821'000'512'330, 4'821'000'512'330}});
             stage.rest(900);
         }},
        {QStringLiteral("found-ids"),
         QStringLiteral("A bare id: the streams that it may mean"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             auto *address = stage.bench.find<QLineEdit>("top-bar/address");
             address->setFocus();
             address->selectAll();
             QTest::keyClicks(address, QStringLiteral("1042"));
             QTest::keyClick(address, Qt::Key_Return);
             stage.waitForWidget("address/found");
         }},
        {QStringLiteral("copy-as"),
         QStringLiteral("Copy as"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("event.copy-as");
             stage.waitForWidget("event/copy-menu");
         }},
        {QStringLiteral("go-to"),
         QStringLiteral("Go to a revision"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-cart")});
             stage.press("stream.go-to");
             stage.rest();
         }},
    };
}

} // namespace shots
