#include "core/transport/grpc/grpc_transport.h"

#include "core/transport/grpc/append_reactor.h"
#include "core/transport/grpc/decode.h"
#include "core/transport/grpc/encode.h"
#include "core/transport/grpc/grpc_channel.h"
#include "core/transport/grpc/grpc_read.h"
#include "core/transport/grpc/node_link.h"
#include "core/transport/grpc/pending_reply.h"
#include "core/transport/grpc/projection_calls.h"
#include "core/transport/grpc/unary_call.h"
#include "core/transport/request_check.h"

#include "gossip.grpc.pb.h"
#include "server_features.grpc.pb.h"
#include "streams.grpc.pb.h"
#include <grpcpp/channel.h>

#include <limits>

namespace core {

namespace wire = event_store::client;

namespace {

/// A first revision is only news where it is above the one that was asked for.
Revision whereReadStarts(const ReadRequest &request)
{
    if (const auto *revision = std::get_if<Revision>(&request.from))
        return *revision;
    if (std::holds_alternative<FromStart>(request.from))
        return Revision{0};
    return Revision{std::numeric_limits<quint64>::max()};
}

class GrpcTransport final : public Transport
{
public:
    GrpcTransport(const ConnectionSettings &settings, const NodeAddress &node, const WireSink &log)
        : m_link(std::make_shared<NodeLink>(settings, node, log))
    {}
    ~GrpcTransport() override { m_link->mailbox().close(); }

    const NodeAddress &node() const override { return m_link->node(); }

    std::unique_ptr<TransportRead> read(const ReadRequest &request, ReadHandlers handlers) override;
    std::unique_ptr<TransportRead> subscribe(const SubscribeRequest &request,
                                             ReadHandlers handlers) override;
    std::unique_ptr<TransportCall> append(const AppendRequest &request,
                                          std::chrono::milliseconds deadline,
                                          Callback<WriteOutcome> callback) override;
    std::unique_ptr<TransportCall> remove(const DeleteRequest &request,
                                          std::chrono::milliseconds deadline,
                                          Callback<WriteOutcome> callback) override;
    std::unique_ptr<TransportCall> gossip(std::chrono::milliseconds deadline,
                                          Callback<GossipReply> callback) override;
    std::unique_ptr<TransportCall> features(std::chrono::milliseconds deadline,
                                            Callback<FeaturesReply> callback) override;
    std::unique_ptr<TransportCall> projections(std::chrono::milliseconds deadline,
                                               Callback<ProjectionList> callback) override;
    std::unique_ptr<TransportCall> projectionText(const ProjectionQuestion &question,
                                                  std::chrono::milliseconds deadline,
                                                  Callback<ProjectionText> callback) override;
    std::unique_ptr<TransportCall> command(const ProjectionCommand &command,
                                           std::chrono::milliseconds deadline,
                                           Callback<WriteOutcome> callback) override;

private:
    /// Why nothing is sent: the settings, or the request itself.
    [[nodiscard]] std::optional<TransportError> refusal(const QString &whyNot) const;

    template<typename Request, typename Answer, typename Start, typename Decode>
    std::unique_ptr<TransportCall>
    callDelete(const DeleteRequest &request,
               const std::shared_ptr<UnaryCall<Request, Answer>> &call,
               std::chrono::milliseconds deadline,
               Callback<WriteOutcome> callback,
               Start start,
               Decode decode);

    std::shared_ptr<NodeLink> m_link;
};

std::optional<TransportError> GrpcTransport::refusal(const QString &whyNot) const
{
    TransportError error;
    error.neverConnected = true;
    if (!m_link->channel())
        error.error = m_link->openError();
    else if (!whyNot.isEmpty())
        error.error = {ErrorCode::InvalidArgument, whyNot, QStringLiteral("not sent")};
    else
        return std::nullopt;
    return error;
}

std::unique_ptr<TransportRead> GrpcTransport::read(const ReadRequest &request,
                                                   ReadHandlers handlers)
{
    if (auto error = refusal(whyNotSendable(request)))
        return std::make_unique<RefusedRead>(
            m_link->mailbox(), std::move(handlers), *std::move(error));
    return std::make_unique<GrpcRead>(m_link,
                                      encodeRead(request),
                                      EventDecoder(whereReadStarts(request)),
                                      request.stream,
                                      std::move(handlers));
}

std::unique_ptr<TransportRead> GrpcTransport::subscribe(const SubscribeRequest &request,
                                                        ReadHandlers handlers)
{
    if (auto error = refusal(whyNotSendable(request)))
        return std::make_unique<RefusedRead>(
            m_link->mailbox(), std::move(handlers), *std::move(error));
    return std::make_unique<GrpcRead>(m_link,
                                      encodeSubscribe(request),
                                      EventDecoder(Revision{0}),
                                      request.stream,
                                      std::move(handlers));
}

std::unique_ptr<TransportCall> GrpcTransport::append(const AppendRequest &request,
                                                     std::chrono::milliseconds deadline,
                                                     Callback<WriteOutcome> callback)
{
    auto pending = std::make_unique<PendingReply<WriteOutcome>>(m_link, std::move(callback));
    if (auto error = refusal(whyNotSendable(request))) {
        pending->replyTo()(*std::move(error));
        return pending;
    }
    const auto reactor = AppendReactor::start(m_link, request, deadline, pending->replyTo());
    pending->setCancel([reactor] { reactor->cancel(); });
    return pending;
}

std::unique_ptr<TransportCall> GrpcTransport::remove(const DeleteRequest &request,
                                                     std::chrono::milliseconds deadline,
                                                     Callback<WriteOutcome> callback)
{
    using wire::streams::Streams;
    if (request.mode == DeleteMode::Soft) {
        auto call
            = std::make_shared<UnaryCall<wire::streams::DeleteReq, wire::streams::DeleteResp>>(
                "event_store.client.streams.Streams/Delete", request.stream);
        call->request = encodeDelete(request);
        const auto start = [this](auto &c, auto done) {
            Streams::Stub(m_link->channel())
                .async()
                ->Delete(&c.context, &c.request, &c.answer, std::move(done));
        };
        return callDelete(request, call, deadline, std::move(callback), start, decodeDelete);
    }
    auto call
        = std::make_shared<UnaryCall<wire::streams::TombstoneReq, wire::streams::TombstoneResp>>(
            "event_store.client.streams.Streams/Tombstone", request.stream);
    call->request = encodeTombstone(request);
    const auto start = [this](auto &c, auto done) {
        Streams::Stub(m_link->channel())
            .async()
            ->Tombstone(&c.context, &c.request, &c.answer, std::move(done));
    };
    return callDelete(request, call, deadline, std::move(callback), start, decodeTombstone);
}

template<typename Request, typename Answer, typename Start, typename Decode>
std::unique_ptr<TransportCall>
GrpcTransport::callDelete(const DeleteRequest &request,
                          const std::shared_ptr<UnaryCall<Request, Answer>> &call,
                          std::chrono::milliseconds deadline,
                          Callback<WriteOutcome> callback,
                          Start start,
                          Decode decode)
{
    if (auto error = refusal(whyNotSendable(request))) {
        auto pending = std::make_unique<PendingReply<WriteOutcome>>(m_link, std::move(callback));
        pending->replyTo()(*std::move(error));
        return pending;
    }
    const auto finish
        = [link = m_link, request, decode](
              const grpc::Status &status,
              const UnaryCall<Request, Answer> &done) -> TransportResult<WriteOutcome> {
        if (status.ok())
            return decode(done.answer);
        const auto situation = link->situationAfter(
            link->situation(TransportOperation::Delete, request.stream), done.context);
        return toWriteResult(takeFailure(status, done.context), situation, request.expected, {});
    };
    return callUnary<WriteOutcome>(
        m_link, call, deadline, LeaderWish::AsPreferred, std::move(callback), start, finish);
}

std::unique_ptr<TransportCall> GrpcTransport::gossip(std::chrono::milliseconds deadline,
                                                     Callback<GossipReply> callback)
{
    using Call = UnaryCall<wire::Empty, wire::gossip::ClusterInfo>;
    const auto start = [this](Call &call, auto done) {
        wire::gossip::Gossip::Stub(m_link->channel())
            .async()
            ->Read(&call.context, &call.request, &call.answer, std::move(done));
    };
    const auto finish = [link = m_link](const grpc::Status &status,
                                        const Call &call) -> TransportResult<GossipReply> {
        if (status.ok())
            return decodeGossip(call.answer);
        const auto situation
            = link->situationAfter(link->situation(TransportOperation::Ask, {}), call.context);
        return toTransportError(takeFailure(status, call.context), situation);
    };
    return callUnary<GossipReply>(
        m_link,
        std::make_shared<Call>("event_store.client.gossip.Gossip/Read", StreamName()),
        deadline,
        LeaderWish::None,
        std::move(callback),
        start,
        finish);
}

std::unique_ptr<TransportCall> GrpcTransport::features(std::chrono::milliseconds deadline,
                                                       Callback<FeaturesReply> callback)
{
    using Call = UnaryCall<wire::Empty, wire::server_features::SupportedMethods>;
    const auto start = [this](Call &call, auto done) {
        wire::server_features::ServerFeatures::Stub(m_link->channel())
            .async()
            ->GetSupportedMethods(&call.context, &call.request, &call.answer, std::move(done));
    };
    const auto finish = [link = m_link](const grpc::Status &status,
                                        const Call &call) -> TransportResult<FeaturesReply> {
        if (status.ok())
            return decodeFeatures(call.answer);
        const auto situation
            = link->situationAfter(link->situation(TransportOperation::Ask, {}), call.context);
        if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED)
            return FeaturesReply{}; // a server before 21.10
        return toTransportError(takeFailure(status, call.context), situation);
    };
    return callUnary<FeaturesReply>(
        m_link,
        std::make_shared<Call>(
            "event_store.client.server_features.ServerFeatures/GetSupportedMethods", StreamName()),
        deadline,
        LeaderWish::None,
        std::move(callback),
        start,
        finish);
}

std::unique_ptr<TransportCall> GrpcTransport::projections(std::chrono::milliseconds deadline,
                                                          Callback<ProjectionList> callback)
{
    return listProjections(m_link, deadline, std::move(callback));
}

std::unique_ptr<TransportCall> GrpcTransport::projectionText(const ProjectionQuestion &question,
                                                             std::chrono::milliseconds deadline,
                                                             Callback<ProjectionText> callback)
{
    return askProjection(m_link, question, deadline, std::move(callback));
}

std::unique_ptr<TransportCall> GrpcTransport::command(const ProjectionCommand &command,
                                                      std::chrono::milliseconds deadline,
                                                      Callback<WriteOutcome> callback)
{
    return switchProjection(m_link, command, deadline, std::move(callback));
}

} // namespace

TransportFactory grpcTransportFactory(WireSink log)
{
    return [log = std::move(log)](const ConnectionSettings &settings, const NodeAddress &node) {
        routeGrpcLog();
        return std::make_unique<GrpcTransport>(settings, node, log);
    };
}

} // namespace core
