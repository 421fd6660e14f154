#include "tests/support/fake_transport.h"

#include <utility>

using namespace core;

namespace {

/// Marks what the test holds as cancelled, once the client lets go of it.
template<typename Base, typename Arrived>
class FakeHandle : public Base
{
public:
    explicit FakeHandle(std::shared_ptr<Arrived> arrived)
        : m_arrived(std::move(arrived))
    {}
    ~FakeHandle() override { m_arrived->isCancelled = true; }
    FakeHandle(const FakeHandle &) = delete;
    FakeHandle &operator=(const FakeHandle &) = delete;

protected:
    const std::shared_ptr<Arrived> m_arrived;
};

template<typename Arrived>
class FakeReadHandle final : public FakeHandle<TransportRead, Arrived>
{
public:
    using FakeHandle<TransportRead, Arrived>::FakeHandle;
    void grant(qint64 events) override { this->m_arrived->granted += events; }
};

class FakeTransport final : public Transport
{
public:
    FakeTransport(FakeServer &server, const NodeAddress &node)
        : m_server(server)
        , m_node(node)
    {
        m_server.made.append(node);
        ++m_server.alive;
    }
    ~FakeTransport() override { --m_server.alive; }
    FakeTransport(const FakeTransport &) = delete;
    FakeTransport &operator=(const FakeTransport &) = delete;

    const NodeAddress &node() const override { return m_node; }

    std::unique_ptr<TransportRead> read(const ReadRequest &request, ReadHandlers handlers) override
    {
        return open(m_server.reads, request, std::move(handlers));
    }
    std::unique_ptr<TransportRead> subscribe(const SubscribeRequest &request,
                                             ReadHandlers handlers) override
    {
        return open(m_server.subscriptions, request, std::move(handlers));
    }
    std::unique_ptr<TransportCall> append(const AppendRequest &request,
                                          std::chrono::milliseconds deadline,
                                          Callback<WriteOutcome> callback) override
    {
        return call(m_server.appends, request, deadline, std::move(callback));
    }
    std::unique_ptr<TransportCall> remove(const DeleteRequest &request,
                                          std::chrono::milliseconds deadline,
                                          Callback<WriteOutcome> callback) override
    {
        return call(m_server.removes, request, deadline, std::move(callback));
    }
    std::unique_ptr<TransportCall> gossip(std::chrono::milliseconds deadline,
                                          Callback<GossipReply> callback) override
    {
        return call(m_server.gossips, NoRequest{}, deadline, std::move(callback));
    }
    std::unique_ptr<TransportCall> features(std::chrono::milliseconds deadline,
                                            Callback<FeaturesReply> callback) override
    {
        auto handle = call(m_server.features, NoRequest{}, deadline, std::move(callback));
        if (m_server.autoFeatures) {
            // Never before this function has returned.
            QMetaObject::invokeMethod(
                &m_server,
                [arrived = m_server.features.constLast(), reply = *m_server.autoFeatures] {
                    arrived->answer(reply);
                },
                Qt::QueuedConnection);
        }
        return handle;
    }
    std::unique_ptr<TransportCall> projections(std::chrono::milliseconds deadline,
                                               Callback<ProjectionList> callback) override
    {
        return call(m_server.projections, NoRequest{}, deadline, std::move(callback));
    }
    std::unique_ptr<TransportCall> projectionText(const ProjectionQuestion &question,
                                                  std::chrono::milliseconds deadline,
                                                  Callback<ProjectionText> callback) override
    {
        return call(m_server.projectionTexts, question, deadline, std::move(callback));
    }
    std::unique_ptr<TransportCall> command(const ProjectionCommand &command,
                                           std::chrono::milliseconds deadline,
                                           Callback<WriteOutcome> callback) override
    {
        return call(m_server.commands, command, deadline, std::move(callback));
    }

private:
    template<typename Arrived, typename Request>
    std::unique_ptr<TransportRead>
    open(QList<std::shared_ptr<Arrived>> &list, const Request &request, ReadHandlers &&handlers)
    {
        auto arrived = std::make_shared<Arrived>();
        arrived->node = m_node;
        arrived->request = request;
        arrived->handlers = std::move(handlers);
        list.append(arrived);
        return std::make_unique<FakeReadHandle<Arrived>>(std::move(arrived));
    }

    template<typename Arrived, typename Request, typename Reply>
    std::unique_ptr<TransportCall> call(QList<std::shared_ptr<Arrived>> &list,
                                        const Request &request,
                                        std::chrono::milliseconds deadline,
                                        Reply callback)
    {
        auto arrived = std::make_shared<Arrived>();
        arrived->node = m_node;
        arrived->request = request;
        arrived->deadline = deadline;
        arrived->callback = std::move(callback);
        list.append(arrived);
        return std::make_unique<FakeHandle<TransportCall, Arrived>>(std::move(arrived));
    }

    FakeServer &m_server;
    const NodeAddress m_node;
};

} // namespace

FakeServer::FakeServer() = default;
FakeServer::~FakeServer() = default;

TransportFactory FakeServer::factory()
{
    return [this](const ConnectionSettings &, const NodeAddress &node) {
        return std::make_unique<FakeTransport>(*this, node);
    };
}

NodeAddress fake::node(const char *host)
{
    return {QString::fromLatin1(host), 2113};
}

ConnectionSettings fake::connectionTo(const QList<NodeAddress> &hosts)
{
    ConnectionSettings settings;
    settings.hosts = hosts;
    settings.discoveryInterval = std::chrono::milliseconds(1);
    return settings;
}

ClusterNode fake::clusterNode(const NodeAddress &address, NodeState state, bool isAlive)
{
    return {address, state, {}, isAlive};
}

TransportError fake::failure(ErrorCode code, bool neverConnected)
{
    return {{code, QStringLiteral("a failure for the test"), {}}, std::nullopt, neverConnected};
}

TransportError fake::notLeader(const NodeAddress &leader)
{
    return {{ErrorCode::NotLeader, QStringLiteral("not the leader"), {}}, leader, false};
}
