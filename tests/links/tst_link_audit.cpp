// An audit against the sandbox's synthetic links: right counts, pause, cancel.
#include "core/links/link_audit.h"
#include "core/sandbox/sandbox.h"
#include "core/transport/any_transport.h"

#include <QSignalSpy>
#include <QTest>

using namespace core;

namespace {

constexpr int PatienceMs = 30'000;
/// Twenty links into each of 10,000 streams: 7,000 whole, 1,000 without their first half, 500 with
/// their last quarter, 500 soft-deleted, 300 tombstoned, 200 never written, 500 two events short.
constexpr qint64 Links = 200'000;
StreamName big()
{
    return StreamName(QStringLiteral("big"));
}

class Scene
{
public:
    Scene()
        : sandbox(Sandbox::start({.syntheticLinks = {{big().text(), Links}}}))
        , client(parseConnectionString((*sandbox)->connectionString())->settings,
                 anyTransportFactory())
        , audit(std::make_unique<LinkAudit>(client, big()))
    {
        QObject::connect(audit.get(), &LinkAudit::finished, &client, [this](const auto &result) {
            end = result;
        });
    }

    Result<std::shared_ptr<Sandbox>> sandbox;
    Client client;
    std::unique_ptr<LinkAudit> audit;
    std::optional<Result<AuditReport>> end;
};

} // namespace

class TstLinkAudit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theCountsAreRight()
    {
        Scene scene;
        scene.audit->start();
        QTRY_VERIFY_WITH_TIMEOUT(scene.end, PatienceMs);
        QVERIFY(*scene.end);
        const AuditReport &report = **scene.end;
        QVERIFY(report.isComplete);
        QCOMPARE(report.links, quint64(Links));
        QCOMPARE(report.resolved + report.broken, quint64(Links));
        QCOMPARE(report.targetStreams, 10'000U);
        // Every 10,007th link repeats another one; these are a few of any fate.
        QCOMPARE(report.repeated, 19U);
        const auto isNear = [&](LinkState state, quint64 meant) {
            return qAbs(qint64(report.reasons.value(state)) - qint64(meant)) <= 19;
        };
        QVERIFY(isNear(LinkState::EventTruncated, 1'000 * 10 + 500 * 15));
        QVERIFY(isNear(LinkState::StreamDeleted, 500 * 20));
        QVERIFY(isNear(LinkState::StreamTombstoned, 300 * 20));
        QVERIFY(isNear(LinkState::StreamMissing, 200 * 20));
        QVERIFY(isNear(LinkState::EventMissing, 500 * 2));
        QCOMPARE(report.truncations.value(TruncatedBy::TruncateBefore)
                     + report.truncations.value(TruncatedBy::MaxCount),
                 report.reasons.value(LinkState::EventTruncated));
    }

    void aPauseStopsTheReadAndResumeGoesOn()
    {
        Scene scene;
        QSignalSpy progress(scene.audit.get(), &LinkAudit::progressed);
        scene.audit->start();
        QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), PatienceMs);
        scene.audit->pause();
        QVERIFY(scene.audit->progress().isPaused);
        QCOMPARE(scene.audit->progress().total, quint64(Links));
        // Everything that was granted arrives, and then nothing more.
        const quint64 most = scene.audit->progress().done + 8192;
        QVERIFY(!QTest::qWaitFor(
            [&] { return scene.end.has_value() || scene.audit->progress().done > most; }, 500));
        const AuditReport held = scene.audit->report();
        QVERIFY(held.open > 0); // a pause asks about no more streams
        QCOMPARE(held.links, held.resolved + held.broken + held.open);
        quint64 open = 0;
        for (const AuditTargetStream &target : held.byStream)
            open += target.open;
        QCOMPARE(open, held.open);
        QCOMPARE(qint64(held.openStreams),
                 std::count_if(held.byStream.cbegin(),
                               held.byStream.cend(),
                               [](const AuditTargetStream &target) { return target.open > 0; }));
        QCOMPARE(progress.constLast().at(0).value<AuditProgress>().done, held.events);
        scene.audit->resume();
        QTRY_VERIFY_WITH_TIMEOUT(scene.end, PatienceMs);
        QCOMPARE((*scene.end)->links, quint64(Links));
    }

    void deletingItCancels()
    {
        Scene scene;
        QSignalSpy progress(scene.audit.get(), &LinkAudit::progressed);
        scene.audit->start();
        QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), PatienceMs);
        scene.audit.reset();
        QVERIFY(!QTest::qWaitFor([&] { return scene.end.has_value(); }, 100));
    }

    void aStreamThatIsNotThereIsAnError()
    {
        Scene scene;
        scene.audit = std::make_unique<LinkAudit>(scene.client, StreamName(QStringLiteral("none")));
        connect(scene.audit.get(), &LinkAudit::finished, this, [&](const auto &result) {
            scene.end = result;
        });
        scene.audit->start();
        QTRY_VERIFY_WITH_TIMEOUT(scene.end, PatienceMs);
        QCOMPARE(scene.end->error().code, ErrorCode::StreamNotFound);
    }
};

QTEST_GUILESS_MAIN(TstLinkAudit)
#include "tst_link_audit.moc"
