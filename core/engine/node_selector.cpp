#include "core/engine/node_selector.h"

#include <algorithm>
#include <array>

namespace core {

namespace {

enum class Fitness { Leader, Follower, ReadOnlyReplica, ReadOnlyLeaderless, Unfit };

Fitness fitness(const ClusterNode &node)
{
    if (!node.isAlive)
        return Fitness::Unfit;
    switch (node.state) {
    case NodeState::Leader:
        return Fitness::Leader;
    case NodeState::Follower:
        return Fitness::Follower;
    case NodeState::ReadOnlyReplica:
        return Fitness::ReadOnlyReplica;
    case NodeState::Unknown:
    case NodeState::Other:
        break;
    }
    const bool isLeaderless
        = node.stateText.compare(QStringLiteral("ReadOnlyLeaderless"), Qt::CaseInsensitive) == 0;
    return isLeaderless ? Fitness::ReadOnlyLeaderless : Fitness::Unfit;
}

/// How far down a preference's list a node stands; 0 is best.
int rank(Fitness fitness, NodePreference preference)
{
    using enum Fitness;
    using Order = std::array<Fitness, 4>;
    Order order{Leader, Follower, ReadOnlyReplica, ReadOnlyLeaderless};
    switch (preference) {
    case NodePreference::Leader:
        break;
    case NodePreference::Follower:
        order = {Follower, Leader, ReadOnlyReplica, ReadOnlyLeaderless};
        break;
    case NodePreference::ReadOnlyReplica:
        order = {ReadOnlyReplica, ReadOnlyLeaderless, Leader, Follower};
        break;
    case NodePreference::Random:
        return 0;
    }
    return int(std::find(order.begin(), order.end(), fitness) - order.begin());
}

} // namespace

std::optional<ClusterNode>
selectNode(const QList<ClusterNode> &cluster, NodePreference preference, quint32 dice)
{
    QList<ClusterNode> best;
    int bestRank = 0;
    for (const ClusterNode &node : cluster) {
        const Fitness fit = fitness(node);
        if (fit == Fitness::Unfit)
            continue;
        const int nodeRank = rank(fit, preference);
        if (best.isEmpty() || nodeRank < bestRank) {
            best = {node};
            bestRank = nodeRank;
        } else if (nodeRank == bestRank) {
            best.append(node);
        }
    }
    if (best.isEmpty())
        return std::nullopt;
    return best.at(qsizetype(dice % quint32(best.size())));
}

} // namespace core
