// What the one node says of itself: its features and its place in a cluster of one.
// gRPC calls these on its threads.
#pragma once

#include "core/sandbox/profile.h"

#include <atomic>
#include <gossip.grpc.pb.h>
#include <server_features.grpc.pb.h>

namespace core::sandbox {

class FeaturesService final
    : public event_store::client::server_features::ServerFeatures::CallbackService
{
public:
    explicit FeaturesService(const Profile &profile);
    grpc::ServerUnaryReactor *
    GetSupportedMethods(grpc::CallbackServerContext *context,
                        const event_store::client::Empty *request,
                        event_store::client::server_features::SupportedMethods *reply) override;

private:
    event_store::client::server_features::SupportedMethods m_methods;
};

class GossipService final : public event_store::client::gossip::Gossip::CallbackService
{
public:
    GossipService();
    void setPort(quint16 port) { m_port = port; }
    grpc::ServerUnaryReactor *Read(grpc::CallbackServerContext *context,
                                   const event_store::client::Empty *request,
                                   event_store::client::gossip::ClusterInfo *reply) override;

private:
    std::string m_instanceId;
    std::atomic<quint16> m_port = 0;
};

} // namespace core::sandbox
