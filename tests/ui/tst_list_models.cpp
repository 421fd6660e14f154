// The models of lists and trees keep the rules of item models while they change.
#include "tests/support/gui_warnings.h"
#include "ui/actions/palette_model.h"
#include "ui/streams/stream_tree_model.h"

#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace ui;

namespace {

core::StreamName named(const char *name)
{
    return core::StreamName(QString::fromUtf8(name));
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
    QSortFilterProxyModel sorted; // as the navigator shows it
    sorted.setSourceModel(&model);
    sorted.setRecursiveFilteringEnabled(true);
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

QTEST_MAIN(TstListModels)
#include "tst_list_models.moc"
