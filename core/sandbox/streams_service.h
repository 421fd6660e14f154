// The service Streams of the wire: takes calls and hands them to the store.
// gRPC calls it on its threads.
#pragma once

#include "core/sandbox/event_store.h"
#include "core/sandbox/request_rules.h"

#include <memory>
#include <streams.grpc.pb.h>

namespace core::sandbox {

/// Read is served from bytes, without messages in between; all calls are callback calls.
using StreamsServiceBase = event_store::client::streams::Streams::WithRawCallbackMethod_Read<
    event_store::client::streams::Streams::WithCallbackMethod_Append<
        event_store::client::streams::Streams::WithCallbackMethod_Delete<
            event_store::client::streams::Streams::WithCallbackMethod_Tombstone<
                event_store::client::streams::Streams::WithCallbackMethod_BatchAppend<
                    event_store::client::streams::Streams::Service>>>>>;

class StreamsService final : public StreamsServiceBase
{
public:
    StreamsService(std::shared_ptr<EventStore> store, Profile profile, SizeLimits limits);

    grpc::ServerWriteReactor<grpc::ByteBuffer> *Read(grpc::CallbackServerContext *context,
                                                     const grpc::ByteBuffer *request) override;
    grpc::ServerReadReactor<event_store::client::streams::AppendReq> *
    Append(grpc::CallbackServerContext *context,
           event_store::client::streams::AppendResp *reply) override;
    grpc::ServerUnaryReactor *Delete(grpc::CallbackServerContext *context,
                                     const event_store::client::streams::DeleteReq *request,
                                     event_store::client::streams::DeleteResp *reply) override;
    grpc::ServerUnaryReactor *
    Tombstone(grpc::CallbackServerContext *context,
              const event_store::client::streams::TombstoneReq *request,
              event_store::client::streams::TombstoneResp *reply) override;
    grpc::ServerBidiReactor<event_store::client::streams::BatchAppendReq,
                            event_store::client::streams::BatchAppendResp> *
    BatchAppend(grpc::CallbackServerContext *context) override;

private:
    template<typename Request, typename Reply>
    grpc::ServerUnaryReactor *deleteStream(grpc::CallbackServerContext *context,
                                           const Request &request,
                                           Reply *reply,
                                           bool forGood);

    std::shared_ptr<EventStore> m_store;
    Profile m_profile;
    SizeLimits m_limits;
};

} // namespace core::sandbox
