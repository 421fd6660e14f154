// One append on gRPC's threads: options, then event after event, then the answer.
// Started on the io thread; its reactions run on gRPC's. It keeps itself until it is done.
#pragma once

#include "core/transport/grpc/call_record.h"
#include "core/transport/grpc/node_link.h"
#include "core/transport/grpc/pending_reply.h"

#include "streams.grpc.pb.h"
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <memory>

namespace core {

class AppendReactor final : public grpc::ClientWriteReactor<event_store::client::streams::AppendReq>
{
public:
    [[nodiscard]] static std::shared_ptr<AppendReactor> start(std::shared_ptr<NodeLink> link,
                                                              const AppendRequest &request,
                                                              std::chrono::milliseconds deadline,
                                                              ReplyTo<WriteOutcome> reply);
    void cancel();

    void OnWriteDone(bool ok) override;
    void OnDone(const grpc::Status &status) override;

private:
    AppendReactor(std::shared_ptr<NodeLink> link,
                  const AppendRequest &request,
                  std::chrono::milliseconds deadline,
                  ReplyTo<WriteOutcome> reply);

    void write();
    [[nodiscard]] TransportResult<WriteOutcome> result(const grpc::Status &status) const;
    [[nodiscard]] QList<EventId> ids() const;

    const std::shared_ptr<NodeLink> m_link;
    const AppendRequest m_request;
    const ReplyTo<WriteOutcome> m_reply;
    qsizetype m_written = 0; ///< events handed to gRPC
    event_store::client::streams::AppendReq m_message;
    event_store::client::streams::AppendResp m_answer;
    grpc::ClientContext m_context;
    const std::shared_ptr<CallRecord> m_record; ///< null where nobody listens
    std::shared_ptr<AppendReactor> m_self;      ///< until OnDone
};

} // namespace core
