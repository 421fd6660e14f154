#include "core/transport/grpc/append_reactor.h"

#include "core/transport/grpc/decode.h"
#include "core/transport/grpc/encode.h"

namespace core {

std::shared_ptr<AppendReactor> AppendReactor::start(std::shared_ptr<NodeLink> link,
                                                    const AppendRequest &request,
                                                    std::chrono::milliseconds deadline,
                                                    ReplyTo<WriteOutcome> reply)
{
    const std::shared_ptr<AppendReactor> reactor(
        new AppendReactor(std::move(link), request, deadline, std::move(reply)));
    reactor->m_self = reactor;
    event_store::client::streams::Streams::Stub stub(reactor->m_link->channel());
    stub.async()->Append(&reactor->m_context, &reactor->m_answer, reactor.get());
    reactor->write();
    if (reactor->m_record)
        reactor->m_record->tellRunning();
    reactor->StartCall();
    return reactor;
}

AppendReactor::AppendReactor(std::shared_ptr<NodeLink> link,
                             const AppendRequest &request,
                             std::chrono::milliseconds deadline,
                             ReplyTo<WriteOutcome> reply)
    : m_link(std::move(link))
    , m_request(request)
    , m_reply(std::move(reply))
    , m_message(encodeAppendOptions(request))
    , m_record(CallRecord::of(m_link,
                              "event_store.client.streams.Streams/Append",
                              request.stream,
                              LeaderWish::AsPreferred))
{
    m_link->addHeaders(m_context, LeaderWish::AsPreferred);
    m_context.set_deadline(std::chrono::system_clock::now() + deadline);
    m_context.set_initial_metadata_corked(true); // the headers go with the first message
}

void AppendReactor::cancel()
{
    m_context.TryCancel();
    if (m_record)
        m_record->cancel();
}

/// Sends what m_message holds. No buffer hint: with it a stream of gRPC 1.51 now and then stands
/// still until the next ping.
void AppendReactor::write()
{
    if (m_record)
        m_record->sent(m_message);
    if (m_written == m_request.events.size())
        StartWriteLast(&m_message, grpc::WriteOptions());
    else
        StartWrite(&m_message);
}

void AppendReactor::OnWriteDone(bool ok)
{
    if (!ok || m_written == m_request.events.size())
        return; // the answer, or why there is none, comes with OnDone
    encodeAppendEvent(m_request.events[m_written], m_message);
    ++m_written;
    write();
}

void AppendReactor::OnDone(const grpc::Status &status)
{
    const auto self = std::move(m_self);
    if (m_record && status.ok())
        m_record->received(m_answer);
    if (m_record)
        m_record->end(status, m_context);
    m_reply(result(status));
}

TransportResult<WriteOutcome> AppendReactor::result(const grpc::Status &status) const
{
    const GrpcSituation situation = m_link->situationAfter(
        m_link->situation(TransportOperation::Append, m_request.stream), m_context);
    if (!status.ok())
        return toWriteResult(takeFailure(status, m_context), situation, m_request.expected, ids());
    if (const auto outcome = decodeAppend(m_answer, m_request.expected))
        return *outcome;
    const TransportError error
        = protocolError(QStringLiteral("neither a success nor a wrong revision"), situation);
    return WriteOutcome(OutcomeUnknown{ids(), error.error});
}

QList<EventId> AppendReactor::ids() const
{
    QList<EventId> ids;
    ids.reserve(m_request.events.size());
    for (const NewEvent &event : m_request.events)
        ids.append(event.id);
    return ids;
}

} // namespace core
