// Questions about projections, and commands to them, as the engine carries them out.
#include "core/client/client.h"
#include "tests/support/fake_transport.h"
#include "tests/support/wait_for.h"

#include <QTest>

using namespace core;

namespace {

const NodeAddress One = fake::node("one");
const NodeAddress Two = fake::node("two");

ProjectionStatus named(const char *name)
{
    ProjectionStatus status;
    status.name = QString::fromLatin1(name);
    return status;
}

struct Scene {
    Scene()
        : client(fake::connectionTo({One}), server.factory(), IoThread::Caller)
    {}

    FakeServer server;
    Client client;
};

} // namespace

class TstEngineProjections final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void oneIsPickedByItsName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("it is there") << QStringLiteral("totals") << true;
        QTest::newRow("it is not there") << QStringLiteral("total") << false;
    }
    void oneIsPickedByItsName()
    {
        QFETCH(QString, name);
        QFETCH(bool, isThere);
        Scene scene;
        std::optional<Result<std::optional<ProjectionStatus>>> found;
        const Call call
            = scene.client.projection(name, [&found](const auto &result) { found = result; });
        QTRY_COMPARE(scene.server.projections.size(), 1);
        scene.server.projections.constFirst()->answer(
            ProjectionList{named("others"), named("totals")});
        QTRY_VERIFY(found);
        QVERIFY(*found);
        QCOMPARE((*found)->has_value(), isThere);
    }

    void aQuestionIsAskedOfTheLeaderWhereANodeNamesIt()
    {
        Scene scene;
        std::optional<Result<ProjectionText>> told;
        const Call call
            = scene.client.projectionText({QStringLiteral("totals"), ProjectionPart::Result, {}},
                                          [&told](const auto &result) { told = result; });
        QTRY_COMPARE(scene.server.projectionTexts.size(), 1);
        scene.server.projectionTexts.constFirst()->answer(fake::notLeader(Two));
        QTRY_COMPARE(scene.server.projectionTexts.size(), 2);
        QCOMPARE(scene.server.projectionTexts.constLast()->node, Two);
        scene.server.projectionTexts.constLast()->answer(ProjectionText{"{\"n\":1.0}", true});
        QTRY_VERIFY(told);
        QVERIFY(*told);
        QCOMPARE((*told)->bytes, QByteArray("{\"n\":1.0}"));
    }

    void aCommandWhoseAnswerIsLostIsAnOpenQuestion()
    {
        Scene scene;
        std::optional<Result<WriteOutcome>> outcome;
        const Call call
            = scene.client.command({QStringLiteral("totals"), ProjectionCommand::Kind::Reset},
                                   [&outcome](const auto &result) { outcome = result; });
        QTRY_COMPARE(scene.server.commands.size(), 1);
        scene.server.commands.constFirst()->answer(fake::failure(ErrorCode::Unavailable));
        QTRY_VERIFY(outcome);
        QVERIFY(*outcome);
        QVERIFY(std::holds_alternative<OutcomeUnknown>(**outcome));
        QCOMPARE(scene.server.commands.size(), 1);
    }

    void droppingTheHandleCancels()
    {
        Scene scene;
        bool isTold = false;
        {
            const Call call = scene.client.projections([&isTold](const auto &) { isTold = true; });
            QTRY_COMPARE(scene.server.projections.size(), 1);
        }
        QTRY_VERIFY(scene.server.projections.constFirst()->isCancelled);
        QVERIFY(!isTold);
    }
};

QTEST_GUILESS_MAIN(TstEngineProjections)
#include "tst_engine_projections.moc"
