// One Append: collects the events of a client's stream and writes them when it ends.
// Owns itself until gRPC is done with it; gRPC's threads, then the store's.
#pragma once

#include "core/sandbox/event_store.h"
#include "core/sandbox/request_rules.h"

#include <grpcpp/support/server_callback.h>

#include <memory>
#include <streams.pb.h>

namespace core::sandbox {

class AppendCall final : public grpc::ServerReadReactor<event_store::client::streams::AppendReq>
{
public:
    AppendCall(grpc::CallbackServerContext *context,
               event_store::client::streams::AppendResp *reply,
               std::shared_ptr<EventStore> store,
               const SizeLimits &limits);

    void OnReadDone(bool ok) override;
    void OnDone() override;

private:
    [[nodiscard]] std::optional<CallEnd> takeOptions();
    [[nodiscard]] std::optional<CallEnd> takeEvent();
    void write();
    void answer(const WriteAnswer &answer);
    void finishWith(const CallEnd &end);

    grpc::CallbackServerContext *m_context;
    event_store::client::streams::AppendResp *m_reply;
    std::shared_ptr<EventStore> m_store;
    SizeLimits m_limits;
    event_store::client::streams::AppendReq m_message;
    Write m_write;
    QByteArray m_stream;
    qint64 m_expected = expected::Any;
    qint64 m_size = 0;
    bool m_hasOptions = false;
    bool m_expectsByRevision = false; ///< 2^64 - 1 as a revision is told back as one
};

} // namespace core::sandbox
