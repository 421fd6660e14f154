// Into which streams of the system projections an event is linked, and why not into others.
#include "core/links/projected_stream.h"
#include "tests/support/event_builders.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;
using Reason = NotProjected::Reason;

namespace {

RecordedEvent placed(const char *stream, quint64 revision = 3, const QByteArray &metadata = {})
{
    RecordedEvent made = anEvent(stream).at(revision).ofType("Placed");
    made.metadata = metadata;
    return made;
}

std::variant<QByteArray, NotProjected> linkOf(const RecordedEvent &event, const char *links)
{
    const auto into = ProjectedStream::parse(StreamName(QString::fromLatin1(links)));
    return into ? projectedLink(event, *into) : std::variant<QByteArray, NotProjected>();
}

} // namespace

Q_DECLARE_METATYPE(core::NotProjected::Reason)

class TstProjectedStream final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void namesTellTheProjection_data()
    {
        QTest::addColumn<QString>("projection");
        QTest::newRow("$ce-order") << QStringLiteral("$by_category");
        QTest::newRow("$et-Placed") << QStringLiteral("$by_event_type");
        QTest::newRow("$bc-7") << QStringLiteral("$by_correlation_id");
        QTest::newRow("$category-order") << QStringLiteral("$stream_by_category");
        QTest::newRow("$streams") << QStringLiteral("$streams");
        QTest::newRow("$ce-") << QString();
        QTest::newRow("$streams-") << QString();
        QTest::newRow("order-1") << QString();
    }
    void namesTellTheProjection()
    {
        QFETCH(QString, projection);
        const StreamName name(QString::fromLatin1(QTest::currentDataTag()));
        const auto parsed = ProjectedStream::parse(name);
        QCOMPARE(parsed.has_value(), !projection.isEmpty());
        if (!parsed)
            return;
        QCOMPARE(parsed->projection(), projection);
        QCOMPARE(parsed->stream(), name);
    }

    void theLinkIsWhatTheProjectionWrites_data()
    {
        QTest::addColumn<RecordedEvent>("event");
        QTest::addColumn<QByteArray>("links");
        QTest::addColumn<QByteArray>("text");
        const auto row =
            [](const char *name, const RecordedEvent &event, const char *links, const char *text) {
                QTest::newRow(name) << event << QByteArray(links) << QByteArray(text);
            };
        row("category", placed("order-1-2"), "$ce-order", "3@order-1-2");
        row("type", placed("any"), "$et-Placed", "3@any");
        row("correlation", placed("any", 0, R"({"$correlationId":"c"})"), "$bc-c", "0@any");
        row("a number", placed("any", 0, R"({"$correlationId":17})"), "$bc-17", "0@any");
        row("first of a stream", placed("order-1", 0), "$category-order", "order-1");
        row("first of any stream", placed("any", 0), "$streams", "0@any");
        RecordedEvent link = anEvent("order-1").at(3).ofType("$>").holding("9@other");
        row("a link is flattened", link, "$ce-order", "9@other");
        RecordedEvent deletion = anEvent("$$order-1")
                                     .at(2)
                                     .ofType("$metadata")
                                     .holding(R"({"$tb":9223372036854775807})");
        row("a deletion", deletion, "$ce-order", "2@$$order-1");
        row("a deletion by type", deletion, "$et-$deleted", "2@order-1");
    }
    void theLinkIsWhatTheProjectionWrites()
    {
        QFETCH(RecordedEvent, event);
        QFETCH(QByteArray, links);
        QFETCH(QByteArray, text);
        const auto link = linkOf(event, links.constData());
        QVERIFY(std::holds_alternative<QByteArray>(link));
        QCOMPARE(std::get<QByteArray>(link), text);
    }

    void anEventMayBeLeftOut_data()
    {
        QTest::addColumn<RecordedEvent>("event");
        QTest::addColumn<QByteArray>("links");
        QTest::addColumn<Reason>("reason");
        const auto row
            = [](const char *name, const RecordedEvent &event, const char *links, Reason reason) {
                  QTest::newRow(name) << event << QByteArray(links) << reason;
              };
        row("no separator", placed("order"), "$ce-order", Reason::NoSeparator);
        row("a separator in front", placed("-order"), "$ce-order", Reason::NoSeparator);
        row("a system stream", placed("$ce-order"), "$et-Placed", Reason::SystemStream);
        row("metadata of a stream", placed("$$order-1"), "$ce-order", Reason::SystemStream);
        row("another category", placed("cart-1"), "$ce-order", Reason::AnotherStream);
        row("another type", placed("order-1"), "$et-Paid", Reason::AnotherStream);
        row("another id",
            placed("any", 0, R"({"$correlationId":"d"})"),
            "$bc-c",
            Reason::AnotherStream);
        row("no metadata", placed("any"), "$bc-c", Reason::NoCorrelationId);
        row("no id", placed("any", 0, "{}"), "$bc-c", Reason::NoCorrelationId);
        row("an id of null",
            placed("any", 0, R"({"$correlationId":null})"),
            "$bc-c",
            Reason::NoCorrelationId);
        row("no JSON", placed("any", 0, "<x/>"), "$bc-c", Reason::MetadataNotJson);
        row("not the first", placed("order-1", 1), "$category-order", Reason::NotTheFirst);
        RecordedEvent link = anEvent("order-1").ofType("$>").holding("9@other");
        row("a link by type", link, "$et-Placed", Reason::LinkEvent);
        row("a link by correlation", link, "$bc-c", Reason::LinkEvent);
    }
    void anEventMayBeLeftOut()
    {
        QFETCH(RecordedEvent, event);
        QFETCH(QByteArray, links);
        QFETCH(Reason, reason);
        const auto link = linkOf(event, links.constData());
        QVERIFY(std::holds_alternative<NotProjected>(link));
        QCOMPARE(std::get<NotProjected>(link).reason, reason);
        QVERIFY(std::get<NotProjected>(link).why.endsWith(u'.'));
        QCOMPARE(std::get<NotProjected>(link).belongs.has_value(), reason == Reason::AnotherStream);
    }

    void allStreamsOfAnEventAreWorkedOut()
    {
        QStringList names;
        for (const ProjectedStream &into :
             projectedStreams(placed("order-1", 0, R"({"$correlationId":"c"})")))
            names.append(into.stream().text());
        QCOMPARE(names.join(u' '),
                 QStringLiteral("$ce-order $et-Placed $bc-c $category-order $streams"));
    }

    void theNameOfTheCorrelationIdIsAChoice()
    {
        const CorrelationNames names{QStringLiteral("corr"), QStringLiteral("cause")};
        const RecordedEvent made = placed("any", 1, R"({"corr":"c","$correlationId":"d"})");
        const ProjectedStream into{ProjectedStream::Kind::Correlation, QStringLiteral("c")};
        QVERIFY(std::holds_alternative<QByteArray>(projectedLink(made, into, names)));
    }

    /// Which name the server's projection goes by is known to nobody here.
    void underAnotherNameBothStreamsArePossible()
    {
        const CorrelationNames names{QStringLiteral("corr"), QStringLiteral("cause")};
        const RecordedEvent made = placed("any", 1, R"({"corr":"c","$correlationId":"d"})");
        QStringList streams;
        for (const ProjectedStream &into : projectedStreams(made, names))
            streams.append(into.stream().text());
        QCOMPARE(streams.join(u' '), QStringLiteral("$et-Placed $bc-d $bc-c"));
        const auto link
            = projectedLink(made, {ProjectedStream::Kind::Correlation, QStringLiteral("x")}, names);
        QVERIFY(std::holds_alternative<NotProjected>(link));
        QCOMPARE(std::get<NotProjected>(link).belongs, StreamName(QStringLiteral("$bc-d")));
    }

    void anIdUnderOneOfTheNamesIsEnough()
    {
        const CorrelationNames names{QStringLiteral("corr"), QStringLiteral("cause")};
        QStringList streams;
        for (const QByteArray &metadata :
             {QByteArray(R"({"corr":"c"})"), QByteArray(R"({"$correlationId":"c"})")}) {
            for (const ProjectedStream &into : projectedStreams(placed("any", 1, metadata), names))
                streams.append(into.stream().text());
        }
        QCOMPARE(streams.join(u' '), QStringLiteral("$et-Placed $bc-c $et-Placed $bc-c"));
        const auto none = projectedLink(placed("any", 1, "{}"),
                                        {ProjectedStream::Kind::Correlation, QStringLiteral("c")},
                                        names);
        const QString why = std::get<NotProjected>(none).why;
        QVERIFY2(why.contains(QStringLiteral("\"$correlationId\""))
                     && why.contains(QStringLiteral("\"corr\"")),
                 qPrintable(why));
    }
};

QTEST_APPLESS_MAIN(TstProjectedStream)
#include "tst_projected_stream.moc"
