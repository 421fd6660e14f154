// Which node of a cluster is chosen: the order of protocol.md section 2.3.
#include "core/engine/node_selector.h"
#include "tests/support/fake_transport.h"

#include <QSet>
#include <QTest>

using namespace core;

namespace {

const NodeAddress A = fake::node("a");
const NodeAddress B = fake::node("b");
const NodeAddress C = fake::node("c");

ClusterNode withText(const NodeAddress &address, const char *text)
{
    return {address, NodeState::Other, QString::fromLatin1(text), true};
}

} // namespace

class TstNodeSelector final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void thePreferenceDecides_data()
    {
        QTest::addColumn<QList<ClusterNode>>("cluster");
        QTest::addColumn<NodePreference>("preference");
        QTest::addColumn<QString>("chosen");

        using enum NodeState;
        const QList<ClusterNode> all{fake::clusterNode(A, Leader),
                                     fake::clusterNode(B, Follower),
                                     fake::clusterNode(C, ReadOnlyReplica)};
        const QList<ClusterNode> noLeader{all.at(1), all.at(2)};
        const QList<ClusterNode> noFollower{all.at(0), all.at(2)};
        const QList<ClusterNode> noReplica{all.at(0), all.at(1)};
        const QList<ClusterNode> leaderless{all.at(1), withText(C, "ReadOnlyLeaderless")};
        QTest::newRow("the leader") << all << NodePreference::Leader << "a";
        QTest::newRow("a follower for want of a leader")
            << noLeader << NodePreference::Leader << "b";
        QTest::newRow("a follower") << all << NodePreference::Follower << "b";
        QTest::newRow("the leader for want of a follower")
            << noFollower << NodePreference::Follower << "a";
        QTest::newRow("a replica") << all << NodePreference::ReadOnlyReplica << "c";
        QTest::newRow("the leader for want of a replica")
            << noReplica << NodePreference::ReadOnlyReplica << "a";
        QTest::newRow("a replica without a leader is still a replica")
            << leaderless << NodePreference::ReadOnlyReplica << "c";
        QTest::newRow("a dead leader is none")
            << QList{fake::clusterNode(A, NodeState::Leader, false), all.at(1)}
            << NodePreference::Leader << "b";
        QTest::newRow("a node that catches up is left out")
            << QList{withText(A, "CatchingUp"), all.at(2)} << NodePreference::Random << "c";
    }
    void thePreferenceDecides()
    {
        QFETCH(QList<ClusterNode>, cluster);
        QFETCH(NodePreference, preference);
        QFETCH(QString, chosen);
        for (quint32 dice = 0; dice < 5; ++dice) {
            const auto node = selectNode(cluster, preference, dice);
            QVERIFY(node);
            QCOMPARE(node->address.host, chosen);
        }
    }

    void nothingIsChosenWhereNoNodeIsFit_data()
    {
        QTest::addColumn<QList<ClusterNode>>("cluster");
        QTest::newRow("no nodes") << QList<ClusterNode>{};
        QTest::newRow("all dead") << QList{fake::clusterNode(A, NodeState::Leader, false)};
        for (const char *text : {"Initializing",
                                 "DiscoverLeader",
                                 "Unknown",
                                 "PreReplica",
                                 "CatchingUp",
                                 "Clone",
                                 "PreLeader",
                                 "Manager",
                                 "ShuttingDown",
                                 "Shutdown",
                                 "PreReadOnlyReplica",
                                 "ResigningLeader"})
            QTest::newRow(text) << QList{withText(A, text)};
    }
    void nothingIsChosenWhereNoNodeIsFit()
    {
        QFETCH(QList<ClusterNode>, cluster);
        QVERIFY(!selectNode(cluster, NodePreference::Leader, 0));
        QVERIFY(!selectNode(cluster, NodePreference::Random, 7));
    }

    void theDiceDecideAmongEquals()
    {
        const QList<ClusterNode> followers{fake::clusterNode(A, NodeState::Follower),
                                           fake::clusterNode(B, NodeState::Follower),
                                           fake::clusterNode(C, NodeState::Leader)};
        QSet<QString> followed;
        QSet<QString> random;
        for (quint32 dice = 0; dice < 6; ++dice) {
            followed.insert(selectNode(followers, NodePreference::Follower, dice)->address.host);
            random.insert(selectNode(followers, NodePreference::Random, dice)->address.host);
        }
        QCOMPARE(followed, (QSet<QString>{A.host, B.host}));
        QCOMPARE(random, (QSet<QString>{A.host, B.host, C.host}));
    }
};

QTEST_APPLESS_MAIN(TstNodeSelector)
#include "tst_node_selector.moc"
