// One read on gRPC's threads: decodes each answer, leaves it in the gate, reads on as credit goes.
// Made and steered on the io thread; its reactions run on gRPC's. It keeps itself until it is done.
#pragma once

#include "core/transport/grpc/call_record.h"
#include "core/transport/grpc/credit_gate.h"
#include "core/transport/grpc/decode.h"
#include "core/transport/grpc/node_link.h"

#include "streams.grpc.pb.h"
#include <google/protobuf/arena.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <array>
#include <atomic>
#include <functional>
#include <memory>

namespace core {

using ReadEntry = std::variant<ResolvedEvent, ReadItem>;

/// What the reactor asks of whoever takes over; called on gRPC's threads.
struct ReadSignals {
    std::function<void()> wake; ///< take now
    std::function<void()> arm;  ///< take within a batch's time
};

class ReadReactor final : public grpc::ClientReadReactor<event_store::client::streams::ReadResp>
{
public:
    using Gate = CreditGate<ReadEntry>;
    using ReadReq = event_store::client::streams::ReadReq;
    using ReadResp = event_store::client::streams::ReadResp;

    /// Starts the call; nothing is read before the first grant.
    [[nodiscard]] static std::shared_ptr<ReadReactor> start(std::shared_ptr<NodeLink> link,
                                                            ReadReq request,
                                                            EventDecoder decoder,
                                                            const StreamName &stream,
                                                            ReadSignals signals);

    void grant(qint64 events) { carryOut(m_gate.grant(events)); }
    [[nodiscard]] Gate::Taken take() { return m_gate.take(); }
    void tookOver(qint64 bytes) { carryOut(m_gate.tookOver(bytes)); }
    /// Nothing is signalled any more, apart from what is already under way.
    void cancel();

    /// Null where nobody listens.
    [[nodiscard]] const std::shared_ptr<CallRecord> &record() const { return m_record; }

    /// The call has ended: what take() gives from now on is the rest, and failure() is final.
    [[nodiscard]] bool isDone() const { return m_done.load(std::memory_order_acquire); }
    [[nodiscard]] const std::optional<TransportError> &failure() const { return m_failure; }

    void OnReadDone(bool ok) override;
    void OnDone(const grpc::Status &status) override;

private:
    ReadReactor(std::shared_ptr<NodeLink> link,
                ReadReq request,
                EventDecoder decoder,
                const StreamName &stream,
                ReadSignals signals);

    void carryOut(const Gate::Step &step);
    void readNext();
    [[nodiscard]] Gate::Step accept(DecodedAnswer &&answer);
    /// `answer` says in the wire log what came.
    [[nodiscard]] Gate::Step giveUp(const TransportError &failure, const QString &answer);

    const std::shared_ptr<NodeLink> m_link;
    const ReadReq m_request;
    const GrpcSituation m_situation;
    const ReadSignals m_signals;
    const std::shared_ptr<CallRecord> m_record; ///< null where nobody listens
    EventDecoder m_decoder;
    Gate m_gate;

    grpc::ClientContext m_context;
    // An answer lives in the arena until the next one is read: no heap for its parts.
    std::array<char, 4096> m_arenaBlock{};
    google::protobuf::Arena m_arena;
    ReadResp *m_answer = nullptr;

    std::optional<TransportError> m_failure; ///< written before m_done is set
    std::atomic<bool> m_done = false;
    std::shared_ptr<ReadReactor> m_self; ///< until OnDone
};

} // namespace core
