// The tree of causes: order, several roots, missing causes, circles.
#include "core/links/cause_tree.h"
#include "tests/support/event_builders.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;

namespace {

EventId idOf(int number)
{
    EventId::Bytes bytes{};
    bytes[15] = quint8(number);
    bytes[14] = quint8(number >> 8);
    bytes[0] = 1;
    return EventId(bytes);
}

/// An event at a place of the log, with the numbers of itself and its cause; 0: it names none.
RecordedEvent entry(int number, int cause, quint64 position)
{
    RecordedEvent made = anEvent("s").at(quint64(number)).atPosition(position);
    made.id = idOf(number);
    if (cause != 0)
        made.metadata = "{\"$causationId\":\"" + idOf(cause).toString().toLatin1() + "\"}";
    return made;
}

/// "1 .2 ..3 !4": a dot a level; "?" a missing cause, "!" a broken circle.
QString shapeOf(const QList<CauseNode> &tree)
{
    QStringList lines;
    for (const CauseNode &node : tree) {
        QString line(node.depth, u'.');
        if (node.kind == CauseNode::Kind::CauseMissing)
            line += u'?';
        if (node.kind == CauseNode::Kind::CycleBroken)
            line += u'!';
        lines.append(line + node.event.revision.toString());
    }
    return lines.join(u' ');
}

} // namespace

class TstCauseTree final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void eventsBecomeATree_data()
    {
        QTest::addColumn<QList<RecordedEvent>>("events");
        QTest::addColumn<QString>("shape");
        using Events = QList<RecordedEvent>;
        QTest::newRow("none") << Events{} << QString();
        QTest::newRow("a chain") << Events{entry(1, 0, 10), entry(2, 1, 20), entry(3, 2, 30)}
                                 << QStringLiteral("1 .2 ..3");
        QTest::newRow("siblings in the order of the log")
            << Events{entry(3, 1, 30), entry(2, 1, 20), entry(1, 0, 10)}
            << QStringLiteral("1 .2 .3");
        QTest::newRow("children before the next sibling")
            << Events{entry(1, 0, 10), entry(2, 1, 20), entry(3, 1, 30), entry(4, 2, 40)}
            << QStringLiteral("1 .2 ..4 .3");
        QTest::newRow("several roots") << Events{entry(1, 0, 10), entry(2, 0, 20), entry(3, 2, 30)}
                                       << QStringLiteral("1 2 .3");
        QTest::newRow("a missing cause")
            << Events{entry(1, 0, 10), entry(2, 9, 20)} << QStringLiteral("1 ?2");
        QTest::newRow("its own cause") << Events{entry(1, 1, 10)} << QStringLiteral("!1");
        QTest::newRow("a circle with a tail")
            << Events{entry(1, 4, 10), entry(2, 3, 20), entry(3, 2, 30), entry(4, 3, 40)}
            << QStringLiteral("!2 .3 ..4 ...1");
        QTest::newRow("a cause that was written later")
            << Events{entry(1, 2, 10), entry(2, 0, 20)} << QStringLiteral("2 .1");
    }
    void eventsBecomeATree()
    {
        QFETCH(QList<RecordedEvent>, events);
        QFETCH(QString, shape);
        QCOMPARE(shapeOf(causeTree(events)), shape);
    }

    void eachNodeKnowsItsCause()
    {
        const auto tree = causeTree({entry(1, 0, 10), entry(2, 1, 20), entry(3, 9, 30)});
        QCOMPARE(tree[1].parent, 0);
        QCOMPARE(tree[1].causationId, idOf(1).toString());
        QCOMPARE(tree[2].parent, -1);
        QCOMPARE(tree[2].causationId, idOf(9).toString());
    }

    void aLongChainNeedsNoDeepStack()
    {
        QList<RecordedEvent> events;
        for (int i = 1; i <= 60'000; ++i)
            events.append(entry(i, i - 1, quint64(i)));
        const auto tree = causeTree(events);
        QCOMPARE(tree.size(), 60'000);
        QCOMPARE(tree.constLast().depth, 59'999);
    }

    void theNameOfTheCausationIdIsAChoice()
    {
        RecordedEvent caused = entry(2, 0, 20);
        caused.metadata = "{\"cause\":\"" + idOf(1).toString().toLatin1() + "\"}";
        CorrelationNames names;
        names.causation = QStringLiteral("cause");
        QCOMPARE(shapeOf(causeTree({entry(1, 0, 10), caused}, names)), QStringLiteral("1 .2"));
    }
};

QTEST_APPLESS_MAIN(TstCauseTree)
#include "tst_cause_tree.moc"
