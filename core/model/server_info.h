// What a server says of itself.
// Values: any thread.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace core {

struct NodeAddress {
    QString host;
    quint16 port = 2113;

    /// "host:port", with brackets around an IPv6 address.
    [[nodiscard]] QString toString() const
    {
        const QString shown = host.contains(u':') ? u'[' + host + u']' : host;
        return shown + u':' + QString::number(port);
    }

    friend bool operator==(const NodeAddress &, const NodeAddress &) = default;
};

enum class NodeState {
    Unknown,
    Leader,
    Follower,
    ReadOnlyReplica,
    Other, ///< starting, catching up, shutting down, ...
};

struct ClusterNode {
    NodeAddress address;
    NodeState state = NodeState::Unknown;
    QString stateText; ///< the server's own word
    bool isAlive = false;

    friend bool operator==(const ClusterNode &, const ClusterNode &) = default;
};

struct SupportedMethod {
    QString service; ///< lower case, as the server lists it
    QString method;
    QStringList features;

    friend bool operator==(const SupportedMethod &, const SupportedMethod &) = default;
};

struct ServerInfo {
    NodeAddress node; ///< the node that answered
    QString version;  ///< empty where the server does not tell (20.10)
    QString state;    ///< the node's own word from gossip, such as "Leader"; empty if unknown
    QList<SupportedMethod> methods; ///< empty where the server has no ServerFeatures (20.10)
    QList<ClusterNode> cluster;
    qint64 roundTripMicroseconds = 0; ///< of the answer that told this

    friend bool operator==(const ServerInfo &, const ServerInfo &) = default;
};

} // namespace core
