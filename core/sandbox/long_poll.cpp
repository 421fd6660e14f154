#include "core/sandbox/long_poll.h"

namespace core::sandbox {

void LongPoll::start(const HttpContext &context,
                     const QByteArray &stream,
                     std::chrono::seconds patience,
                     Attempt attempt)
{
    const std::shared_ptr<LongPoll> poll(
        new LongPoll(context, stream, patience, std::move(attempt)));
    if (patience.count() > 0) {
        context.timers->at(TimerQueue::Clock::now() + patience, [weak = poll->weak_from_this()] {
            if (const auto expired = weak.lock())
                expired->expire();
        });
    }
    poll->tryNow();
}

LongPoll::LongPoll(const HttpContext &context,
                   QByteArray stream,
                   std::chrono::seconds patience,
                   Attempt attempt)
    : m_store(context.store)
    , m_stream(std::move(stream))
    , m_isPatient(patience.count() > 0)
    , m_attempt(std::move(attempt))
{}

void LongPoll::tryNow()
{
    const quint64 seen = m_store->writesSoFar();
    m_store->read(
        [self = shared_from_this(), seen](StoreReader &reader) { self->attempt(reader, seen); });
}

void LongPoll::attempt(StoreReader &reader, quint64 writesSeen)
{
    const std::lock_guard lock(m_mutex);
    if (m_isOver)
        return;
    m_isOver = m_attempt(reader, m_isPatient && !m_hasExpired);
    if (m_isOver)
        return;
    m_ticket = m_store->readAfter(
        writesSeen, m_stream, [self = shared_from_this()](StoreReader &) { self->tryNow(); });
}

/// One more attempt, the last.
void LongPoll::expire()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isOver)
            return;
        m_hasExpired = true;
        m_store->stopWaiting(m_ticket);
    }
    tryNow();
}

} // namespace core::sandbox
