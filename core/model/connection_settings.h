// How a server or a cluster is reached: hosts, security, credentials, time limits.
// A value: any thread.
#pragma once

#include "core/model/server_info.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace core {

/// Which of the server's two APIs carries everything.
enum class TransportKind { Grpc, Http };

enum class NodePreference { Leader, Follower, ReadOnlyReplica, Random };

struct Credentials {
    QString user;
    QString password;

    friend bool operator==(const Credentials &, const Credentials &) = default;
};

/// Everything a connection string can say, with the defaults of the .NET client (protocol.md
/// section 1.2), and the three choices at the end, which no connection string holds.
struct ConnectionSettings {
    QList<NodeAddress> hosts; ///< at least one
    bool discover = false;    ///< "+discover": ask for the cluster even with one host
    std::optional<Credentials> credentials;

    bool tls = true;
    bool tlsVerifyCert = true;
    QString tlsCaFile;
    QString userCertFile;
    QString userKeyFile;

    NodePreference nodePreference = NodePreference::Leader;
    int maxDiscoverAttempts = 10;
    std::chrono::milliseconds discoveryInterval{100};
    std::chrono::milliseconds gossipTimeout{5000};
    std::optional<std::chrono::milliseconds> keepAliveInterval{10000}; ///< none: off
    std::optional<std::chrono::milliseconds> keepAliveTimeout{10000};  ///< none: off
    std::chrono::milliseconds defaultDeadline{10000};
    QString connectionName;
    bool throwOnAppendFailure = true; ///< read and kept; it has no effect here

    TransportKind transport = TransportKind::Grpc;
    /// HTTP only: "user; group, group", believed without a password by a server started for that.
    std::optional<QString> trustedIdentity;
    /// HTTP only: how long the server may hold back the answer to a live read.
    std::chrono::seconds longPoll{20};

    /// Several hosts, or discovery by name: the cluster is asked for its nodes first.
    [[nodiscard]] bool asksGossip() const { return discover || hosts.size() > 1; }
    friend bool operator==(const ConnectionSettings &, const ConnectionSettings &) = default;
};

/// Who asks, in a sentence: "This connection's user is ops."
[[nodiscard]] QString identityWords(const ConnectionSettings &settings);

} // namespace core
