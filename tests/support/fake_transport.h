// The one fake of the tests: a transport whose other end is the test itself.
// For clients with IoThread::Caller: all of it lives on the test's thread.
#pragma once

#include "core/transport/transport.h"

#include <QList>
#include <QObject>

#include <memory>

/// A unary call that arrived. The test answers it, once, whenever it likes.
template<typename Request, typename Reply>
struct FakeCall {
    core::NodeAddress node;
    Request request;
    std::chrono::milliseconds deadline{};
    core::Transport::Callback<Reply> callback;
    bool isCancelled = false;
    bool isAnswered = false;

    void answer(core::TransportResult<Reply> reply)
    {
        if (isCancelled || isAnswered)
            return;
        isAnswered = true;
        callback(std::move(reply));
    }
};

/// A read or a subscription that arrived.
template<typename Request>
struct FakeRead {
    core::NodeAddress node;
    Request request;
    core::ReadHandlers handlers;
    qint64 granted = 0;
    bool isCancelled = false;
    bool isEnded = false;

    void send(core::ReadItem item)
    {
        if (!isCancelled && !isEnded)
            handlers.onItem(std::move(item));
    }
    void end(std::optional<core::TransportError> failure = std::nullopt)
    {
        if (isCancelled || isEnded)
            return;
        isEnded = true;
        handlers.onEnd(std::move(failure));
    }
};

struct NoRequest {
};

/// All nodes of a pretended cluster: what arrived there, in order. Outlives the client.
class FakeServer final : public QObject
{
    Q_OBJECT

public:
    using Append = FakeCall<core::AppendRequest, core::WriteOutcome>;
    using Remove = FakeCall<core::DeleteRequest, core::WriteOutcome>;
    using Gossip = FakeCall<NoRequest, core::GossipReply>;
    using Features = FakeCall<NoRequest, core::FeaturesReply>;
    using Projections = FakeCall<NoRequest, core::ProjectionList>;
    using ProjectionTexts = FakeCall<core::ProjectionQuestion, core::ProjectionText>;
    using Command = FakeCall<core::ProjectionCommand, core::WriteOutcome>;
    using Read = FakeRead<core::ReadRequest>;
    using Subscription = FakeRead<core::SubscribeRequest>;

    FakeServer();
    ~FakeServer() override;

    [[nodiscard]] core::TransportFactory factory();

    QList<std::shared_ptr<Append>> appends;
    QList<std::shared_ptr<Remove>> removes;
    QList<std::shared_ptr<Gossip>> gossips;
    QList<std::shared_ptr<Features>> features;
    QList<std::shared_ptr<Projections>> projections;
    QList<std::shared_ptr<ProjectionTexts>> projectionTexts;
    QList<std::shared_ptr<Command>> commands;
    QList<std::shared_ptr<Read>> reads;
    QList<std::shared_ptr<Subscription>> subscriptions;
    QList<core::NodeAddress> made; ///< nodes a transport was made for
    int alive = 0;                 ///< transports that are not destroyed

    /// Every ServerFeatures call is answered with this by itself; without it the test answers.
    std::optional<core::TransportResult<core::FeaturesReply>> autoFeatures
        = core::FeaturesReply{QStringLiteral("24.10.4"), {}};
};

namespace fake {

[[nodiscard]] core::NodeAddress node(const char *host);
/// A connection to these hosts, with a deadline of ten seconds and short pauses.
[[nodiscard]] core::ConnectionSettings connectionTo(const QList<core::NodeAddress> &hosts);
[[nodiscard]] core::ClusterNode
clusterNode(const core::NodeAddress &address, core::NodeState state, bool isAlive = true);
[[nodiscard]] core::TransportError failure(core::ErrorCode code, bool neverConnected = false);
[[nodiscard]] core::TransportError notLeader(const core::NodeAddress &leader);

} // namespace fake
