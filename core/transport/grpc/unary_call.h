// One unary call over gRPC: what it sends and gets, and how it is started and told to the log.
// Started and cancelled on the io thread; it ends on one of gRPC's.
#pragma once

#include "core/transport/grpc/call_record.h"
#include "core/transport/grpc/pending_reply.h"

#include <grpcpp/client_context.h>

#include <chrono>
#include <memory>
#include <utility>

namespace core {

template<typename Request, typename Answer>
struct UnaryCall {
    /// `fullName` is the RPC's; `about` is empty where it names no stream.
    UnaryCall(const char *fullName, const StreamName &about)
        : rpc(fullName)
        , stream(about)
    {}

    const char *const rpc;
    const StreamName stream;
    grpc::ClientContext context;
    Request request;
    Answer answer;
    std::shared_ptr<CallRecord> record; ///< null where nobody listens
};

/// What a call of another shape shares with this one: nothing is sent where the settings cannot be
/// used; certain, since it never left.
[[nodiscard]] inline TransportError notOpen(const NodeLink &link)
{
    TransportError error;
    error.error = link.openError();
    error.neverConnected = true;
    return error;
}

/// Starts it by `start(call, done)`; `finish(status, call)` makes the result of it, on one of
/// gRPC's threads.
template<typename Reply, typename Request, typename Answer, typename Start, typename Finish>
std::unique_ptr<TransportCall> callUnary(const std::shared_ptr<NodeLink> &link,
                                         const std::shared_ptr<UnaryCall<Request, Answer>> &call,
                                         std::chrono::milliseconds deadline,
                                         LeaderWish wish,
                                         Transport::Callback<Reply> callback,
                                         Start start,
                                         Finish finish)
{
    auto pending = std::make_unique<PendingReply<Reply>>(link, std::move(callback));
    if (!link->channel()) {
        pending->replyTo()(notOpen(*link));
        return pending;
    }
    link->addHeaders(call->context, wish);
    call->context.set_deadline(std::chrono::system_clock::now() + deadline);
    call->record = CallRecord::of(link, call->rpc, call->stream, wish);
    if (call->record) {
        call->record->sent(call->request);
        call->record->tellRunning();
    }
    start(*call, [call, finish, reply = pending->replyTo()](const grpc::Status &status) {
        if (call->record && status.ok())
            call->record->received(call->answer);
        if (call->record)
            call->record->end(status, call->context);
        reply(finish(status, *call));
    });
    pending->setCancel([call] {
        call->context.TryCancel();
        if (call->record)
            call->record->cancel();
    });
    return pending;
}

} // namespace core
