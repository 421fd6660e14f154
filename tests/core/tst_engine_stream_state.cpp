// In which state a stream is, what its metadata says, and what a server says of itself.
#include "core/client/client.h"
#include "core/engine/soft_deletion.h"
#include "tests/support/event_builders.h"
#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"

#include <QTest>

using namespace core;
using std::chrono::milliseconds;

namespace {

const NodeAddress One = fake::node("one");
const NodeAddress Two = fake::node("two");
StreamName order1()
{
    return StreamName(QStringLiteral("order-1"));
}
QByteArray softDeletion()
{
    return "{\"$tb\":9223372036854775807}";
}

/// A client whose reads are answered one by one.
struct Scene {
    Scene()
        : client(fake::connectionTo({One}), server.factory(), IoThread::Caller)
    {}

    void askState(const StreamName &stream = order1())
    {
        call = client.streamState(stream,
                                  [this](const Result<StreamState> &result) { state = result; });
        settle();
    }
    void askMetadata()
    {
        call = client.metadata(order1(),
                               [this](const Result<StreamMetadata> &result) { metadata = result; });
        settle();
    }
    void answerRead(const EventBatch &events, std::optional<Revision> last = {})
    {
        const auto read = server.reads.constLast();
        if (!events.isEmpty())
            read->send(events);
        if (last)
            read->send(read_item::LastRevision{*last});
        read->end();
        settle();
    }
    void failRead(ErrorCode code)
    {
        server.reads.constLast()->end(fake::failure(code));
        settle();
    }
    [[nodiscard]] const ReadRequest &asked() const { return server.reads.constLast()->request; }

    FakeServer server;
    Client client;
    std::optional<Result<StreamState>> state;
    std::optional<Result<StreamMetadata>> metadata;
    std::optional<Result<ServerInfo>> info;
    Call call;
};

EventBatch metadataEvent(quint64 revision, const QByteArray &json)
{
    return {anEvent("$$order-1").at(revision).ofType("$metadata").holding(json)};
}

} // namespace

class TstEngineStreamState final : public QObject
{
    Q_OBJECT

    using Kind = StreamState::Kind;

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aStreamWithEventsIsAlive()
    {
        Scene scene;
        scene.askState();
        QCOMPARE(scene.asked().direction, Direction::Backwards);
        QCOMPARE(scene.asked().from, ReadFrom(FromEnd{}));
        QVERIFY(scene.server.reads.constLast()->granted > 1); // the end itself needs credit
        scene.answerRead(someEvents(9, 1), Revision{9});
        QCOMPARE(scene.asked().direction, Direction::Forwards);
        QCOMPARE(scene.asked().from, ReadFrom(FromStart{}));
        scene.answerRead(someEvents(4, 1));
        QCOMPARE(scene.asked().stream, StreamName(QStringLiteral("$$order-1")));
        scene.answerRead(metadataEvent(2, "{\"$tb\":4}"), Revision{2});
        QCOMPARE(scene.state,
                 Result<StreamState>(StreamState{
                     Kind::Alive, Revision{4}, Revision{9}, {Revision{2}, "{\"$tb\":4}"}}));
    }

    void aStreamThatIsNotFoundIsToldByItsMetadata_data()
    {
        QTest::addColumn<std::optional<ErrorCode>>("failure");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<Kind>("kind");
        using Failure = std::optional<ErrorCode>;
        QTest::newRow("no metadata")
            << Failure(ErrorCode::StreamNotFound) << QByteArray() << Kind::NotFound;
        QTest::newRow("the metadata may not be read")
            << Failure(ErrorCode::AccessDenied) << QByteArray() << Kind::NotFoundOrDenied;
        QTest::newRow("deleted for good meanwhile")
            << Failure(ErrorCode::StreamDeleted) << QByteArray() << Kind::Tombstoned;
        QTest::newRow("soft-deleted") << Failure() << softDeletion() << Kind::SoftDeleted;
        QTest::newRow("metadata only")
            << Failure() << QByteArray("{\"$maxCount\":5}") << Kind::MetadataOnly;
    }
    void aStreamThatIsNotFoundIsToldByItsMetadata()
    {
        QFETCH(std::optional<ErrorCode>, failure);
        QFETCH(QByteArray, json);
        QFETCH(Kind, kind);
        Scene scene;
        scene.askState();
        scene.failRead(ErrorCode::StreamNotFound);
        if (failure)
            scene.failRead(*failure);
        else
            scene.answerRead(metadataEvent(3, json));
        QVERIFY(scene.state && *scene.state);
        QCOMPARE((*scene.state)->kind, kind);
        QCOMPARE((*scene.state)->metadata.json, json);
    }

    void aTombstoneIsSeenAtTheFirstRead()
    {
        Scene scene;
        scene.askState();
        scene.failRead(ErrorCode::StreamDeleted);
        QCOMPARE((*scene.state)->kind, Kind::Tombstoned);
        QCOMPARE(scene.server.reads.size(), 1);
    }

    void aStreamWithoutReadableEventsIsAllTruncated()
    {
        Scene scene;
        scene.askState();
        scene.answerRead({}, Revision{9});
        scene.answerRead(metadataEvent(0, "{\"$tb\":10}"));
        QCOMPARE((*scene.state)->kind, Kind::AllTruncated);
        QCOMPARE((*scene.state)->last, Revision{9});
        QCOMPARE((*scene.state)->first, std::nullopt);
    }

    void metadataThatMayNotBeReadDoesNotHideALivingStream()
    {
        Scene scene;
        scene.askState();
        scene.answerRead(someEvents(9, 1));
        scene.answerRead(someEvents(0, 1));
        scene.failRead(ErrorCode::AccessDenied);
        QCOMPARE((*scene.state)->kind, Kind::Alive);
        QCOMPARE((*scene.state)->metadata, StreamMetadata{});
    }

    void aMetadataStreamHasNoneOfItsOwn()
    {
        Scene scene;
        scene.askState(order1().metadataStream());
        scene.failRead(ErrorCode::StreamNotFound);
        QCOMPARE((*scene.state)->kind, Kind::NotFound);
        QCOMPARE(scene.server.reads.size(), 1);
    }

    void anyOtherFailureIsTold_data()
    {
        QTest::addColumn<int>("readsBefore");
        QTest::newRow("at the end") << 0;
        QTest::newRow("at the start") << 1;
        QTest::newRow("at the metadata") << 2;
    }
    void anyOtherFailureIsTold()
    {
        QFETCH(int, readsBefore);
        Scene scene;
        scene.askState();
        for (int i = 0; i < readsBefore; ++i)
            scene.answerRead(someEvents(0, 1));
        scene.failRead(ErrorCode::Unavailable);
        QVERIFY(scene.state && !*scene.state);
        QCOMPARE(scene.state->error().code, ErrorCode::Unavailable);
    }

    void cancellingStopsHalfWay()
    {
        Scene scene;
        scene.askState();
        scene.call.cancel();
        settle();
        QVERIFY(scene.server.reads.constLast()->isCancelled);
        QVERIFY(!scene.state);
    }

    void allItsStepsShareOneDeadline()
    {
        FakeServer server;
        ConnectionSettings settings = fake::connectionTo({One});
        settings.defaultDeadline = milliseconds(20);
        Client client(settings, server.factory(), IoThread::Caller);
        std::optional<ErrorCode> code;
        const Call call = client.streamState(
            order1(), [&](const Result<StreamState> &result) { code = result.error().code; });
        settle();
        server.reads.at(0)->send(someEvents(9, 1));
        server.reads.at(0)->end();
        QTRY_COMPARE(code, ErrorCode::Timeout);
        settle();
        QVERIFY(server.reads.constLast()->isCancelled);
    }

    void aFollowerSendsAReadToTheLeader()
    {
        Scene scene;
        scene.askMetadata();
        scene.server.reads.at(0)->end(fake::notLeader(Two));
        settle();
        QCOMPARE(scene.server.reads.size(), 2);
        QCOMPARE(scene.server.reads.at(1)->node, Two);
        scene.answerRead(metadataEvent(1, "{}"));
        QCOMPARE(scene.metadata, Result<StreamMetadata>(StreamMetadata{Revision{1}, "{}"}));
    }

    void missingMetadataIsNoError()
    {
        Scene scene;
        scene.askMetadata();
        QCOMPARE(scene.asked().stream, order1().metadataStream());
        scene.failRead(ErrorCode::StreamNotFound);
        QCOMPARE(scene.metadata, Result<StreamMetadata>(StreamMetadata{}));
    }

    void theMetadataOfATombstonedStreamIsAnError()
    {
        Scene scene;
        scene.askMetadata();
        scene.failRead(ErrorCode::StreamDeleted);
        QCOMPARE(scene.metadata->error().code, ErrorCode::StreamDeleted);
    }

    void softDeletionIsReadExactly_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("isDeleted");
        QTest::newRow("as the server writes it") << softDeletion() << true;
        QTest::newRow("with space and neighbours")
            << QByteArray("{ \"$acl\" : {\"$tb\":1}, \"$tb\" : 9223372036854775807 }") << true;
        QTest::newRow("one less") << QByteArray("{\"$tb\":9223372036854775806}") << false;
        QTest::newRow("a string") << QByteArray("{\"$tb\":\"9223372036854775807\"}") << false;
        QTest::newRow("deeper down")
            << QByteArray("{\"a\":{\"$tb\":9223372036854775807}}") << false;
        QTest::newRow("the last of two counts")
            << QByteArray("{\"$tb\":9223372036854775807,\"$tb\":3}") << false;
        QTest::newRow("no JSON") << QByteArray("\"$tb\":9223372036854775807") << false;
        QTest::newRow("nothing") << QByteArray() << false;
    }
    void softDeletionIsReadExactly()
    {
        QFETCH(QByteArray, json);
        QFETCH(bool, isDeleted);
        QCOMPARE(saysSoftDeleted(anEvent().holding(json)), isDeleted);
        QVERIFY(!saysSoftDeleted(anEvent().holding(json).asBytes()));
    }
};

QTEST_GUILESS_MAIN(TstEngineStreamState)
#include "tst_engine_stream_state.moc"
