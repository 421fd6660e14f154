#include "core/transport/grpc/projection_calls.h"

#include "core/transport/grpc/unary_call.h"
#include "core/transport/projection_errors.h"

#include "projections.grpc.pb.h"
#include <google/protobuf/util/json_util.h>
#include <grpcpp/channel.h>

#include <utility>

namespace core {

namespace wire = event_store::client::projections;

namespace {

QString text(const std::string &bytes)
{
    return QString::fromStdString(bytes);
}

ProjectionStatus decode(const wire::StatisticsResp::Details &told)
{
    ProjectionStatus status;
    status.name = text(told.name());
    status.effectiveName = text(told.effectivename());
    status.status = text(told.status());
    status.reason = text(told.statereason());
    status.mode = text(told.mode());
    status.place = text(told.position());
    status.position = ProjectionStatus::parsePosition(status.place);
    status.progress = static_cast<double>(told.progress());
    status.checkpoint = text(told.lastcheckpoint());
    status.checkpointing = text(told.checkpointstatus());
    status.definitions = told.version();
    status.epoch = told.epoch();
    status.eventsSinceStart = told.eventsprocessedafterrestart();
    status.buffered = told.bufferedevents();
    status.busyMilliseconds = told.coreprocessingtime();
    status.partitionsCached = told.partitionscached();
    status.readsUnderWay = told.readsinprogress();
    status.writesUnderWay = told.writesinprogress();
    status.writesBeforeCheckpoint = told.writependingeventsbeforecheckpoint();
    status.writesAfterCheckpoint = told.writependingeventsaftercheckpoint();
    return status;
}

TransportError failureOf(const NodeLink &link,
                         const QString &name,
                         const grpc::Status &status,
                         const grpc::ClientContext &context)
{
    const auto situation
        = link.situationAfter(link.situation(TransportOperation::Ask, {}), context);
    const GrpcFailure failure = takeFailure(status, context);
    TransportError error = toTransportError(failure, situation);
    // Before 24.6 a projection that is not there is told by the text alone.
    const bool isMissing = failure.exception().isEmpty()
                           && (failure.code == GrpcCode::NotFound
                               || (failure.code == GrpcCode::Unknown
                                   && failure.message.contains(QStringLiteral("NotFound"))));
    if (failure.code == GrpcCode::Unimplemented)
        sayNoProjections(error.error, link.node());
    else if (isMissing)
        sayNoProjection(error.error, name);
    return error;
}

/// Reads the list to its end. It keeps itself until then.
class ListReactor final : public grpc::ClientReadReactor<wire::StatisticsResp>
{
public:
    [[nodiscard]] static std::shared_ptr<ListReactor> start(const std::shared_ptr<NodeLink> &link,
                                                            std::chrono::milliseconds deadline,
                                                            ReplyTo<ProjectionList> reply)
    {
        std::shared_ptr<ListReactor> reactor(new ListReactor(link, std::move(reply)));
        reactor->begin(deadline, reactor);
        return reactor;
    }
    void cancel()
    {
        m_context.TryCancel();
        if (m_record)
            m_record->cancel();
    }

    void OnReadDone(bool ok) override
    {
        if (!ok)
            return;
        if (m_record)
            m_record->received(m_answer);
        m_list.append(decode(m_answer.details()));
        StartRead(&m_answer);
    }
    void OnDone(const grpc::Status &status) override
    {
        const std::shared_ptr<ListReactor> self = std::move(m_self); // dies at the end of this
        if (m_record)
            m_record->end(status, m_context);
        if (status.ok())
            m_reply(std::move(m_list));
        else
            m_reply(failureOf(*m_link, {}, status, m_context));
    }

private:
    ListReactor(const std::shared_ptr<NodeLink> &link, ReplyTo<ProjectionList> reply)
        : m_link(link)
        , m_reply(std::move(reply))
        , m_record(CallRecord::of(link,
                                  "event_store.client.projections.Projections/Statistics",
                                  {},
                                  LeaderWish::AsPreferred))
    {}

    void begin(std::chrono::milliseconds deadline, const std::shared_ptr<ListReactor> &self)
    {
        m_self = self;
        m_request.mutable_options()->mutable_all();
        m_link->addHeaders(m_context, LeaderWish::AsPreferred);
        m_context.set_deadline(std::chrono::system_clock::now() + deadline);
        if (m_record) {
            m_record->sent(m_request);
            m_record->tellRunning();
        }
        wire::Projections::Stub(m_link->channel())
            .async()
            ->Statistics(&m_context, &m_request, this);
        StartRead(&m_answer);
        StartCall();
    }

    const std::shared_ptr<NodeLink> m_link;
    const ReplyTo<ProjectionList> m_reply;
    const std::shared_ptr<CallRecord> m_record; ///< null where nobody listens
    grpc::ClientContext m_context;
    wire::StatisticsReq m_request;
    wire::StatisticsResp m_answer;
    ProjectionList m_list;
    std::shared_ptr<ListReactor> m_self;
};

ProjectionText textOf(const google::protobuf::Value &value)
{
    ProjectionText told;
    std::string json;
    if (value.kind_case() != google::protobuf::Value::KIND_NOT_SET
        && google::protobuf::util::MessageToJsonString(value, &json).ok())
        told.bytes = QByteArray::fromStdString(json);
    return told;
}

template<typename Request, typename Answer, typename Start, typename Take>
std::unique_ptr<TransportCall> askText(const std::shared_ptr<NodeLink> &link,
                                       const char *rpc,
                                       const ProjectionQuestion &question,
                                       std::chrono::milliseconds deadline,
                                       Transport::Callback<ProjectionText> callback,
                                       Start start,
                                       Take take)
{
    using Call = UnaryCall<Request, Answer>;
    const auto call = std::make_shared<Call>(rpc, StreamName());
    call->request.mutable_options()->set_name(question.name.toStdString());
    call->request.mutable_options()->set_partition(question.partition.toStdString());
    const auto finish
        = [link, name = question.name, take](const grpc::Status &status,
                                             const Call &done) -> TransportResult<ProjectionText> {
        if (status.ok())
            return textOf(take(done.answer));
        return failureOf(*link, name, status, done.context);
    };
    return callUnary<ProjectionText>(
        link, call, deadline, LeaderWish::AsPreferred, std::move(callback), start, finish);
}

template<typename Request, typename Answer, typename Start>
std::unique_ptr<TransportCall> tell(const std::shared_ptr<NodeLink> &link,
                                    const char *rpc,
                                    Request request,
                                    const QString &name,
                                    std::chrono::milliseconds deadline,
                                    Transport::Callback<WriteOutcome> callback,
                                    Start start)
{
    using Call = UnaryCall<Request, Answer>;
    const auto call = std::make_shared<Call>(rpc, StreamName());
    call->request = std::move(request);
    call->request.mutable_options()->set_name(name.toStdString());
    const auto finish = [link, name](const grpc::Status &status,
                                     const Call &done) -> TransportResult<WriteOutcome> {
        if (status.ok())
            return WriteOutcome(Written());
        const TransportError failure = failureOf(*link, name, status, done.context);
        if (failure.error.code == ErrorCode::StreamNotFound)
            return failure;
        const auto situation
            = link->situationAfter(link->situation(TransportOperation::Ask, {}), done.context);
        auto outcome = toWriteResult(takeFailure(status, done.context), situation, {}, {});
        if (std::holds_alternative<TransportError>(outcome))
            return failure;
        return outcome;
    };
    return callUnary<WriteOutcome>(
        link, call, deadline, LeaderWish::AsPreferred, std::move(callback), start, finish);
}

} // namespace

std::unique_ptr<TransportCall> listProjections(const std::shared_ptr<NodeLink> &link,
                                               std::chrono::milliseconds deadline,
                                               Transport::Callback<ProjectionList> callback)
{
    auto pending = std::make_unique<PendingReply<ProjectionList>>(link, std::move(callback));
    if (!link->channel()) {
        pending->replyTo()(notOpen(*link));
        return pending;
    }
    const auto reactor = ListReactor::start(link, deadline, pending->replyTo());
    pending->setCancel([reactor] { reactor->cancel(); });
    return pending;
}

std::unique_ptr<TransportCall> askProjection(const std::shared_ptr<NodeLink> &link,
                                             const ProjectionQuestion &question,
                                             std::chrono::milliseconds deadline,
                                             Transport::Callback<ProjectionText> callback)
{
    if (question.part == ProjectionPart::Query) {
        auto pending = std::make_unique<PendingReply<ProjectionText>>(link, std::move(callback));
        TransportError error;
        error.error = {ErrorCode::Unsupported,
                       QStringLiteral("gRPC does not tell what a projection's query is; connect "
                                      "over HTTP to read it."),
                       {}};
        error.neverConnected = true;
        pending->replyTo()(error);
        return pending;
    }
    if (question.part == ProjectionPart::State) {
        const auto start = [link](auto &call, auto done) {
            wire::Projections::Stub(link->channel())
                .async()
                ->State(&call.context, &call.request, &call.answer, std::move(done));
        };
        return askText<wire::StateReq, wire::StateResp>(
            link,
            "event_store.client.projections.Projections/State",
            question,
            deadline,
            std::move(callback),
            start,
            [](const wire::StateResp &answer) { return answer.state(); });
    }
    const auto start = [link](auto &call, auto done) {
        wire::Projections::Stub(link->channel())
            .async()
            ->Result(&call.context, &call.request, &call.answer, std::move(done));
    };
    return askText<wire::ResultReq, wire::ResultResp>(
        link,
        "event_store.client.projections.Projections/Result",
        question,
        deadline,
        std::move(callback),
        start,
        [](const wire::ResultResp &answer) { return answer.result(); });
}

std::unique_ptr<TransportCall> switchProjection(const std::shared_ptr<NodeLink> &link,
                                                const ProjectionCommand &command,
                                                std::chrono::milliseconds deadline,
                                                Transport::Callback<WriteOutcome> callback)
{
    if (command.kind == ProjectionCommand::Kind::Enable) {
        return tell<wire::EnableReq, wire::EnableResp>(
            link,
            "event_store.client.projections.Projections/Enable",
            {},
            command.name,
            deadline,
            std::move(callback),
            [link](auto &call, auto done) {
                wire::Projections::Stub(link->channel())
                    .async()
                    ->Enable(&call.context, &call.request, &call.answer, std::move(done));
            });
    }
    if (command.kind == ProjectionCommand::Kind::Disable) {
        wire::DisableReq request;
        request.mutable_options()->set_write_checkpoint(true); // else it is an abort
        return tell<wire::DisableReq, wire::DisableResp>(
            link,
            "event_store.client.projections.Projections/Disable",
            std::move(request),
            command.name,
            deadline,
            std::move(callback),
            [link](auto &call, auto done) {
                wire::Projections::Stub(link->channel())
                    .async()
                    ->Disable(&call.context, &call.request, &call.answer, std::move(done));
            });
    }
    wire::ResetReq request;
    request.mutable_options()->set_write_checkpoint(true);
    return tell<wire::ResetReq, wire::ResetResp>(
        link,
        "event_store.client.projections.Projections/Reset",
        std::move(request),
        command.name,
        deadline,
        std::move(callback),
        [link](auto &call, auto done) {
            wire::Projections::Stub(link->channel())
                .async()
                ->Reset(&call.context, &call.request, &call.answer, std::move(done));
        });
}

} // namespace core
