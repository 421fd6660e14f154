// The models of lists, tables and trees keep the rules of item models while they change.
#include "tests/support/event_builders.h"
#include "tests/support/gui_warnings.h"
#include "ui/actions/palette_model.h"
#include "ui/audit/audit_findings_model.h"
#include "ui/audit/target_streams_model.h"
#include "ui/causes/cause_table_model.h"
#include "ui/projections/projections_model.h"
#include "ui/streams/stream_order.h"
#include "ui/streams/stream_tree_model.h"
#include "ui/wire_log/wire_log_filter.h"
#include "ui/wire_log/wire_log_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace ui;

namespace {

core::StreamName named(const char *name)
{
    return core::StreamName(QString::fromUtf8(name));
}

core::AuditExample broken(quint64 link)
{
    return {{link}, QStringLiteral("7@order-1"), {}, QStringLiteral("It is gone.")};
}

core::AuditTargetStream target(const char *stream, quint64 links, quint64 brokenLinks)
{
    return {named(stream), links, brokenLinks, 0, core::LinkState::EventTruncated};
}

core::ProjectionStatus projection(const char *name, const char *status)
{
    core::ProjectionStatus told;
    told.name = QString::fromLatin1(name);
    told.status = QString::fromLatin1(status);
    return told;
}

core::CauseNode node(quint64 revision, int depth, int parent)
{
    return {anEvent("order-1").at(revision),
            parent < 0 ? core::CauseNode::Kind::Root : core::CauseNode::Kind::Caused,
            depth,
            parent,
            {}};
}

core::WireEntry aCall(const char *target, qint64 serial)
{
    core::WireEntry entry;
    entry.serial = serial;
    entry.target = QString::fromLatin1(target);
    return entry;
}

constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

} // namespace

class TstListModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnWarnings(); }
    void thePaletteListsWhatFitsWhileOneTypes();
    void theStreamTreeGrowsAndIsRearranged();
    void theNavigatorCountsAsPeopleDo();
    void whatAnAuditFoundComesAndGoes();
    void theStreamsOfAnAuditAreRearrangedWhileItRuns();
    void projectionsChangeComeAndGo();
    void causesAreReplaced();
    void callsAreFilteredWhileTheyCome();
};

void TstListModels::thePaletteListsWhatFitsWhileOneTypes()
{
    PaletteModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    QList<PaletteEntry> entries;
    for (const char *text : {"New Event…", "Next Tab", "Delete Stream…", "Open order-42"})
        entries.append({QString::fromUtf8(text), {}, [] {}});
    model.setEntries(entries);
    QCOMPARE(model.rowCount(), 4);
    model.setTyped(QStringLiteral("ne"));
    QVERIFY(model.rowCount() >= 2);
    QCOMPARE(model.entry(0).text, QStringLiteral("New Event…"));
    model.setTyped(QStringLiteral("zzz"));
    QCOMPARE(model.rowCount(), 0);
    model.setTyped({});
    QCOMPARE(model.rowCount(), 4);
    model.setEntries({});
    QCOMPARE(model.rowCount(), 0);
}

void TstListModels::theStreamTreeGrowsAndIsRearranged()
{
    StreamTreeModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    StreamOrder sorted;
    sorted.setSourceModel(&model);
    sorted.sort(0);
    const QAbstractItemModelTester sortedTester(&sorted, Fatal);
    model.addStreams({named("order-1"), named("order-2"), named("cart-7"), named("$ce-order")});
    model.addStreams({named("order-1"), named("order-3")});
    model.setPinned({named("order-1"), named("cart-7")});
    model.setRecent({named("order-2")});
    model.setHead(named("order-2"), {41});
    sorted.setFilterFixedString(QStringLiteral("cart"));
    sorted.setFilterFixedString({});
    model.setPinned({});
    model.setRecent({named("order-3"), named("order-2")});
    model.setRecent({});

    const QModelIndexList orders = model.match(model.index(0, 0),
                                               StreamTreeModel::StreamRole,
                                               QVariant::fromValue(named("order-2")),
                                               -1,
                                               Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(orders.size(), 1);
    QCOMPARE(model.rowCount(orders.first().parent()), 3);
}

void TstListModels::theNavigatorCountsAsPeopleDo()
{
    StreamTreeModel model;
    StreamOrder sorted;
    const QAbstractItemModelTester tester(&sorted, Fatal);
    sorted.setSourceModel(&model);
    sorted.sort(0);
    QCOMPARE(sorted.rowCount(), 1); // the system's own streams
    model.setRecent({named("order-10"), named("order-2")});
    QCOMPARE(sorted.rowCount(), 2);
    const auto streams = [&sorted](const QModelIndex &parent) {
        QStringList texts;
        for (int row = 0; row < sorted.rowCount(parent); ++row)
            texts.append(sorted.index(row, 0, parent).data().toString());
        return texts;
    };
    const QStringList asGiven{QStringLiteral("order-10"), QStringLiteral("order-2")};
    QCOMPARE(streams(sorted.index(0, 0)), asGiven);
    model.setRecent({});
    model.addStreams({named("order-10"), named("order-2"), named("Order-1")});
    sorted.setFilterFixedString(QStringLiteral("ORDER-"));
    const QModelIndexList found = sorted.match(sorted.index(0, 0),
                                               StreamTreeModel::StreamRole,
                                               QVariant::fromValue(named("order-10")),
                                               1,
                                               Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(found.size(), 1);
    const QStringList asCounted{QStringLiteral("order-2"), QStringLiteral("order-10")};
    QCOMPARE(streams(found.constFirst().parent()), asCounted);
    sorted.setFilterFixedString(QStringLiteral("cart"));
    QCOMPARE(sorted.rowCount(), 0); // a section without streams is not shown
}

void TstListModels::whatAnAuditFoundComesAndGoes()
{
    AuditFindingsModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    core::AuditReport report;
    model.setReport(report);
    QCOMPARE(model.rowCount(), 0);
    report.broken = 2;
    report.reasons = {{core::LinkState::StreamMissing, 2}};
    report.examples = {{core::LinkState::StreamMissing, {broken(3), broken(9)}}};
    model.setReport(report);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.linkAt(0), std::nullopt);
    QCOMPARE(model.linkAt(2), core::Revision{9});
    report.open = 4;
    report.repeated = 1;
    report.repeatedExamples = {broken(12)};
    model.setReport(report);
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(model.linkAt(5), core::Revision{12});
    model.setReport({});
    QCOMPARE(model.rowCount(), 0);
}

void TstListModels::theStreamsOfAnAuditAreRearrangedWhileItRuns()
{
    TargetStreamsModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    core::AuditReport report;
    report.byStream = {target("order-1", 5, 0), target("order-2", 3, 0)};
    model.setReport(report);
    // One more stream, and it comes first: the last row changes in the same step.
    report.byStream = {target("order-3", 4, 4), target("order-1", 5, 0), target("order-2", 3, 0)};
    report.rest = target("", 100, 7);
    model.setReport(report);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.streamAt(0), named("order-3"));
    QCOMPARE(model.streamAt(2), named("order-2"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setReport(report);
    QCOMPARE(changed.size(), 0);
    report.byStream.swapItemsAt(0, 1);
    model.setReport(report);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.streamAt(0), named("order-1"));
    QCOMPARE(reset.size(), 0); // what is chosen stays all the while
    model.setReport({});
    QCOMPARE(model.rowCount(), 0);
}

void TstListModels::projectionsChangeComeAndGo()
{
    ProjectionsModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    model.setProjections({});
    model.setProjections({projection("totals", "Running"), projection("carts", "Stopped")});
    QCOMPARE(model.rowOf(QStringLiteral("carts")), 0);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setProjections({projection("carts", "Running"), projection("totals", "Running")});
    QCOMPARE(reset.size(), 0);
    QCOMPARE(model.index(0, ProjectionsModel::Status).data().toString(), QStringLiteral("Running"));
    model.setProjections({projection("totals", "Faulted")});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowOf(QStringLiteral("carts")), -1);
    model.setProjections({});
    QCOMPARE(model.rowCount(), 0);
}

void TstListModels::causesAreReplaced()
{
    CauseTableModel model;
    const QAbstractItemModelTester tester(&model, Fatal);
    const core::LinkTarget asked{named("order-1"), {2}};
    model.setTree({node(0, 0, -1), node(1, 1, 0), node(2, 2, 1)}, asked);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.askedRow(), 2);
    model.setTree({node(2, 0, -1)}, asked);
    QCOMPARE(model.askedRow(), 0);
    QCOMPARE(model.nodeAt(1), nullptr);
    model.setTree({}, asked);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.askedRow(), -1);
}

void TstListModels::callsAreFilteredWhileTheyCome()
{
    core::WireLog log({.entries = 3});
    const core::WireSink sink = log.sinkFor(QStringLiteral("shop"));
    WireLogModel model(log);
    WireLogFilter filter(model);
    const QAbstractItemModelTester tester(&model, Fatal);
    const QAbstractItemModelTester filterTester(&filter, Fatal);
    filter.setWords(QStringLiteral("order SHOP"));
    sink(aCall("cart-1", 1));
    sink(aCall("order-1", 2));
    QTRY_COMPARE(log.size(), 2);
    QCOMPARE(filter.rowCount(), 1);
    sink(aCall("order-2", 1)); // the first call told again
    QTRY_COMPARE(filter.rowCount(), 2);
    sink(aCall("order-3", 3));
    sink(aCall("cart-2", 4));
    sink(aCall("order-4", 5)); // the oldest two go
    QTRY_COMPARE(model.index(2, int(WireColumn::Target)).data().toString(),
                 QStringLiteral("order-4"));
    QCOMPARE(filter.rowCount(), 2);
    filter.setWords({});
    QCOMPARE(filter.rowCount(), 3);
    log.clear();
    QCOMPARE(filter.rowCount(), 0);
}

QTEST_MAIN(TstListModels)
#include "tst_list_models.moc"
