// The gallery: every state of the window, light and dark, as pictures with an index page.
//   TRIBUTARY_SHOTS=folder shots [-silent] [scene...]
#include "tests/shots/audit_scenes.h"
#include "tests/shots/connection_scenes.h"
#include "tests/shots/link_scenes.h"
#include "tests/shots/projection_scenes.h"
#include "ui/event_detail/event_detail_pane.h"

#include <QDir>
#include <QFile>
#include <QTabBar>
#include <QTabWidget>

using namespace shots;

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

void showEvent(Stage &stage, const QByteArray &data, core::ContentType type)
{
    stage.openSandbox({QStringLiteral("shot-cart")});
    auto event = stage.bench.events()->currentEvent();
    event->event->data = data;
    event->event->contentType = type;
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

void answerAppend(Stage &stage, core::TransportResult<core::WriteOutcome> reply)
{
    stage.store.streams[core::StreamName(QStringLiteral("order-42"))] = {};
    stage.openScripted(QStringLiteral("order-42"));
    stage.press("event.new");
    stage.rest();
    stage.type("append/type-edit", QStringLiteral("OrderCancelled"));
    stage.press("event.send");
    stage.waitFor([&] { return !stage.store.server.appends.isEmpty(); });
    stage.store.server.appends.last()->answer(std::move(reply));
}

QList<Scene> browsing()
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
        {QStringLiteral("all"), QStringLiteral("All events"), at(QStringLiteral("$all"))},
        {QStringLiteral("truncated"),
         QStringLiteral("Truncated: what is gone is a row"),
         [](Stage &stage) {
             stage.openSandbox({QStringLiteral("shot-truncated")});
             QTest::keyClick(stage.bench.window.focusWidget(), Qt::Key_Home);
         }},
        {QStringLiteral("not-found"),
         QStringLiteral("No stream of this name"),
         at(QStringLiteral("order-9999"))},
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
    };
}

QList<Scene> connecting()
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
        {QStringLiteral("failed"),
         QStringLiteral("Failed: the sentence, its details, again"),
         [](Stage &stage) {
             stage.store.failures[core::StreamName(QStringLiteral("order-42"))]
                 = core::ErrorCode::Unknown;
             stage.openScripted(QStringLiteral("order-42"));
         }},
    };
}

QList<Scene> writing()
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
         [](Stage &stage) { answerAppend(stage, fake::failure(core::ErrorCode::AccessDenied)); }},
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

QList<Scene> payloads()
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

} // namespace

class Shots final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void scene_data();
    void scene();

private:
    std::unique_ptr<Server> m_server;
    QDir m_folder;
    QList<Scene> m_scenes = browsing() + connecting() + connectionScenes() + writing() + payloads()
                            + linkScenes() + auditScenes() + projectionScenes();
};

void Shots::initTestCase()
{
    m_folder.setPath(qEnvironmentVariable("TRIBUTARY_SHOTS", QStringLiteral("shots")));
    QVERIFY(m_folder.mkpath(QStringLiteral(".")));
    m_server = std::make_unique<Server>();
    prepareAuditScenes(*m_server);
    for (const char *stream : {"shot-truncated",
                               "shot-gone",
                               "shot-deleted",
                               "shot-tombstone",
                               "shot-live",
                               "shot-written",
                               "shot-conflict"})
        m_server->append(QString::fromLatin1(stream), 18);
    m_server->append(QStringLiteral("shot-live-long"), 60);
    m_server->append(QStringLiteral("shot-cart"), 17);
    m_server->append(
        QStringLiteral("shot-cart"),
        {jsonEvent(QStringLiteral("OrderPlaced"),
                   R"({"orderId":"1042","customerId":"3f0c1d52-8a8e-4b0e-9f55-0c0f6a1f7d21",)"
                   R"("total":1284.10,"currency":"EUR","ledgerEntry":90071992547409931234,)"
                   R"("lines":[{"sku":"LMP-220","qty":2,"price":499.00},)"
                   R"({"sku":"CBL-007","qty":6,"price":47.68}],)"
                   R"("note":"Bitte beim Nachbarn abgeben","gift":false,"coupon":null})")});
    m_server->setMetadata(QStringLiteral("shot-metadata"), R"({"$maxCount":100})");
    m_server->setMetadata(QStringLiteral("shot-truncated"), R"({"$tb":11})");
    m_server->setMetadata(QStringLiteral("shot-gone"), R"({"$tb":18})");
    m_server->remove(QStringLiteral("shot-deleted"), core::DeleteMode::Soft);
    m_server->remove(QStringLiteral("shot-tombstone"), core::DeleteMode::Tombstone);
}

void Shots::scene_data()
{
    QTest::addColumn<qsizetype>("index");
    QTest::addColumn<ui::ThemeChoice>("theme");
    for (qsizetype i = 0; i < m_scenes.size(); ++i) {
        const QByteArray name = m_scenes.at(i).name.toUtf8();
        QTest::addRow("%s-light", name.constData()) << i << ui::ThemeChoice::Light;
        QTest::addRow("%s-dark", name.constData()) << i << ui::ThemeChoice::Dark;
    }
}

void Shots::scene()
{
    QFETCH(qsizetype, index);
    QFETCH(ui::ThemeChoice, theme);
    const Scene &played = m_scenes.at(index);
    Stage stage(*m_server, theme, played.size);
    played.play(stage);
    const QPixmap picture = stage.picture();
    const QString twice = picture.devicePixelRatio() > 1 ? QStringLiteral("@2x") : QString();
    const QString file
        = QString::fromUtf8(QTest::currentDataTag()) + twice + QStringLiteral(".png");
    QVERIFY(picture.save(m_folder.filePath(file)));
}

void Shots::cleanupTestCase()
{
    QString page = QStringLiteral(
        "<!doctype html><meta charset=\"utf-8\"><title>Tributary: every state</title>"
        "<style>body{font:14px sans-serif;margin:24px;background:#888;color:#fff}"
        "figure{display:inline-block;width:47%;margin:0 1% 24px}img{width:100%}</style>"
        "<h1>Every state of the window</h1>\n");
    for (const Scene &shown : m_scenes) {
        page += QStringLiteral("<h2>%1</h2>\n").arg(shown.words.toHtmlEscaped());
        for (const char *kind : {"light", "dark", "light@2x", "dark@2x"}) {
            const QString file = QStringLiteral("%1-%2.png").arg(shown.name, QLatin1String(kind));
            if (m_folder.exists(file))
                page += QStringLiteral("<figure><a href=\"%1\"><img src=\"%1\" alt=\"%1\"></a>"
                                       "</figure>\n")
                            .arg(file);
        }
    }
    QFile index(m_folder.filePath(QStringLiteral("index.html")));
    QVERIFY(index.open(QIODevice::WriteOnly));
    index.write(page.toUtf8());
}

QTEST_MAIN(Shots)
#include "shots.moc"
