#include "core/sandbox/batch_append_call.h"

#include "core/base/event_time.h"
#include "core/sandbox/append_success.h"

namespace core::sandbox {

namespace {

namespace client = event_store::client;
using Options = BatchAppendCall::Request::Options;
using Milliseconds = std::chrono::milliseconds;

/// However long a client would wait, the server gives up on a write after this.
constexpr Milliseconds WriteTimeout{2000};

Milliseconds requestedTimeout(const Options &options)
{
    if (options.has_deadline()) {
        const auto &deadline = options.deadline();
        return Milliseconds(deadline.seconds() * 1000 + deadline.nanos() / 1'000'000);
    }
    if (options.has_deadline_21_10_0()) {
        const auto &deadline = options.deadline_21_10_0();
        return Milliseconds(deadline.seconds() * 1000 + deadline.nanos() / 1'000'000
                            - EventTime::now().ticks / 10'000);
    }
    return WriteTimeout;
}

std::optional<qint64> expectedOf(const Options &options)
{
    switch (options.expected_stream_position_case()) {
    case Options::kStreamPosition:
        return signedRevision(options.stream_position());
    case Options::kNoStream:
        return expected::NoStream;
    case Options::kAny:
        return expected::Any;
    case Options::kStreamExists:
        return expected::StreamExists;
    default:
        return std::nullopt;
    }
}

/// The server hands on what its own code complained of; so do these.
std::string whyNoId(const client::UUID &uuid, const char *parameter)
{
    if (uuid.value_case() == client::UUID::VALUE_NOT_SET)
        return std::string("Value cannot be null. (Parameter '") + parameter + "')";
    return "Unrecognized Guid format.";
}

template<typename Message>
std::string whyNoEvent(const Message &message)
{
    const auto id = idFrom(message.id());
    if (!id)
        return whyNoId(message.id(), "dto");
    if (!hasRequiredMetadata(message))
        return "The given key was not present in the dictionary.";
    if (id->isNull())
        return "Empty eventId provided. (Parameter 'eventId')";
    if (message.metadata().at("type").empty())
        return "Empty eventType provided. (Parameter 'eventType')";
    return {};
}

BatchAppendCall::Reply replyFor(const client::UUID &correlation, const QByteArray &stream)
{
    BatchAppendCall::Reply reply;
    if (correlation.value_case() != client::UUID::VALUE_NOT_SET)
        *reply.mutable_correlation_id() = correlation;
    reply.mutable_stream_identifier()->set_stream_name(stream.toStdString());
    return reply;
}

} // namespace

BatchAppendCall *BatchAppendCall::start(grpc::CallbackServerContext *context,
                                        const std::shared_ptr<EventStore> &store,
                                        const SizeLimits &limits)
{
    Q_UNUSED(context)
    const std::shared_ptr<BatchAppendCall> call(new BatchAppendCall(store, limits));
    call->m_self = call;
    call->StartRead(&call->m_request);
    return call.get();
}

BatchAppendCall::BatchAppendCall(std::shared_ptr<EventStore> store, const SizeLimits &limits)
    : m_store(std::move(store))
    , m_limits(limits)
{}

/// A call stays open after the client has closed its half, as on a server: clients cancel it.
void BatchAppendCall::OnReadDone(bool ok)
{
    if (!ok)
        return;
    const std::lock_guard lock(m_mutex);
    takePiece();
    goOn();
    if (!m_hasFailed && !m_isFinished)
        StartRead(&m_request);
}

void BatchAppendCall::OnWriteDone(bool ok)
{
    const std::lock_guard lock(m_mutex);
    m_isWriting = false;
    m_isCancelled = m_isCancelled || !ok;
    goOn();
}

void BatchAppendCall::OnCancel()
{
    const std::lock_guard lock(m_mutex);
    m_isCancelled = true;
    goOn();
}

void BatchAppendCall::OnDone()
{
    {
        const std::lock_guard lock(m_mutex);
        m_unfinished.clear();
    }
    m_self.reset();
}

void BatchAppendCall::takePiece()
{
    const auto correlation = idFrom(m_request.correlation_id());
    if (!correlation) {
        failPiece(whyNoId(m_request.correlation_id(), "dto"));
        return;
    }
    if (m_request.has_options() && !open(*correlation))
        return;
    const auto found = m_unfinished.find(*correlation);
    if (found == m_unfinished.end())
        return; // a piece of nothing that is known: dropped silently
    if (addEvents(found->second) && m_request.is_final())
        write(*correlation);
}

bool BatchAppendCall::open(const EventId &correlation)
{
    const Options &options = m_request.options();
    const QByteArray stream = streamNameFrom(options.stream_identifier());
    if (!options.has_stream_identifier()) {
        refuse(stream, badRequestStatus("Required field StreamIdentifier not set."));
        return false;
    }
    const Milliseconds timeout = std::min(requestedTimeout(options), WriteTimeout);
    if (timeout <= Milliseconds::zero()) {
        refuse(stream, timeoutStatus());
        return false;
    }
    if (m_unfinished.count(correlation) != 0)
        return true; // options only matter on the first piece
    const auto expected = expectedOf(options);
    if (!expected) {
        failPiece(
            options.has_stream_position()
                ? "Specified argument was out of the range of valid values. (Parameter 'value')"
                : "Status(StatusCode=\"InvalidArgument\", Detail=\"'None' is not a valid "
                  "EventStore.Client.Streams.BatchAppendReq+Types+Options+"
                  "ExpectedStreamPositionOneofCase\")");
        return false;
    }
    Unfinished &unfinished = m_unfinished[correlation];
    unfinished.write.stream = stream;
    unfinished.write.expected = *expected;
    if (!m_request.is_final()) {
        unfinished.deadline = std::make_unique<grpc::Alarm>();
        unfinished.deadline->Set(std::chrono::system_clock::now() + timeout,
                                 [weak = weak_from_this(), correlation](bool hasExpired) {
                                     const auto self = hasExpired ? weak.lock() : nullptr;
                                     if (self)
                                         self->expire(correlation);
                                 });
    }
    return true;
}

/// Whether the write can go on.
bool BatchAppendCall::addEvents(Unfinished &unfinished)
{
    const QByteArray stream = unfinished.write.stream;
    const EventId correlation = *idFrom(m_request.correlation_id());
    for (const auto &message : m_request.proposed_messages()) {
        const auto id = idFrom(message.id());
        const std::string why = whyNoEvent(message);
        if (!why.empty()) {
            failPiece(why);
            return false;
        }
        ProposedEvent event = eventFrom(message, *id);
        const qint64 size = sizeOf(event);
        if (size > m_limits.event) {
            client::MaximumAppendEventSizeExceeded details;
            details.set_eventid(id->toString().toStdString());
            details.set_proposedeventsize(static_cast<quint32>(size));
            details.set_maxappendeventsize(m_limits.event);
            m_unfinished.erase(correlation);
            refuse(
                stream,
                batchStatus(client::INVALID_ARGUMENT, "MaximumAppendEventSizeExceeded", details));
            return false;
        }
        unfinished.size += size;
        unfinished.write.events.push_back(std::move(event));
    }
    if (unfinished.size <= m_limits.append)
        return true;
    client::MaximumAppendSizeExceeded details;
    details.set_maxappendsize(m_limits.append);
    m_unfinished.erase(correlation);
    refuse(stream, batchStatus(client::INVALID_ARGUMENT, "MaximumAppendSizeExceeded", details));
    return false;
}

void BatchAppendCall::write(const EventId &correlation)
{
    const auto node = m_unfinished.extract(correlation);
    Write write = std::move(node.mapped().write);
    if (write.stream.isEmpty()) {
        failPiece(
            "Specified argument was out of the range of valid values. (Parameter 'eventStreamId')");
        return;
    }
    Reply reply = replyFor(m_request.correlation_id(), write.stream);
    const qint64 expected = write.expected;
    m_store->write(std::move(write),
                   [self = shared_from_this(), reply, expected](const WriteAnswer &answer) {
                       self->answer(reply, expected, answer);
                   });
}

/// What the server's code stumbles over is told as a bad request, where it still knows of which
/// stream; else the whole call ends.
void BatchAppendCall::failPiece(const std::string &text)
{
    if (!m_request.has_options()) {
        m_hasFailed = true;
        return;
    }
    refuse(streamNameFrom(m_request.options().stream_identifier()), badRequestStatus(text));
}

void BatchAppendCall::refuse(const QByteArray &stream, client::Status status)
{
    Reply refusal = replyFor(m_request.correlation_id(), stream);
    *refusal.mutable_error() = std::move(status);
    reply(std::move(refusal));
}

void BatchAppendCall::reply(Reply reply)
{
    m_ready.push_back(std::move(reply));
}

void BatchAppendCall::answer(Reply answered, qint64 expected, const WriteAnswer &answer)
{
    const QByteArray stream = streamNameFrom(answered.stream_identifier());
    switch (answer.kind) {
    case WriteAnswer::Kind::Done:
        describeSuccess(answer, *answered.mutable_success());
        break;
    case WriteAnswer::Kind::WrongExpectedRevision:
        *answered.mutable_error() = wrongExpectedRevisionStatus(expected, answer.revision);
        break;
    case WriteAnswer::Kind::StreamDeleted:
        *answered.mutable_error() = streamDeletedStatus(stream);
        break;
    case WriteAnswer::Kind::Failed:
        *answered.mutable_error() = batchStatus(client::UNKNOWN, "Unknown", client::Unknown());
        break;
    }
    const std::lock_guard lock(m_mutex);
    reply(std::move(answered));
    goOn();
}

void BatchAppendCall::expire(const EventId &correlation)
{
    const std::lock_guard lock(m_mutex);
    const auto node = m_unfinished.extract(correlation);
    if (node.empty() || m_isFinished)
        return;
    client::UUID id;
    id.mutable_structured()->set_most_significant_bits(correlation.mostSignificantBits());
    id.mutable_structured()->set_least_significant_bits(correlation.leastSignificantBits());
    Reply expired = replyFor(id, node.mapped().write.stream);
    *expired.mutable_error() = timeoutStatus();
    reply(std::move(expired));
    goOn();
}

void BatchAppendCall::goOn()
{
    if (m_isFinished || m_isWriting)
        return;
    if (m_isCancelled) {
        finishWith(grpc::Status::CANCELLED);
    } else if (m_hasFailed) {
        finishWith(handlerFailedEnd().status);
    } else if (!m_ready.empty()) {
        m_writing = std::move(m_ready.front());
        m_ready.pop_front();
        m_isWriting = true;
        StartWrite(&m_writing);
    }
}

void BatchAppendCall::finishWith(const grpc::Status &status)
{
    m_isFinished = true;
    Finish(status);
}

} // namespace core::sandbox
