#include "core/transport/grpc/read_reactor.h"

namespace core {

namespace {

google::protobuf::ArenaOptions arenaOptions(std::array<char, 4096> &block)
{
    google::protobuf::ArenaOptions options;
    options.initial_block = block.data();
    options.initial_block_size = block.size();
    return options;
}

} // namespace

std::shared_ptr<ReadReactor> ReadReactor::start(std::shared_ptr<NodeLink> link,
                                                ReadReq request,
                                                EventDecoder decoder,
                                                const StreamName &stream,
                                                ReadSignals signals)
{
    const std::shared_ptr<ReadReactor> reactor(new ReadReactor(
        std::move(link), std::move(request), std::move(decoder), stream, std::move(signals)));
    reactor->m_self = reactor;
    event_store::client::streams::Streams::Stub stub(reactor->m_link->channel());
    stub.async()->Read(&reactor->m_context, &reactor->m_request, reactor.get());
    if (reactor->m_record) {
        reactor->m_record->sent(reactor->m_request);
        reactor->m_record->tellRunning();
    }
    reactor->AddHold(); // reads are started from outside the reactions
    reactor->StartCall();
    return reactor;
}

ReadReactor::ReadReactor(std::shared_ptr<NodeLink> link,
                         ReadReq request,
                         EventDecoder decoder,
                         const StreamName &stream,
                         ReadSignals signals)
    : m_link(std::move(link))
    , m_request(std::move(request))
    , m_situation(m_link->situation(TransportOperation::Read, stream))
    , m_signals(std::move(signals))
    , m_record(CallRecord::of(
          m_link, "event_store.client.streams.Streams/Read", stream, LeaderWish::AsPreferred))
    , m_decoder(std::move(decoder))
    , m_arena(arenaOptions(m_arenaBlock))
{
    m_link->addHeaders(m_context, LeaderWish::AsPreferred);
}

void ReadReactor::cancel()
{
    const Gate::Step step = m_gate.cancel();
    m_context.TryCancel();
    if (m_record)
        m_record->cancel();
    carryOut(step);
}

void ReadReactor::carryOut(const Gate::Step &step)
{
    if (step.wake)
        m_signals.wake();
    if (step.arm)
        m_signals.arm();
    if (step.read)
        readNext();
    if (step.finish)
        RemoveHold(); // last: the reactor may be gone after it
}

void ReadReactor::readNext()
{
    m_arena.Reset();
    m_answer = google::protobuf::Arena::CreateMessage<ReadResp>(&m_arena);
    StartRead(m_answer);
}

void ReadReactor::OnReadDone(bool ok)
{
    if (!ok) {
        carryOut(m_gate.onEnd());
        return;
    }
    m_link->noteConnected();
    if (m_record)
        m_record->received(*m_answer);
    carryOut(accept(m_decoder.decode(*m_answer)));
}

ReadReactor::Gate::Step ReadReactor::accept(DecodedAnswer &&answer)
{
    if (auto *event = std::get_if<DecodedEvent>(&answer))
        return m_gate.onEvent(std::move(event->event), event->bytes);
    if (auto *item = std::get_if<ReadItem>(&answer))
        return m_gate.onMark(std::move(*item));
    if (std::holds_alternative<DecodedStreamNotFound>(answer))
        return giveUp(streamNotFound(m_situation), QStringLiteral("OK (stream-not-found)"));
    if (const auto *garbage = std::get_if<DecodedGarbage>(&answer))
        return giveUp(protocolError(garbage->what, m_situation),
                      QStringLiteral("not understood: ") + garbage->what);
    return m_gate.onMark(std::nullopt);
}

ReadReactor::Gate::Step ReadReactor::giveUp(const TransportError &failure, const QString &answer)
{
    m_failure = failure;
    if (m_record)
        m_record->end(answer, true);
    m_context.TryCancel();
    return m_gate.onEnd();
}

void ReadReactor::OnDone(const grpc::Status &status)
{
    const auto self = std::move(m_self);
    if (m_record)
        m_record->end(status, m_context);
    if (!m_failure && !status.ok()) {
        const GrpcFailure failure = takeFailure(status, m_context);
        m_failure = toTransportError(failure, m_link->situationAfter(m_situation, m_context));
    }
    m_done.store(true, std::memory_order_release);
    m_signals.wake();
}

} // namespace core
