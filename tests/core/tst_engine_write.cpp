// What is certain about a write: carried out, refused, or unknown.
#include "core/client/client.h"
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

/// A client of one node with one write under way.
struct Scene {
    Scene()
        : client(fake::connectionTo({One}), server.factory(), IoThread::Caller)
    {
        QObject::connect(&client,
                         &Client::streamAdvanced,
                         &client,
                         [this](const StreamName &stream, Revision revision) {
                             advanced.append({stream, revision});
                         });
    }
    void append()
    {
        call = client.append(request, [this](const Result<WriteOutcome> &result) {
            answer = result;
            advancedBeforeAnswer = !advanced.isEmpty();
        });
        settle();
    }
    void answerWith(TransportResult<WriteOutcome> reply)
    {
        server.appends.constLast()->answer(std::move(reply));
        settle();
    }

    AppendRequest request{
        order1(), ExpectedRevision::exact({4}), {aNewEvent(), aNewEvent()}, milliseconds(700)};
    FakeServer server;
    Client client;
    std::optional<Result<WriteOutcome>> answer;
    QList<std::pair<StreamName, Revision>> advanced;
    bool advancedBeforeAnswer = false;
    Call call;
};

WriteOutcome written(quint64 revision)
{
    return Written{Revision{revision}, Position{100, 100}};
}

} // namespace

class TstEngineWrite final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theRequestArrivesAsItIs()
    {
        Scene scene;
        scene.append();
        const auto arrived = scene.server.appends.at(0);
        QCOMPARE(arrived->request.stream, order1());
        QCOMPARE(arrived->request.expected, scene.request.expected);
        QCOMPARE(arrived->request.events, scene.request.events);
        QVERIFY(arrived->deadline <= milliseconds(700) && arrived->deadline > milliseconds(0));
        scene.answerWith(written(6));
        QCOMPARE(scene.answer, Result<WriteOutcome>(written(6)));
    }

    void withoutADeadlineTheConnectionsIsTaken()
    {
        Scene scene;
        scene.request.deadline.reset();
        scene.append();
        QVERIFY(scene.server.appends.at(0)->deadline > milliseconds(9000));
        QVERIFY(scene.server.appends.at(0)->deadline <= milliseconds(10000));
    }

    void aWriteHintsThatItsStreamAdvanced()
    {
        Scene scene;
        scene.append();
        scene.answerWith(written(6));
        QCOMPARE(scene.advanced.size(), 1);
        QCOMPARE(scene.advanced.at(0).first, order1());
        QCOMPARE(scene.advanced.at(0).second, Revision{6});
        QVERIFY(scene.advancedBeforeAnswer);
    }

    void whatWasNotWrittenHintsNothing()
    {
        Scene scene;
        scene.append();
        const WrongRevision wrong{ExpectedRevision::exact({4}), Revision{9}};
        scene.answerWith(WriteOutcome(wrong));
        QVERIFY(scene.answer && *scene.answer);
        QCOMPARE(std::get<WrongRevision>(**scene.answer), wrong);
        QVERIFY(scene.advanced.isEmpty());
    }

    void aLostAnswerIsUnknownWithTheIds_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("connection lost") << ErrorCode::Unavailable;
        QTest::newRow("deadline passed") << ErrorCode::Timeout;
        QTest::newRow("cancelled on the way") << ErrorCode::Cancelled;
        QTest::newRow("garbled") << ErrorCode::Protocol;
    }
    void aLostAnswerIsUnknownWithTheIds()
    {
        QFETCH(ErrorCode, code);
        Scene scene;
        scene.append();
        scene.answerWith(fake::failure(code));
        QVERIFY(scene.answer && *scene.answer);
        const auto *unknown = std::get_if<OutcomeUnknown>(&**scene.answer);
        QVERIFY(unknown);
        QCOMPARE(unknown->reason.code, code);
        QCOMPARE(unknown->ids,
                 (QList{scene.request.events.at(0).id, scene.request.events.at(1).id}));
        QCOMPARE(scene.server.appends.size(), 1); // never repeated by itself
    }

    void theTransportsOwnUnknownIsPassedOnAndTheNodeIsLost()
    {
        Scene scene;
        scene.append();
        const OutcomeUnknown unknown{{scene.request.events.at(0).id},
                                     {ErrorCode::Unavailable, QStringLiteral("gone"), {}}};
        scene.answerWith(WriteOutcome(unknown));
        QVERIFY(scene.answer && *scene.answer);
        QCOMPARE(std::get<OutcomeUnknown>(**scene.answer), unknown);
        QCOMPARE(scene.client.connectionState().kind, ConnectionState::Kind::Lost);
    }

    void aRefusalIsCertain_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<bool>("neverConnected");
        QTest::newRow("no secure connection could be made") << ErrorCode::Tls << true;
        QTest::newRow("denied") << ErrorCode::AccessDenied << false;
        QTest::newRow("deleted") << ErrorCode::StreamDeleted << false;
        QTest::newRow("too large") << ErrorCode::TooLarge << false;
        QTest::newRow("not the leader, and no leader named") << ErrorCode::NotLeader << false;
    }
    void aRefusalIsCertain()
    {
        QFETCH(ErrorCode, code);
        QFETCH(bool, neverConnected);
        Scene scene;
        scene.append();
        scene.answerWith(fake::failure(code, neverConnected));
        QVERIFY(scene.answer && !*scene.answer);
        QCOMPARE(scene.answer->error().code, code);
    }

    void whereNoConnectionCameAboutTheSameWriteIsSentOnceMore()
    {
        Scene scene;
        scene.server.autoFeatures.reset();
        scene.append();
        scene.answerWith(fake::failure(ErrorCode::Unavailable, true));
        QTRY_COMPARE(scene.server.appends.size(), 2);
        QVERIFY(!scene.answer);
        QCOMPARE(scene.server.made.size(), 2); // by a new connection
        QCOMPARE(scene.server.appends.at(1)->request.events, scene.request.events);
        QVERIFY(scene.server.appends.at(1)->deadline < scene.server.appends.at(0)->deadline);
        scene.answerWith(written(6));
        QCOMPARE(scene.answer, Result<WriteOutcome>(written(6)));
    }

    void aNodeThatCannotBeReachedTwiceIsUnavailable()
    {
        Scene scene;
        scene.server.autoFeatures.reset();
        scene.append();
        scene.answerWith(fake::failure(ErrorCode::Unavailable, true));
        QTRY_COMPARE(scene.server.appends.size(), 2);
        scene.answerWith(fake::failure(ErrorCode::Unavailable, true));
        QVERIFY(scene.answer && !*scene.answer);
        QCOMPARE(scene.answer->error().code, ErrorCode::Unavailable);
        QCOMPARE(scene.server.appends.size(), 2);
    }

    void aDeadlineBeforeAnyConnectionIsUnavailable()
    {
        Scene scene;
        scene.append();
        scene.answerWith(fake::failure(ErrorCode::Timeout, true));
        QVERIFY(scene.answer && !*scene.answer);
        QCOMPARE(scene.answer->error().code, ErrorCode::Unavailable);
    }

    void aFollowerSendsTheSameWriteToTheLeader()
    {
        Scene scene;
        scene.append();
        scene.answerWith(fake::notLeader(Two));
        QCOMPARE(scene.server.appends.size(), 2);
        QCOMPARE(scene.server.appends.at(1)->node, Two);
        QCOMPARE(scene.server.appends.at(1)->request.events, scene.request.events);
        QVERIFY(scene.server.appends.at(1)->deadline <= scene.server.appends.at(0)->deadline);
        scene.answerWith(written(6));
        QCOMPARE(scene.answer, Result<WriteOutcome>(written(6)));
        scene.append(); // the next goes to the leader at once
        QCOMPARE(scene.server.appends.constLast()->node, Two);
    }

    void itIsSentOnOnlyOnce()
    {
        Scene scene;
        scene.append();
        scene.answerWith(fake::notLeader(Two));
        scene.answerWith(fake::notLeader(One));
        QCOMPARE(scene.server.appends.size(), 2);
        QVERIFY(scene.answer && !*scene.answer);
        QCOMPARE(scene.answer->error().code, ErrorCode::NotLeader);
    }

    void aNodeThatNamesItselfIsNotAskedAgain()
    {
        Scene scene;
        scene.append();
        scene.answerWith(fake::notLeader(One));
        QCOMPARE(scene.server.appends.size(), 1);
        QVERIFY(scene.answer && !*scene.answer);
    }

    void aDeleteIsAWriteToo_data()
    {
        QTest::addColumn<DeleteMode>("mode");
        QTest::newRow("soft") << DeleteMode::Soft;
        QTest::newRow("for good") << DeleteMode::Tombstone;
    }
    void aDeleteIsAWriteToo()
    {
        QFETCH(DeleteMode, mode);
        Scene scene;
        scene.call = scene.client.remove(
            {order1(), ExpectedRevision::any(), mode, {}},
            [&](const Result<WriteOutcome> &result) { scene.answer = result; });
        settle();
        const auto arrived = scene.server.removes.at(0);
        QCOMPARE(arrived->request.mode, mode);
        QCOMPARE(arrived->request.stream, order1());
        arrived->answer(fake::failure(ErrorCode::Unavailable));
        settle();
        QVERIFY(scene.answer && *scene.answer);
        const auto *unknown = std::get_if<OutcomeUnknown>(&**scene.answer);
        QVERIFY(unknown && unknown->ids.isEmpty());
    }

    void metadataIsWrittenToTheByte()
    {
        Scene scene;
        const QByteArray json("{ \"$maxCount\" : 10, \"x\":1.0e0 }\n");
        scene.call = scene.client.setMetadata(
            order1(), json, ExpectedRevision::noStream(), [&](const Result<WriteOutcome> &result) {
                scene.answer = result;
            });
        settle();
        const AppendRequest &arrived = scene.server.appends.at(0)->request;
        QCOMPARE(arrived.stream, StreamName(QStringLiteral("$$order-1")));
        QCOMPARE(arrived.expected, ExpectedRevision::noStream());
        QCOMPARE(arrived.events.size(), 1);
        QCOMPARE(arrived.events.at(0).type, QStringLiteral("$metadata"));
        QCOMPARE(arrived.events.at(0).contentType, ContentType::Json);
        QCOMPARE(arrived.events.at(0).data, json);
        QVERIFY(arrived.events.at(0).id != EventId());
        scene.answerWith(written(0));
        QCOMPARE(scene.advanced.at(0).first, StreamName(QStringLiteral("$$order-1")));
    }
};

QTEST_GUILESS_MAIN(TstEngineWrite)
#include "tst_engine_write.moc"
