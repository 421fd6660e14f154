// What a link's metadata says, as projections write it and as they do not.
#include "core/links/link_metadata.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;

namespace {

QByteArray projected()
{
    return R"({"$v":"3:-1:1:4","$c":5516974,"$p":5516970,"$o":"order-1","$deleted":-1,)"
           R"("$causedBy":"3cb22115-e981-45ba-997c-92a008509b1a","$correlationId":"c-7","mine":{"a":1e2}})";
}

RecordedEvent linkIn(const char *stream, const QByteArray &data, const QByteArray &metadata)
{
    RecordedEvent link;
    link.stream = StreamName(QString::fromLatin1(stream));
    link.type = QStringLiteral("$>");
    link.data = data;
    link.metadata = metadata;
    return link;
}

} // namespace

class TstLinkMetadata final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void whatAProjectionWroteIsUnderstood()
    {
        const LinkMetadata metadata = LinkMetadata::parse(projected());
        QVERIFY(!metadata.problem);
        QCOMPARE(metadata.source, (Position{5516974, 5516970}));
        QCOMPARE(metadata.original, StreamName(QStringLiteral("order-1")));
        QCOMPARE(metadata.causedBy, EventId::parse(u"3cb22115-e981-45ba-997c-92a008509b1a"));
        QCOMPARE(metadata.correlationId, QStringLiteral("c-7"));
        QVERIFY(metadata.isDeletion);
        QCOMPARE(sourcePosition(projected()), metadata.source);
    }

    void everyMemberIsAFactWithItsBytes()
    {
        const LinkMetadata metadata = LinkMetadata::parse(projected());
        QStringList keys;
        for (const LinkFact &fact : metadata.facts) {
            keys.append(fact.key);
            QVERIFY(!fact.words.isEmpty());
        }
        QCOMPARE(keys.join(u' '),
                 QStringLiteral("$v $c $p $o $deleted $causedBy $correlationId mine"));
        QCOMPARE(metadata.facts.constLast().value, QByteArray("{\"a\":1e2}"));
    }

    void whatIsNoObjectIsAProblem_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("isProblem");
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("an empty object") << QByteArray("{}") << false;
        QTest::newRow("a list") << QByteArray("[1]") << true;
        QTest::newRow("half an object") << QByteArray("{\"$c\":1") << true;
        QTest::newRow("words") << QByteArray("hello") << true;
    }
    void whatIsNoObjectIsAProblem()
    {
        QFETCH(QByteArray, json);
        QFETCH(bool, isProblem);
        QCOMPARE(LinkMetadata::parse(json).problem.has_value(), isProblem);
        QVERIFY(!sourcePosition(json));
    }

    void valuesOfAnotherKindAreFactsOnly()
    {
        const LinkMetadata metadata
            = LinkMetadata::parse(R"({"$c":"5","$o":7,"$causedBy":"x","$correlationId":null})");
        QVERIFY(!metadata.source);
        QVERIFY(!metadata.original);
        QVERIFY(!metadata.causedBy);
        QVERIFY(!metadata.correlationId);
        QCOMPARE(metadata.facts.size(), 4);
    }

    void aDeletionLeavesAMarker_data()
    {
        QTest::addColumn<RecordedEvent>("link");
        QTest::addColumn<QString>("deleted");
        QTest::newRow("of a soft deletion")
            << linkIn("$ce-order", "0@$$order-1", projected()) << QStringLiteral("order-1");
        QTest::newRow("in the stream of its type")
            << linkIn("$et-$deleted", "3@order-1", R"({"$deleted":-1})")
            << QStringLiteral("order-1");
        QTest::newRow("told without metadata")
            << linkIn("$ce-order", "0@$$order-1", {}) << QStringLiteral("order-1");
        QTest::newRow("of a tombstone, told without metadata")
            << linkIn("$ce-order", "9223372036854775807@order-1", {}) << QStringLiteral("order-1");
        QTest::newRow("by type, told without metadata")
            << linkIn("$et-$deleted", "3@order-1", {}) << QStringLiteral("order-1");
        QTest::newRow("an ordinary link")
            << linkIn("$ce-order", "0@order-1", R"({"$o":"order-1"})") << QString();
        QTest::newRow("a link to metadata by hand")
            << linkIn("mine", "0@$$order-1", {}) << QString();
    }
    void aDeletionLeavesAMarker()
    {
        QFETCH(RecordedEvent, link);
        QFETCH(QString, deleted);
        QCOMPARE(isDeletionMarker(link), !deleted.isEmpty());
        if (!deleted.isEmpty())
            QCOMPARE(deletedStream(link).text(), deleted);
    }
};

QTEST_APPLESS_MAIN(TstLinkMetadata)
#include "tst_link_metadata.moc"
