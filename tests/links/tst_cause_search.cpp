// The events of one correlation: from the projection's stream as far as it can be relied on, else
// from the log; against a scripted server.
#include "core/links/cause_search.h"
#include "tests/support/event_builders.h"
#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"

#include <QHash>
#include <QRegularExpression>
#include <QTest>

using namespace core;
using Source = CorrelatedEvents::Source;

namespace {

StreamName named(const char *name)
{
    return StreamName(QString::fromLatin1(name));
}

/// An event of the correlation "c", unless its metadata says otherwise.
RecordedEvent caused(const char *stream,
                     quint64 position,
                     const QByteArray &metadata = R"({"$correlationId":"c","trace":"t"})")
{
    RecordedEvent event = anEvent(stream).at(0).atPosition(position);
    event.metadata = metadata;
    return event;
}

/// As a read with links resolved gives it.
ResolvedEvent linked(const RecordedEvent &target, quint64 revision)
{
    RecordedEvent link = anEvent("$bc-c").at(revision).ofType("$>").asBytes();
    link.data = "0@" + target.stream.utf8();
    return {target, link};
}

ProjectionStatus standing(const char *status, std::optional<quint64> position)
{
    ProjectionStatus made;
    made.name = QStringLiteral("$by_correlation_id");
    made.status = QString::fromLatin1(status);
    if (position)
        made.position = Position{*position, *position};
    return made;
}

/// The log has one-1, two-1 and three-1 of the correlation "c" at 100, 200 and 300, and a stranger
/// at 400. What $bc-c has of them is the case's choice.
struct Scene {
    Scene()
        : client(fake::connectionTo({fake::node("one")}), server.factory(), IoThread::Caller)
    {
        for (const RecordedEvent &event : {one, two, three}) {
            log.append({event, {}});
            streams.insert(event.stream, {ResolvedEvent{event, {}}});
        }
        log.append({caused("stranger-1", 400, "{}"), {}});
    }

    /// The job's answer; nothing where it failed.
    std::optional<CorrelatedEvents> search(const CorrelationNames &names = {})
    {
        std::optional<CorrelatedEvents> found;
        CauseSearch job(client, {one.stream, one.revision});
        job.setCorrelationNames(names);
        QObject::connect(&job, &CauseSearch::finished, &job, [&](const auto &result) {
            if (result)
                found = *result;
        });
        job.start();
        settle();
        while (answerAll())
            settle();
        return found;
    }

    /// "one-1 two-1 three-1": in the order of the log.
    static QString streamsOf(const std::optional<CorrelatedEvents> &found)
    {
        QStringList names;
        if (found) {
            for (const CauseNode &node : found->tree)
                names.append(node.event.stream.text());
        }
        return names.join(u' ');
    }
    [[nodiscard]] qsizetype readsOfTheLog() const
    {
        return std::count_if(server.reads.cbegin(), server.reads.cend(), [](const auto &read) {
            return read->request.stream.isAll() && !read->request.count;
        });
    }

    const RecordedEvent one = caused("one-1", 100);
    const RecordedEvent two = caused("two-1", 200);
    const RecordedEvent three = caused("three-1", 300);
    EventBatch log;
    QHash<StreamName, EventBatch> streams;
    QHash<StreamName, ErrorCode> failures;
    TransportResult<ProjectionList> projections = ProjectionList{standing("Running", 400)};
    FakeServer server;
    Client client;

private:
    bool answerAll()
    {
        bool isAnswered = false;
        const auto calls = server.projections;
        for (const auto &call : calls) {
            isAnswered = isAnswered || (!call->isAnswered && !call->isCancelled);
            call->answer(projections);
        }
        const auto reads = server.reads;
        for (const auto &read : reads) {
            if (read->isEnded || read->isCancelled)
                continue;
            isAnswered = true;
            answer(*read);
        }
        return isAnswered;
    }
    void answer(FakeServer::Read &read)
    {
        const ReadRequest &request = read.request;
        if (failures.contains(request.stream)) {
            read.end(fake::failure(failures.value(request.stream)));
            return;
        }
        if (!request.stream.isAll() && !streams.contains(request.stream)) {
            read.end(fake::failure(ErrorCode::StreamNotFound));
            return;
        }
        EventBatch events = request.stream.isAll() ? log : streams.value(request.stream);
        if (request.direction == Direction::Backwards)
            events = {events.constLast()};
        const auto *from = std::get_if<Position>(&request.from);
        events.removeIf([from](const ResolvedEvent &event) {
            return from && *event.original().position < *from;
        });
        if (!events.isEmpty())
            read.send(events);
        read.end();
    }
};

} // namespace

class TstCauseSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aProjectionThatHasComeToTheEndIsReliedOn()
    {
        Scene scene;
        scene.streams.insert(named("$bc-c"), {linked(scene.one, 0), linked(scene.two, 1)});
        const auto found = scene.search();
        QVERIFY(found);
        QCOMPARE(found->source, Source::CorrelationStream);
        QCOMPARE(Scene::streamsOf(found), QStringLiteral("one-1 two-1"));
        QCOMPARE(found->because, QString());
        QCOMPARE(found->doubt, QString());
        QCOMPARE(scene.readsOfTheLog(), 0);
    }

    void whatAProjectionHasNotComeToIsReadFromTheLog_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("because");
        const QString name = QStringLiteral("the projection $by_correlation_id ");
        QTest::newRow("behind") << QStringLiteral("Running") << name + QStringLiteral("is behind");
        QTest::newRow("stopped") << QStringLiteral("Stopped")
                                 << name + QStringLiteral("does not run");
        QTest::newRow("faulted") << QStringLiteral("Faulted (Enabled)")
                                 << name + QStringLiteral("is faulted");
    }
    void whatAProjectionHasNotComeToIsReadFromTheLog()
    {
        QFETCH(QString, status);
        QFETCH(QString, because);
        Scene scene;
        scene.streams.insert(named("$bc-c"), {linked(scene.one, 0), linked(scene.two, 1)});
        scene.projections = ProjectionList{standing(status.toLatin1().constData(), 200)};
        const auto found = scene.search();
        QVERIFY(found);
        QCOMPARE(Scene::streamsOf(found), QStringLiteral("one-1 two-1 three-1"));
        QCOMPARE(found->source, Source::CorrelationStream);
        QCOMPARE(found->because, because);
        const auto &read = *scene.server.reads.constLast();
        QVERIFY(read.request.stream.isAll());
        QCOMPARE(std::get<Position>(read.request.from), (Position{200, 200}));
    }

    void oneThatIsBehindStrangersOnlyIsAtTheEnd()
    {
        Scene scene;
        scene.streams.insert(named("$bc-c"),
                             {linked(scene.one, 0), linked(scene.two, 1), linked(scene.three, 2)});
        scene.projections = ProjectionList{standing("Running", 300)};
        const auto found = scene.search();
        QVERIFY(found);
        QCOMPARE(found->tree.size(), 3);
        QCOMPARE(found->because, QString());
    }

    void withoutAProjectionTheLogIsSearched_data()
    {
        QTest::addColumn<ProjectionList>("list");
        QTest::addColumn<QString>("because");
        QTest::newRow("none of the name")
            << ProjectionList{} << QStringLiteral("there is no projection $by_correlation_id");
        QTest::newRow("stopped, nobody knows where")
            << ProjectionList{standing("Stopped", {})}
            << QStringLiteral("the projection $by_correlation_id does not run");
        QTest::newRow("faulted, nobody knows where")
            << ProjectionList{standing("Faulted", {})}
            << QStringLiteral("the projection $by_correlation_id is faulted");
    }
    void withoutAProjectionTheLogIsSearched()
    {
        QFETCH(ProjectionList, list);
        QFETCH(QString, because);
        Scene scene;
        scene.streams.insert(named("$bc-c"), {linked(scene.one, 0)});
        scene.projections = list;
        const auto found = scene.search();
        QVERIFY(found);
        QCOMPARE(found->source, Source::Search);
        QCOMPARE(Scene::streamsOf(found), QStringLiteral("one-1 two-1 three-1"));
        QCOMPARE(found->because, because);
    }

    void aServerWithoutProjectionsIsSearched()
    {
        Scene scene;
        scene.streams.insert(named("$bc-c"), {linked(scene.one, 0)});
        scene.projections = fake::failure(ErrorCode::Unsupported);
        const auto found = scene.search();
        QVERIFY(found);
        QCOMPARE(found->source, Source::Search);
        QCOMPARE(found->tree.size(), 3);
        QCOMPARE(found->because, QStringLiteral("the server has no projections"));
    }

    void whereTheProjectionMayNotBeAskedThatIsSaid()
    {
        Scene scene;
        scene.streams.insert(named("$bc-c"), {linked(scene.one, 0), linked(scene.two, 1)});
        scene.projections = fake::failure(ErrorCode::AccessDenied);
        const auto found = scene.search();
        QVERIFY(found);
        QCOMPARE(found->source, Source::CorrelationStream);
        QCOMPARE(found->tree.size(), 2);
        QVERIFY2(found->doubt.contains(QStringLiteral("a failure for the test")),
                 qPrintable(found->doubt));
    }

    void whereTheLogMayNotBeReadThatIsSaid()
    {
        Scene scene;
        scene.streams.insert(named("$bc-c"), {linked(scene.one, 0), linked(scene.two, 1)});
        scene.projections = ProjectionList{standing("Running", 200)};
        scene.failures.insert(StreamName::all(), ErrorCode::AccessDenied);
        const auto found = scene.search();
        QVERIFY(found);
        QCOMPARE(found->source, Source::CorrelationStream);
        QCOMPARE(found->tree.size(), 2);
        QVERIFY2(found->doubt.contains(QStringLiteral("200:200")), qPrintable(found->doubt));
    }

    void aStreamThatCannotHoldThemAllIsNotReliedOn_data()
    {
        QTest::addColumn<EventBatch>("links");
        QTest::addColumn<QString>("because");
        const Scene scene;
        QTest::newRow("truncated") << EventBatch{linked(scene.one, 4), linked(scene.two, 5)}
                                   << QStringLiteral("\"$bc-c\" begins at revision 4 by now");
        QTest::newRow("without the event itself")
            << EventBatch{linked(scene.two, 0)}
            << QStringLiteral("\"$bc-c\" has no link to the event itself");
        QTest::newRow("with events of another correlation")
            << EventBatch{linked(scene.one, 0), linked(caused("stranger-1", 400, "{}"), 1)}
            << QStringLiteral("\"$bc-c\" goes by another name than \"$correlationId\"");
    }
    void aStreamThatCannotHoldThemAllIsNotReliedOn()
    {
        QFETCH(EventBatch, links);
        QFETCH(QString, because);
        Scene scene;
        scene.streams.insert(named("$bc-c"), links);
        const auto found = scene.search();
        QVERIFY(found);
        QCOMPARE(found->source, Source::Search);
        QCOMPARE(Scene::streamsOf(found), QStringLiteral("one-1 two-1 three-1"));
        QCOMPARE(found->because, because);
    }

    void underAnotherNameForeignEventsDoNotEnter()
    {
        const CorrelationNames names{QStringLiteral("trace"), QStringLiteral("$causationId")};
        Scene scene;
        // What the server's projection has written there by its own name.
        const RecordedEvent foreign
            = caused("foreign-1", 350, R"({"$correlationId":"t","trace":"other"})");
        scene.streams.insert(named("$bc-t"), {linked(foreign, 0)});
        const auto found = scene.search(names);
        QVERIFY(found);
        QCOMPARE(found->source, Source::Search);
        QCOMPARE(Scene::streamsOf(found), QStringLiteral("one-1 two-1 three-1"));
        QCOMPARE(found->because, QStringLiteral("\"$bc-t\" goes by another name than \"trace\""));
    }

    void underTheNameThatTheProjectionGoesByItsStreamIsReliedOn()
    {
        const CorrelationNames names{QStringLiteral("trace"), QStringLiteral("$causationId")};
        Scene scene;
        scene.streams.insert(named("$bc-t"),
                             {linked(scene.one, 0), linked(scene.two, 1), linked(scene.three, 2)});
        const auto found = scene.search(names);
        QVERIFY(found);
        QCOMPARE(found->source, Source::CorrelationStream);
        QCOMPARE(found->tree.size(), 3);
    }

    void linksWhoseEventIsGoneAreCounted()
    {
        Scene scene;
        ResolvedEvent broken = linked(scene.two, 1);
        broken.event.reset();
        scene.streams.insert(named("$bc-c"), {linked(scene.one, 0), broken});
        const auto found = scene.search();
        QVERIFY(found);
        QCOMPARE(found->gone, quint64(1));
        QCOMPARE(found->source, Source::CorrelationStream);
    }
};

QTEST_GUILESS_MAIN(TstCauseSearch)
#include "tst_cause_search.moc"
