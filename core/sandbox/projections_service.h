// The five system projections over gRPC: how they stand, and that they keep no state.
// gRPC calls this on its threads.
#pragma once

#include "core/sandbox/event_store.h"

#include <memory>
#include <projections.grpc.pb.h>

namespace core::sandbox {

class ProjectionsService final
    : public event_store::client::projections::Projections::CallbackService
{
    template<typename T>
    using Writer = grpc::ServerWriteReactor<T>;
    using Context = grpc::CallbackServerContext;
    using Unary = grpc::ServerUnaryReactor;

public:
    explicit ProjectionsService(std::shared_ptr<EventStore> store);

    Writer<event_store::client::projections::StatisticsResp> *
    Statistics(Context *context,
               const event_store::client::projections::StatisticsReq *request) override;
    Unary *State(Context *context,
                 const event_store::client::projections::StateReq *request,
                 event_store::client::projections::StateResp *reply) override;
    Unary *Result(Context *context,
                  const event_store::client::projections::ResultReq *request,
                  event_store::client::projections::ResultResp *reply) override;
    Unary *Enable(Context *context,
                  const event_store::client::projections::EnableReq *request,
                  event_store::client::projections::EnableResp *reply) override;
    Unary *Disable(Context *context,
                   const event_store::client::projections::DisableReq *request,
                   event_store::client::projections::DisableResp *reply) override;
    Unary *Reset(Context *context,
                 const event_store::client::projections::ResetReq *request,
                 event_store::client::projections::ResetResp *reply) override;

private:
    std::shared_ptr<EventStore> m_store;
};

} // namespace core::sandbox
