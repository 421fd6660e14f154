#include "core/sandbox/node_services.h"

#include "core/base/event_time.h"
#include "core/base/ids.h"

namespace core::sandbox {

namespace {

struct Method {
    const char *service = nullptr;
    const char *method = nullptr;
    std::initializer_list<const char *> features = {};
};

const Method Methods[] = {
    {"event_store.client.streams.streams", "append"},
    {"event_store.client.streams.streams", "batchappend", {"deadline_duration"}},
    {"event_store.client.streams.streams", "delete"},
    {"event_store.client.streams.streams", "read", {"position", "events"}},
    {"event_store.client.streams.streams", "tombstone"},
    {"event_store.client.gossip.gossip", "read"},
    {"event_store.client.server_features.serverfeatures", "getsupportedmethods"},
};

} // namespace

FeaturesService::FeaturesService(const Profile &profile)
{
    m_methods.set_event_store_server_version(profile.version);
    for (const Method &each : Methods) {
        auto *method = m_methods.add_methods();
        method->set_service_name(each.service);
        method->set_method_name(each.method);
        for (const char *feature : each.features)
            method->add_features(feature);
    }
}

grpc::ServerUnaryReactor *
FeaturesService::GetSupportedMethods(grpc::CallbackServerContext *context,
                                     const event_store::client::Empty *,
                                     event_store::client::server_features::SupportedMethods *reply)
{
    *reply = m_methods;
    grpc::ServerUnaryReactor *reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
}

GossipService::GossipService()
    : m_instanceId(EventId::random().toString().toStdString())
{}

grpc::ServerUnaryReactor *GossipService::Read(grpc::CallbackServerContext *context,
                                              const event_store::client::Empty *,
                                              event_store::client::gossip::ClusterInfo *reply)
{
    auto *member = reply->add_members();
    member->mutable_instance_id()->set_string(m_instanceId);
    member->set_time_stamp(EventTime::now().ticks);
    member->set_state(event_store::client::gossip::MemberInfo::Leader);
    member->set_is_alive(true);
    member->mutable_http_end_point()->set_address("127.0.0.1");
    member->mutable_http_end_point()->set_port(m_port);
    grpc::ServerUnaryReactor *reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
}

} // namespace core::sandbox
