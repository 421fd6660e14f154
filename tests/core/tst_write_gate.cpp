// No write leaves a client before its gate has let it through.
#include "core/client/client.h"
#include "tests/support/event_builders.h"
#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"

#include <QTest>

using namespace core;

namespace {

StreamName theStream()
{
    return StreamName(QStringLiteral("order-1"));
}

/// A client with a gate whose keeper is the test.
struct Scene {
    Scene()
        : client(fake::connectionTo({fake::node("one")}), server.factory(), IoThread::Caller)
    {
        client.setWriteGate([this](const WriteIntent &intent, const WriteDecision &decide) {
            intents.append(intent);
            decisions.append(decide);
        });
    }
    void append()
    {
        call = client.append({theStream(), ExpectedRevision::any(), {aNewEvent()}},
                             [this](const Result<WriteOutcome> &result) { answer = result; });
        settle();
    }

    FakeServer server;
    Client client;
    QList<WriteIntent> intents;
    QList<WriteDecision> decisions;
    std::optional<Result<WriteOutcome>> answer;
    Call call;
};

Error refusal()
{
    return {ErrorCode::AccessDenied, QStringLiteral("Not here."), {}};
}

} // namespace

class TstWriteGate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nothingLeavesBeforeItIsLetThrough()
    {
        Scene scene;
        scene.append();
        QVERIFY(scene.server.appends.isEmpty());
        QCOMPARE(std::get<AppendRequest>(scene.intents.constFirst()).stream, theStream());
        scene.decisions.constFirst()({});
        settle();
        QCOMPARE(scene.server.appends.size(), 1);
        scene.server.appends.constFirst()->answer(Written{Revision{0}, {}});
        settle();
        QVERIFY(scene.answer && scene.answer->hasValue());
    }

    void aRefusalIsTheAnswerAndNothingLeaves()
    {
        Scene scene;
        scene.append();
        scene.decisions.constFirst()(refusal());
        QVERIFY(!scene.answer); // never from within
        settle();
        QVERIFY(scene.answer);
        QCOMPARE(scene.answer->error(), refusal());
        QVERIFY(scene.server.appends.isEmpty());
    }

    void aRefusalAtOnceDoesNotComeBeforeReturning()
    {
        Scene scene;
        scene.client.setWriteGate(
            [](const WriteIntent &, const WriteDecision &decide) { decide(refusal()); });
        const Call call
            = scene.client.append({theStream(), ExpectedRevision::any(), {aNewEvent()}},
                                  [&scene](const auto &result) { scene.answer = result; });
        QVERIFY(!scene.answer);
        settle();
        QVERIFY(scene.answer);
        QVERIFY(scene.server.appends.isEmpty());
    }

    void deletionsAndMetadataPassTheGateToo()
    {
        Scene scene;
        const Call removal = scene.client.remove({theStream(), ExpectedRevision::any()}, {});
        const Call change = scene.client.setMetadata(
            theStream(), "{\"$maxCount\":5}", ExpectedRevision::any(), {});
        settle();
        QCOMPARE(scene.intents.size(), 2);
        QCOMPARE(std::get<DeleteRequest>(scene.intents.at(0)).stream, theStream());
        QCOMPARE(std::get<AppendRequest>(scene.intents.at(1)).stream, theStream().metadataStream());
        QVERIFY(scene.server.removes.isEmpty());
        QVERIFY(scene.server.appends.isEmpty());
    }

    void onlyTheFirstDecisionCounts()
    {
        Scene scene;
        scene.append();
        scene.decisions.constFirst()({});
        scene.decisions.constFirst()({});
        scene.decisions.constFirst()(refusal());
        settle();
        QCOMPARE(scene.server.appends.size(), 1);
        QVERIFY(!scene.answer);
    }

    void whatWasGivenUpAtTheGateIsNeverSent()
    {
        Scene scene;
        scene.append();
        scene.call.cancel();
        scene.decisions.constFirst()({});
        settle();
        QVERIFY(scene.server.appends.isEmpty());
        QVERIFY(!scene.answer);
    }

    void aDecisionAfterTheClientIsHarmless()
    {
        QList<WriteDecision> decisions;
        FakeServer server;
        {
            Client client(
                fake::connectionTo({fake::node("one")}), server.factory(), IoThread::Caller);
            client.setWriteGate([&decisions](const WriteIntent &, const WriteDecision &decide) {
                decisions.append(decide);
            });
            const Call call
                = client.append({theStream(), ExpectedRevision::any(), {aNewEvent()}}, {});
        }
        decisions.constFirst()({});
        settle();
        QVERIFY(server.appends.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstWriteGate)
#include "tst_write_gate.moc"
