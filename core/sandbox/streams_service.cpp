#include "core/sandbox/streams_service.h"

#include "core/sandbox/append_call.h"
#include "core/sandbox/batch_append_call.h"
#include "core/sandbox/read_call.h"

#include <grpcpp/impl/codegen/proto_utils.h>

namespace core::sandbox {

namespace {

namespace wire = event_store::client::streams;

void finish(grpc::CallbackServerContext *context,
            grpc::ServerUnaryReactor *reactor,
            const CallEnd &end)
{
    end.addTrailersTo(context);
    reactor->Finish(end.status);
}

/// Ends a BatchAppend where the server is too old to have it.
class UnimplementedCall final
    : public grpc::ServerBidiReactor<wire::BatchAppendReq, wire::BatchAppendResp>
{
public:
    UnimplementedCall() { Finish(grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "")); }
    void OnDone() override { delete this; }
};

} // namespace

StreamsService::StreamsService(std::shared_ptr<EventStore> store,
                               Profile profile,
                               SizeLimits limits)
    : m_store(std::move(store))
    , m_profile(std::move(profile))
    , m_limits(limits)
{}

grpc::ServerWriteReactor<grpc::ByteBuffer> *
StreamsService::Read(grpc::CallbackServerContext *context, const grpc::ByteBuffer *request)
{
    wire::ReadReq message;
    grpc::ByteBuffer bytes(*request);
    const bool isParsed
        = grpc::GenericDeserialize<grpc::ProtoBufferReader, wire::ReadReq>(&bytes, &message).ok();
    return ReadCall::start(
        context, m_store, isParsed ? planRead(message, m_profile) : PlanOrEnd(handlerFailedEnd()));
}

grpc::ServerReadReactor<wire::AppendReq> *
StreamsService::Append(grpc::CallbackServerContext *context, wire::AppendResp *reply)
{
    return new AppendCall(context, reply, m_store, m_limits);
}

grpc::ServerUnaryReactor *StreamsService::Delete(grpc::CallbackServerContext *context,
                                                 const wire::DeleteReq *request,
                                                 wire::DeleteResp *reply)
{
    return deleteStream(context, *request, reply, false);
}

grpc::ServerUnaryReactor *StreamsService::Tombstone(grpc::CallbackServerContext *context,
                                                    const wire::TombstoneReq *request,
                                                    wire::TombstoneResp *reply)
{
    return deleteStream(context, *request, reply, true);
}

grpc::ServerBidiReactor<wire::BatchAppendReq, wire::BatchAppendResp> *
StreamsService::BatchAppend(grpc::CallbackServerContext *context)
{
    if (!m_profile.batchAppend)
        return new UnimplementedCall;
    return BatchAppendCall::start(context, m_store, m_limits);
}

template<typename Request, typename Reply>
grpc::ServerUnaryReactor *StreamsService::deleteStream(grpc::CallbackServerContext *context,
                                                       const Request &request,
                                                       Reply *reply,
                                                       bool forGood)
{
    grpc::ServerUnaryReactor *reactor = context->DefaultReactor();
    const ExpectedOrEnd expected = expectedFrom(request.options());
    const QByteArray stream = streamNameFrom(request.options().stream_identifier());
    if (expected.end || stream.isEmpty()) {
        finish(context, reactor, expected.end.value_or(handlerFailedEnd()));
        return reactor;
    }
    const auto answered = [=](const WriteAnswer &answer) {
        switch (answer.kind) {
        case WriteAnswer::Kind::Done:
            reply->mutable_position()->set_commit_position(static_cast<quint64>(answer.position));
            reply->mutable_position()->set_prepare_position(static_cast<quint64>(answer.position));
            reactor->Finish(grpc::Status::OK);
            break;
        case WriteAnswer::Kind::WrongExpectedRevision:
            finish(context,
                   reactor,
                   wrongExpectedRevisionEnd(stream, expected.expected, answer.revision));
            break;
        case WriteAnswer::Kind::StreamDeleted:
            finish(context, reactor, streamDeletedEnd(stream));
            break;
        case WriteAnswer::Kind::Failed:
            finish(context, reactor, storeFailedEnd(answer.failure));
            break;
        }
    };
    m_store->deleteStream({stream, expected.expected, forGood}, answered);
    return reactor;
}

} // namespace core::sandbox
