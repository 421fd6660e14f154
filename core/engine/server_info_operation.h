// Asks a node for its version and methods, and for the cluster it sees.
// Lives on the io thread.
#pragma once

#include "core/engine/operation.h"

#include <QElapsedTimer>

namespace core {

class ServerInfoOperation final : public Operation
{
    Q_OBJECT

public:
    using Reply = std::function<void(Result<ServerInfo>)>;

    ServerInfoOperation(Connector &connector, Reply reply, QObject *parent);

protected:
    void onNode() override;
    void onFailed(const Error &error) override;

private:
    void onFeatures(const TransportResult<FeaturesReply> &features);
    void askGossip();
    void onGossip(const TransportResult<GossipReply> &gossip);
    void finish(Result<ServerInfo> result);

    const Reply m_reply;
    ServerInfo m_info;
    QElapsedTimer m_roundTrip;
    Running<TransportCall> m_call;
};

} // namespace core
