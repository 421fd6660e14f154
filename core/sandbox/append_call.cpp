#include "core/sandbox/append_call.h"

#include "core/sandbox/append_success.h"

#include <google/protobuf/util/json_util.h>

namespace core::sandbox {

namespace {

namespace wire = event_store::client::streams;

/// The server fills the set of old clients too.
void describeWrongRevision(qint64 expected,
                           bool isByRevision,
                           qint64 actual,
                           wire::AppendResp::WrongExpectedVersion &wrong)
{
    if (actual == NoRevision) {
        wrong.mutable_no_stream_20_6_0();
        wrong.mutable_current_no_stream();
    } else {
        wrong.set_current_revision_20_6_0(static_cast<quint64>(actual));
        wrong.set_current_revision(static_cast<quint64>(actual));
    }
    if (expected == expected::Any) {
        wrong.mutable_any_20_6_0();
        wrong.mutable_expected_any();
    } else if (expected == expected::StreamExists) {
        wrong.mutable_stream_exists_20_6_0();
        wrong.mutable_expected_stream_exists();
    } else {
        wrong.set_expected_revision_20_6_0(static_cast<quint64>(expected));
        if (expected == expected::NoStream && !isByRevision)
            wrong.mutable_expected_no_stream();
        else
            wrong.set_expected_revision(static_cast<quint64>(expected));
    }
}

} // namespace

AppendCall::AppendCall(grpc::CallbackServerContext *context,
                       wire::AppendResp *reply,
                       std::shared_ptr<EventStore> store,
                       const SizeLimits &limits)
    : m_context(context)
    , m_reply(reply)
    , m_store(std::move(store))
    , m_limits(limits)
{
    StartRead(&m_message);
}

void AppendCall::OnReadDone(bool ok)
{
    if (!ok) {
        if (m_hasOptions)
            write();
        else
            finishWith(handlerFailedEnd());
        return;
    }
    const std::optional<CallEnd> end = m_hasOptions ? takeEvent() : takeOptions();
    if (end)
        finishWith(*end);
    else
        StartRead(&m_message);
}

void AppendCall::OnDone()
{
    delete this;
}

std::optional<CallEnd> AppendCall::takeOptions()
{
    if (!m_message.has_options())
        return handlerFailedEnd();
    const auto &options = m_message.options();
    const ExpectedOrEnd expected = expectedFrom(options);
    if (expected.end)
        return expected.end;
    m_write.stream = streamNameFrom(options.stream_identifier());
    m_write.expected = expected.expected;
    m_expectsByRevision = options.has_revision();
    m_hasOptions = true;
    return std::nullopt;
}

std::optional<CallEnd> AppendCall::takeEvent()
{
    if (!m_message.has_proposed_message())
        return handlerFailedEnd();
    const auto &message = m_message.proposed_message();
    if (!hasRequiredMetadata(message))
        return missingMetadataEnd();
    const auto id = idFrom(message.id());
    if (!id || id->isNull())
        return handlerFailedEnd();
    ProposedEvent event = eventFrom(message, *id);
    if (event.type.isEmpty())
        return handlerFailedEnd();
    const qint64 size = sizeOf(event);
    if (size > m_limits.event) {
        std::string json;
        (void)google::protobuf::util::MessageToJsonString(message.id(), &json);
        return eventTooLargeEnd(json, static_cast<quint32>(size), m_limits.event);
    }
    m_size += size;
    if (m_size > m_limits.append)
        return appendTooLargeEnd(m_limits.append);
    m_write.events.push_back(std::move(event));
    return std::nullopt;
}

void AppendCall::write()
{
    if (m_write.stream.isEmpty()) {
        finishWith(handlerFailedEnd());
        return;
    }
    m_stream = m_write.stream;
    m_expected = m_write.expected;
    m_store->write(
        std::move(m_write),
        [this](const WriteAnswer &answer) { this->answer(answer); },
        [context = m_context] { return context->IsCancelled(); });
}

void AppendCall::answer(const WriteAnswer &answer)
{
    switch (answer.kind) {
    case WriteAnswer::Kind::Done:
        describeSuccess(answer, *m_reply->mutable_success());
        finishWith({grpc::Status::OK, {}});
        return;
    case WriteAnswer::Kind::WrongExpectedRevision:
        describeWrongRevision(m_expected,
                              m_expectsByRevision,
                              answer.revision,
                              *m_reply->mutable_wrong_expected_version());
        finishWith({grpc::Status::OK, {}});
        return;
    case WriteAnswer::Kind::StreamDeleted:
        finishWith(streamDeletedEnd(m_stream));
        return;
    case WriteAnswer::Kind::Failed:
        finishWith(storeFailedEnd(answer.failure));
        return;
    }
}

void AppendCall::finishWith(const CallEnd &end)
{
    end.addTrailersTo(m_context);
    Finish(end.status);
}

} // namespace core::sandbox
