#include "core/engine/server_info_operation.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

/// A server that lacks a service, or shows it to others only, is still worth telling about.
bool isLack(ErrorCode code)
{
    return code == ErrorCode::Unsupported || code == ErrorCode::AccessDenied;
}

/// The node's entry in its own gossip; it may know itself by another name than we do.
const ClusterNode *entryOf(const NodeAddress &node, const GossipReply &cluster)
{
    const auto same = std::find_if(cluster.cbegin(), cluster.cend(), [&](const ClusterNode &entry) {
        return entry.address == node;
    });
    if (same != cluster.cend())
        return &*same;
    return cluster.size() == 1 ? &cluster.constFirst() : nullptr;
}

} // namespace

ServerInfoOperation::ServerInfoOperation(Connector &connector, Reply reply, QObject *parent)
    : Operation(connector, Connector::Need::Node, connector.settings().defaultDeadline, parent)
    , m_reply(std::move(reply))
{}

void ServerInfoOperation::onNode()
{
    m_info = {};
    m_info.node = node()->transport->node();
    m_roundTrip.start();
    stopDeadline(); // each call has what is left of it
    auto call = node()->transport->features(
        remaining(), [this, guard = m_call.guard()](const TransportResult<FeaturesReply> &reply) {
            if (!guard.isOff())
                onFeatures(reply);
        });
    m_call.hold(node(), std::move(call));
}

void ServerInfoOperation::onFeatures(const TransportResult<FeaturesReply> &features)
{
    m_call.letGo(connector());
    m_info.roundTripMicroseconds = m_roundTrip.nsecsElapsed() / 1000;
    if (const auto *reply = std::get_if<FeaturesReply>(&features)) {
        m_info.version = reply->version;
        m_info.methods = reply->methods;
        askGossip();
        return;
    }
    const auto &failure = std::get<TransportError>(features);
    if (isLack(failure.error.code)) {
        askGossip();
        return;
    }
    if (!isSentAgain(failure))
        finish(errorOf(failure));
}

void ServerInfoOperation::askGossip()
{
    auto call = node()->transport->gossip(
        remaining(), [this, guard = m_call.guard()](const TransportResult<GossipReply> &reply) {
            if (!guard.isOff())
                onGossip(reply);
        });
    m_call.hold(node(), std::move(call));
}

void ServerInfoOperation::onGossip(const TransportResult<GossipReply> &gossip)
{
    m_call.letGo(connector());
    if (const auto *failure = std::get_if<TransportError>(&gossip)) {
        if (isLack(failure->error.code)) {
            finish(m_info);
            return;
        }
        if (!isSentAgain(*failure))
            finish(errorOf(*failure));
        return;
    }
    m_info.cluster = std::get<GossipReply>(gossip);
    if (const ClusterNode *self = entryOf(m_info.node, m_info.cluster))
        m_info.state = self->stateText;
    finish(m_info);
}

void ServerInfoOperation::onFailed(const Error &error)
{
    m_call.letGo(connector());
    finish(error);
}

void ServerInfoOperation::finish(Result<ServerInfo> result)
{
    m_reply(std::move(result));
    end();
}

} // namespace core
