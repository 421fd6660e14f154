// The rows of one stream: what they say, what they ask for, how the window moves.
#include "tests/ui/event_samples.h"
#include "ui/events/stream_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using ui::StreamTableModel;

class TstStreamTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aModelWithoutAnExtentHasNoRows()
    {
        StreamTableModel model(m_stream, {}, nullptr);
        QAbstractItemModelTester tester(&model, Fatal);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.isEmpty());
        QVERIFY(!model.bringIntoWindow({0}));
    }

    void rowsAreWordsInTheColumns()
    {
        StreamTableModel model(m_stream, {}, nullptr);
        model.setExtent({0}, {1});
        core::ResolvedEvent event = samples::plain(m_stream, 1);
        event.event->created.ticks += 1'234'567;
        event.event->data = QByteArray(12'800, 'x');
        model.insert({0}, {2}, {samples::plain(m_stream, 0), event});
        const QStringList expected{
            QStringLiteral("0 | Type0 |  | 14:00:00.000 000 0 | 2 B"),
            QStringLiteral("1 | Type1 |  | 14:00:01.123 456 7 | 12.5 KiB"),
        };
        QCOMPARE(samples::tableText(model), expected);
    }

    void linksShowTheirTargetAndBothRevisions()
    {
        const core::StreamName category(QStringLiteral("$ce-order"));
        StreamTableModel model(category, {}, nullptr);
        QSignalSpy linksSeen(&model, &ui::EventTableModel::linksSeen);
        model.setExtent({7}, {10});
        model.insert({7},
                     {11},
                     {{samples::recorded(m_stream, 3), samples::link(category, 7, "3@order-42")},
                      {{}, samples::link(category, 8, "4@order-1033")},
                      {samples::link(category, 9, "0@a@b"), {}},
                      {samples::link(category, 10, "nonsense"), {}}});
        const QStringList expected{
            QStringLiteral(" | revisions 0–6 are gone |  |  | "),
            QStringLiteral("7 | Type0 | order-42 @ 3 | 14:00:03.000 000 0 | 2 B"),
            QStringLiteral("8 | $> 4@order-1033 | order-1033 @ 4 | 14:00:08.000 000 0 | 12 B"),
            QStringLiteral("9 | $> 0@a@b | a@b @ 0 | 14:00:09.000 000 0 | 5 B"),
            QStringLiteral("10 | $> nonsense | names no event | 14:00:10.000 000 0 | 8 B"),
        };
        QCOMPARE(samples::tableText(model), expected);
        QCOMPARE(linksSeen.count(), 1);
        const QModelIndex broken = model.index(2, static_cast<int>(ui::EventColumn::Stream));
        QCOMPARE(broken.data(ui::ToneRole).toInt(), static_cast<int>(ui::EventTone::Broken));
        QCOMPARE(broken.data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Broken link to order-1033 @ 4"));
    }

    void holesAndTruncationAreTold()
    {
        StreamTableModel model(m_stream, {}, nullptr);
        QAbstractItemModelTester tester(&model, Fatal);
        model.setExtent({42}, {45});
        model.setGoneReason(QStringLiteral("truncate before 42"));
        model.insert({42}, {46}, {samples::plain(m_stream, 42), samples::plain(m_stream, 45)});
        const QStringList expected{
            QStringLiteral(" | revisions 0–41 are gone: truncate before 42 |  |  | "),
            QStringLiteral("42 | Type0 |  | 14:00:42.000 000 0 | 2 B"),
            QStringLiteral("43 | gone |  |  | "),
            QStringLiteral("44 | gone |  |  | "),
            QStringLiteral("45 | Type0 |  | 14:00:45.000 000 0 | 2 B"),
        };
        QCOMPARE(samples::tableText(model), expected);
        QCOMPARE(model.rowOfRevision({45}), 4);
        QCOMPARE(model.keyAt(4)->revision, core::Revision{45});
        QVERIFY(!model.keyAt(0));
    }

    void theStreamGrowsUnderTheTester()
    {
        StreamTableModel model(m_stream, {.windowRows = 500}, nullptr);
        QAbstractItemModelTester tester(&model, Fatal);
        model.append(samples::batch(m_stream, 0, 10));
        QCOMPARE(model.rowCount(), 10);
        model.append(samples::batch(m_stream, 10, 20));
        QCOMPARE(model.rowCount(), 20);
        QVERIFY(!model.index(19, 0).data(ui::LoadingRole).toBool());
        model.growTo({30});
        QCOMPARE(model.rowCount(), 31);
        QVERIFY(model.index(30, 0).data(ui::LoadingRole).toBool());
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void aFullWindowKeepsItsPlaceUntilItIsMoved()
    {
        StreamTableModel model(m_stream, {.windowRows = 100}, nullptr);
        QAbstractItemModelTester tester(&model, Fatal);
        model.setExtent({0}, {999});
        QCOMPARE(model.windowFirst(), core::Revision{900});
        model.growTo({1004});
        QCOMPARE(model.rowCount(), 100);
        QVERIFY(!model.windowIsAtEnd());
        model.bringEndIntoWindow();
        QVERIFY(model.windowIsAtEnd());
        QCOMPARE(model.rowCount(), 90);
        model.growTo({1014});
        QCOMPARE(model.rowCount(), 100);
        QVERIFY(model.windowIsAtEnd());
        QVERIFY(model.bringIntoWindow({0}));
        QCOMPARE(model.windowFirst(), core::Revision{0});
        QVERIFY(model.bringIntoWindow({500}));
        QCOMPARE(model.rowCount(), 100);
        QCOMPARE(model.rowOfRevision({500}), 50);
        QVERIFY(!model.bringIntoWindow({1015}));
    }

    void aJumpOverMillionsWantsOneView()
    {
        StreamTableModel model(m_stream, {}, nullptr);
        QSignalSpy wanted(&model, &StreamTableModel::rangeWanted);
        model.setExtent({0}, {9'999'999});
        QCOMPARE(model.rowCount(), 100'000);
        paint(model, {9'999'970}, 30);
        QVERIFY(model.bringIntoWindow({3'000'000}));
        paint(model, {3'000'000}, 30);
        QTRY_COMPARE(wanted.count(), 1);
        QCOMPARE(wanted.at(0).at(0).value<core::Revision>(), core::Revision{3'000'000});
        QCOMPARE(wanted.at(0).at(1).value<core::Revision>(), core::Revision{3'000'029});
    }

    void whatIsThereIsNotWantedAgain()
    {
        StreamTableModel model(m_stream, {}, nullptr);
        QSignalSpy wanted(&model, &StreamTableModel::rangeWanted);
        model.setExtent({0}, {99});
        model.insert({0}, {50}, samples::batch(m_stream, 0, 50));
        paint(model, {30}, 30);
        QTRY_COMPARE(wanted.count(), 1);
        QCOMPARE(wanted.at(0).at(0).value<core::Revision>(), core::Revision{50});
        QCOMPARE(wanted.at(0).at(1).value<core::Revision>(), core::Revision{59});
    }

    void aRowIsWantedThoughNothingPaintsIt()
    {
        StreamTableModel model(m_stream, {}, nullptr);
        QSignalSpy wanted(&model, &StreamTableModel::rangeWanted);
        model.setExtent({0}, {99});
        model.insert({0}, {50}, samples::batch(m_stream, 0, 50));
        for (const int row : {-1, 30, 100}) // none, one that is there, none
            model.want(row);
        model.want(70);
        QTRY_COMPARE(wanted.count(), 1);
        QCOMPARE(wanted.at(0).at(0).value<core::Revision>(), core::Revision{70});
        QCOMPARE(wanted.at(0).at(1).value<core::Revision>(), core::Revision{70});
    }

    void tooltipsAndSizesLoadNothing()
    {
        StreamTableModel model(m_stream, {}, nullptr);
        QSignalSpy wanted(&model, &StreamTableModel::rangeWanted);
        model.setExtent({0}, {99});
        for (const int role : {int(Qt::ToolTipRole),
                               int(Qt::SizeHintRole),
                               int(Qt::AccessibleTextRole),
                               int(ui::LoadingRole),
                               int(ui::DayRole)})
            (void)model.index(5, 1).data(role);
        model.index(70, 1).data(Qt::DisplayRole);
        QTRY_COMPARE(wanted.count(), 1);
        QCOMPARE(wanted.at(0).at(0).value<core::Revision>(), core::Revision{70});
    }

    void arrivalsChangeOnlyTheirRows()
    {
        StreamTableModel model(m_stream, {}, nullptr);
        model.setExtent({0}, {999});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.insert({256}, {512}, samples::batch(m_stream, 256, 512));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 256);
        QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 511);
    }

private:
    static constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

    static void paint(const StreamTableModel &model, core::Revision first, int rows)
    {
        const int top = model.rowOfRevision(first);
        for (int row = top; row < top + rows; ++row)
            (void)model.index(row, 1).data(Qt::DisplayRole);
    }

    const core::StreamName m_stream{QStringLiteral("order-42")};
};

QTEST_GUILESS_MAIN(TstStreamTableModel)
#include "tst_stream_table_model.moc"
