#include "tests/shots/projection_scenes.h"

#include "core/transport/projection_errors.h"
#include "ui/widgets/plain_table.h"

#include <QTabWidget>

namespace shots {

namespace {

void showList(Stage &stage)
{
    stage.openSandbox({QStringLiteral("shot-cart")});
    stage.press("connection.projections");
    const auto *table = stage.bench.find<ui::PlainTable>("projections/table");
    stage.waitFor([table] { return table->model()->rowCount() > 0; });
    stage.rest();
}

core::ProjectionStatus standing(const char *name, const char *status, double progress)
{
    core::ProjectionStatus told;
    told.name = QString::fromLatin1(name);
    told.effectiveName = told.name;
    told.status = QString::fromLatin1(status);
    told.mode = QStringLiteral("Continuous");
    told.place = QStringLiteral("C:5502198/P:5502198");
    told.checkpoint = QStringLiteral("C:5491022/P:5491022");
    told.progress = progress;
    told.eventsSinceStart = 20481;
    told.definitions = 3;
    told.partitionsCached = 42;
    return told;
}

/// A server that was started without them.
void showNone(Stage &stage)
{
    stage.store.streams[core::StreamName(QStringLiteral("order-42"))] = {};
    stage.openScripted(QStringLiteral("order-42"));
    stage.press("connection.projections");
    stage.waitFor([&] { return !stage.store.server.projections.isEmpty(); });
    core::TransportError error = fake::failure(core::ErrorCode::Unsupported);
    core::sayNoProjections(error.error, fake::node("db.example.com"));
    stage.store.server.projections.constLast()->answer(error);
    stage.rest();
}

/// A server with one that is faulted and one that is behind; the state of the faulted one in front.
void showState(Stage &stage)
{
    stage.store.streams[core::StreamName(QStringLiteral("order-42"))] = {};
    stage.openScripted(QStringLiteral("order-42"));
    stage.press("connection.projections");
    stage.waitFor([&] { return !stage.store.server.projections.isEmpty(); });
    core::ProjectionStatus totals = standing("order-totals", "Faulted (Enabled)", 61.3);
    totals.reason = QStringLiteral("TypeError: Cannot read property 'amount' of undefined");
    core::ProjectionStatus behind = standing("$by_category", "Running", 97.4);
    behind.buffered = 499;
    stage.store.server.projections.constLast()->answer(
        core::ProjectionList{totals,
                             behind,
                             standing("$by_event_type", "Running", 100),
                             standing("$streams", "Stopped", 12.0)});
    stage.rest();
    stage.bench.find<ui::PlainTable>("projections/table")->selectRow(3);
    stage.rest();
    stage.bench.find<QTabWidget>("projections/tabs")->setCurrentIndex(1);
    stage.waitFor([&] { return !stage.store.server.projectionTexts.isEmpty(); });
    stage.store.server.projectionTexts.constLast()->answer(core::ProjectionText{
        R"({"orders":20481,"total":90071992547409931234.10,"largest":{"order":"1042","sum":1284.10}})",
        true});
    stage.rest();
}

} // namespace

QList<Scene> projectionScenes()
{
    return {
        {QStringLiteral("projections"),
         QStringLiteral("The projections of a server, one of them told whole"),
         showList},
        {QStringLiteral("projections-small-window"),
         QStringLiteral("The same at 960 × 600"),
         showList,
         {960, 600}},
        {QStringLiteral("projections-off"),
         QStringLiteral("A server without projections"),
         showNone},
        {QStringLiteral("projections-state"),
         QStringLiteral("A projection that is faulted, and its state"),
         showState},
    };
}

} // namespace shots
