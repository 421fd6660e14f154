// Why an event is not in a stream of links: each verdict, against a scripted server.
#include "core/links/why_not.h"
#include "tests/support/event_builders.h"
#include "tests/ui/scripted_store.h"

#include <QRegularExpression>
#include <QTest>

using namespace core;

namespace {

StreamName named(const char *name)
{
    return StreamName(QString::fromLatin1(name));
}

RecordedEvent placed(const char *stream, quint64 revision, quint64 position)
{
    return anEvent(stream).at(revision).ofType("Placed").atPosition(position);
}

RecordedEvent linkTo(const QByteArray &text, quint64 revision, quint64 source)
{
    RecordedEvent link = anEvent("$ce-order").at(revision).ofType("$>").holding(text).asBytes();
    const QByteArray place = QByteArray::number(source);
    link.metadata = "{\"$c\":" + place + ",\"$p\":" + place + '}';
    return link;
}

RecordedEvent metadataOf(const char *stream, const QByteArray &json)
{
    RecordedEvent event = anEvent(stream).at(0).ofType("$metadata").holding(json);
    event.stream = named(stream).metadataStream();
    return event;
}

/// A projection that has come to this place.
ProjectionStatus standing(const char *status, std::optional<quint64> position)
{
    ProjectionStatus made;
    made.name = QStringLiteral("$by_category");
    made.status = QString::fromLatin1(status);
    if (position)
        made.position = Position{*position, *position};
    return made;
}

/// order-1 has three events, at 100, 200 and 300; others that are good for a verdict stand beside.
struct Scene {
    Scene()
        : client(fake::connectionTo({fake::node("one")}), store.server.factory(), IoThread::Caller)
    {
        store.streams.insert(
            named("order-1"),
            {placed("order-1", 0, 100), placed("order-1", 1, 200), placed("order-1", 2, 300)});
        store.streams.insert(named("order"), {placed("order", 0, 110)});
        store.streams.insert(named("$stats-1"), {placed("$stats-1", 0, 120)});
        RecordedEvent link = placed("picks-1", 0, 130);
        link.type = QStringLiteral("$>");
        link.data = "0@order-1";
        store.streams.insert(named("picks-1"), {link});
        RecordedEvent raw = placed("raw-1", 0, 140);
        raw.metadata = "<x/>";
        store.streams.insert(named("raw-1"), {raw});
    }

    /// Nothing where the job ended with an error, or not at all.
    std::optional<WhyNotAnswer> ask(const char *stream, quint64 revision, const char *links)
    {
        std::optional<WhyNotAnswer> answer;
        WhyNot job(client, {named(stream), {revision}}, named(links));
        QObject::connect(&job, &WhyNot::finished, &job, [&answer](const auto &result) {
            if (result)
                answer = *result;
        });
        job.start();
        for (int round = 0; round < 3; ++round) {
            store.settleAll();
            answerProjections();
        }
        return answer;
    }
    void answerProjections()
    {
        const auto asked = store.server.projections; // an answer may ask again
        for (const auto &call : asked)
            call->answer(projections);
    }
    /// About order-1@1 and $ce-order.
    std::optional<WhyNotAnswer> ask() { return ask("order-1", 1, "$ce-order"); }

    ScriptedStore store;
    Client client;
    TransportResult<ProjectionList> projections = ProjectionList{standing("Running", 1000)};
};

} // namespace

class TstWhyNot final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theEventAndTheRulesOfTheProjectionTell_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<quint64>("revision");
        QTest::addColumn<QByteArray>("links");
        const auto row
            = [](const char *verdict, const char *stream, quint64 revision, const char *links) {
                  QTest::newRow(verdict) << QByteArray(stream) << revision << QByteArray(links);
              };
        row("event-missing", "order-1", 9, "$ce-order");
        row("no-separator", "order", 0, "$ce-order");
        row("system-stream", "$stats-1", 0, "$ce-$stats");
        row("link-event", "picks-1", 0, "$et-Placed");
        row("metadata-not-json", "raw-1", 0, "$bc-7");
        row("no-correlation-id", "order-1", 0, "$bc-7");
        row("another-stream", "order-1", 0, "$ce-cart");
        row("not-the-first", "order-1", 1, "$streams");
    }
    void theEventAndTheRulesOfTheProjectionTell()
    {
        QFETCH(QByteArray, stream);
        QFETCH(quint64, revision);
        QFETCH(QByteArray, links);
        Scene scene;
        const auto answer = scene.ask(stream.constData(), revision, links.constData());
        QVERIFY(answer);
        QCOMPARE(whyNotText(*answer), QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(answer->why.endsWith(u'.'));
        QCOMPARE(answer->reads, 0);
        QVERIFY(scene.store.server.projections.isEmpty());
    }

    void anEventOfAMissingStreamCannotBeAskedAbout()
    {
        Scene scene;
        const auto answer = scene.ask("order-9", 0, "$ce-order");
        QVERIFY(answer);
        QCOMPARE(whyNotText(*answer), QStringLiteral("event-missing"));
    }

    void whatMayNotBeReadIsSaid_data()
    {
        QTest::addColumn<QByteArray>("denied");
        QTest::newRow("the event") << QByteArray("order-1");
        QTest::newRow("the stream of links") << QByteArray("$ce-order");
    }
    void whatMayNotBeReadIsSaid()
    {
        QFETCH(QByteArray, denied);
        Scene scene;
        scene.store.failures.insert(named(denied.constData()), ErrorCode::AccessDenied);
        const auto answer = scene.ask();
        QVERIFY(answer);
        QCOMPARE(whyNotText(*answer), QStringLiteral("denied"));
        QVERIFY2(answer->why.contains(QString::fromLatin1(denied)), qPrintable(answer->why));
    }

    void theOrderOfTheLinksTells_data()
    {
        QTest::addColumn<QList<RecordedEvent>>("links");
        QTest::addColumn<QString>("verdict");
        using Links = QList<RecordedEvent>;
        QTest::newRow("there") << Links{linkTo("0@order-1", 0, 100), linkTo("1@order-1", 1, 200)}
                               << QStringLiteral("is-there");
        QTest::newRow("truncated")
            << Links{linkTo("2@order-1", 5, 300)} << QStringLiteral("cut-off");
        QTest::newRow("left out") << Links{linkTo("0@order-1", 0, 100), linkTo("2@order-1", 1, 300)}
                                  << QStringLiteral("not-there");
        QTest::newRow("begun after it")
            << Links{linkTo("2@order-1", 0, 300)} << QStringLiteral("not-there");
    }
    void theOrderOfTheLinksTells()
    {
        QFETCH(QList<RecordedEvent>, links);
        QFETCH(QString, verdict);
        Scene scene;
        scene.store.streams.insert(named("$ce-order"), links);
        const auto answer = scene.ask();
        QVERIFY(answer);
        QCOMPARE(whyNotText(*answer), verdict);
        QVERIFY(!answer->isScanned);
        QVERIFY(scene.store.server.projections.isEmpty());
    }

    void elseTheProjectionIsAsked_data()
    {
        QTest::addColumn<QList<RecordedEvent>>("links");
        QTest::addColumn<ProjectionList>("list");
        QTest::addColumn<QString>("verdict");
        using Links = QList<RecordedEvent>;
        RecordedEvent unordered = linkTo("0@order-1", 0, 100);
        unordered.metadata = {};
        const QList<std::pair<const char *, Links>> places{
            {"no stream", {}},
            {"an earlier link is the last", {linkTo("0@order-1", 0, 100)}},
            {"read through", {unordered}}};
        const QList<std::tuple<const char *, ProjectionList, const char *>> standings{
            {"missing", {}, "projection-missing"},
            {"stopped", {standing("Stopped", 1000)}, "projection-stopped"},
            {"faulted", {standing("Faulted (Enabled)", 1000)}, "projection-faulted"},
            {"behind", {standing("Running", 150)}, "projection-behind"},
            {"at its start", {standing("Running", {})}, "projection-behind"},
            {"past it", {standing("Running", 200)}, "not-there"}};
        for (const auto &[place, links] : places) {
            for (const auto &[name, list, verdict] : standings)
                QTest::addRow("%s, %s", place, name)
                    << links << list << QString(QLatin1String(verdict));
        }
    }
    void elseTheProjectionIsAsked()
    {
        QFETCH(QList<RecordedEvent>, links);
        QFETCH(ProjectionList, list);
        QFETCH(QString, verdict);
        Scene scene;
        if (!links.isEmpty())
            scene.store.streams.insert(named("$ce-order"), links);
        scene.projections = list;
        const auto answer = scene.ask();
        QVERIFY(answer);
        QCOMPARE(whyNotText(*answer), verdict);
        QCOMPARE(answer->projection.has_value(), !list.isEmpty());
        QVERIFY2(answer->why.contains(QStringLiteral("\"$ce-order\"")), qPrintable(answer->why));
        QVERIFY2(answer->why.contains(QStringLiteral("$by_category")), qPrintable(answer->why));
    }

    void withoutThePositionOfTheEventItIsNotKnown()
    {
        Scene scene;
        RecordedEvent event = placed("order-1", 0, 0);
        event.position.reset();
        scene.store.streams.insert(named("order-1"), {event});
        scene.store.streams.insert(named("$ce-order"), {linkTo("7@order-2", 0, 100)});
        const auto answer = scene.ask("order-1", 0, "$ce-order");
        QVERIFY(answer);
        QCOMPARE(whyNotText(*answer), QStringLiteral("not-known"));
        QVERIFY(answer->isScanned);
        QVERIFY(answer->projection);
        QVERIFY2(answer->why.contains(QStringLiteral("position is not told")),
                 qPrintable(answer->why));
    }

    void aScanThatBeginsLateSaysSo()
    {
        Scene scene;
        RecordedEvent unordered = linkTo("2@order-1", 5, 300);
        unordered.metadata = {};
        scene.store.streams.insert(named("$ce-order"), {unordered});
        const auto answer = scene.ask();
        QVERIFY(answer);
        QVERIFY2(answer->why.contains(QStringLiteral("begins at revision 5")),
                 qPrintable(answer->why));
    }

    void whatBecameOfTheStreamOfLinksIsSaid_data()
    {
        QTest::addColumn<QList<RecordedEvent>>("metadata");
        QTest::addColumn<bool>("isEmpty");
        QTest::addColumn<bool>("isTombstoned");
        QTest::addColumn<QString>("words");
        using Events = QList<RecordedEvent>;
        QTest::newRow("never there")
            << Events{} << false << false << QStringLiteral("There is no stream \"$ce-order\"");
        QTest::newRow("soft-deleted")
            << Events{metadataOf("$ce-order", R"({"$tb":9223372036854775807})")} << false << false
            << QStringLiteral("\"$ce-order\" was deleted: its metadata says so");
        QTest::newRow("empty") << Events{metadataOf("$ce-order", R"({"$tb":12})")} << true << false
                               << QStringLiteral("No link is left in \"$ce-order\"");
        QTest::newRow("deleted for good")
            << Events{} << false << true << QStringLiteral("\"$ce-order\" was deleted for good");
    }
    void whatBecameOfTheStreamOfLinksIsSaid()
    {
        QFETCH(QList<RecordedEvent>, metadata);
        QFETCH(bool, isEmpty);
        QFETCH(bool, isTombstoned);
        QFETCH(QString, words);
        Scene scene;
        if (!metadata.isEmpty())
            scene.store.streams.insert(named("$ce-order").metadataStream(), metadata);
        if (isEmpty)
            scene.store.streams.insert(named("$ce-order"), {});
        if (isTombstoned)
            scene.store.failures.insert(named("$ce-order"), ErrorCode::StreamDeleted);
        const auto answer = scene.ask();
        QVERIFY(answer);
        QVERIFY2(answer->why.contains(words), qPrintable(answer->why));
        QVERIFY(answer->projection); // how it stands is told beside
        QCOMPARE(whyNotText(*answer), QStringLiteral("not-there"));
    }

    void aServerWithoutProjectionsHasNone()
    {
        Scene scene;
        scene.projections = TransportError{
            {ErrorCode::Unsupported, QStringLiteral("The server has no projections."), {}},
            std::nullopt,
            false};
        const auto answer = scene.ask();
        QVERIFY(answer);
        QCOMPARE(whyNotText(*answer), QStringLiteral("projection-missing"));
        QVERIFY(answer->why.endsWith(QStringLiteral("The server has no projections.")));
    }

    void whereTheProjectionMayNotBeAskedItsDefinitionTells_data()
    {
        QTest::addColumn<QByteArray>("definition");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("enabled") << QByteArray(R"({"enabled":true})")
                                 << QStringLiteral("not-known");
        QTest::newRow("not enabled")
            << QByteArray(R"({"enabled":false})") << QStringLiteral("projection-stopped");
        QTest::newRow("none") << QByteArray() << QStringLiteral("projection-missing");
        QTest::newRow("denied") << QByteArray("denied") << QStringLiteral("not-known");
    }
    void whereTheProjectionMayNotBeAskedItsDefinitionTells()
    {
        QFETCH(QByteArray, definition);
        QFETCH(QString, verdict);
        Scene scene;
        scene.projections = fake::failure(ErrorCode::AccessDenied);
        const StreamName definitions = named("$projections-$by_category");
        if (definition == "denied")
            scene.store.failures.insert(definitions, ErrorCode::AccessDenied);
        else if (!definition.isEmpty())
            scene.store.streams.insert(
                definitions, {anEvent("$projections-$by_category").at(0).holding(definition)});
        const auto answer = scene.ask();
        QVERIFY(answer);
        QCOMPARE(whyNotText(*answer), verdict);
        QVERIFY2(answer->why.startsWith(QStringLiteral("There is no stream \"$ce-order\"")),
                 qPrintable(answer->why));
    }

    void anotherStreamOfLinksIsNoProjections()
    {
        Scene scene;
        const auto answer = scene.ask("order-1", 1, "picks-1");
        QVERIFY(answer);
        QCOMPARE(whyNotText(*answer), QStringLiteral("not-there"));
        QVERIFY(scene.store.server.projections.isEmpty());
        const auto none = scene.ask("order-1", 1, "picks-9");
        QVERIFY(none);
        QVERIFY2(none->why.startsWith(QStringLiteral("There is no stream \"picks-9\"")),
                 qPrintable(none->why));
    }
};

QTEST_GUILESS_MAIN(TstWhyNot)
#include "tst_why_not.moc"
