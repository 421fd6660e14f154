// Waits with the answer to a read until there is something to read, or patience ends. It costs no
// thread: the store wakes it, and the timers.
// Lives on the store's threads and the timers'.
#pragma once

#include "core/sandbox/http_context.h"

#include <memory>
#include <mutex>

namespace core::sandbox {

class LongPoll : public std::enable_shared_from_this<LongPoll>
{
public:
    /// Reads and answers; false if it would rather wait, which it may not always.
    using Attempt = std::function<bool(StoreReader &, bool mayWait)>;

    /// An empty name stands for all streams. Without patience there is one attempt.
    static void start(const HttpContext &context,
                      const QByteArray &stream,
                      std::chrono::seconds patience,
                      Attempt attempt);

private:
    LongPoll(const HttpContext &context,
             QByteArray stream,
             std::chrono::seconds patience,
             Attempt attempt);
    void tryNow();
    void attempt(StoreReader &reader, quint64 writesSeen);
    void expire();

    EventStore *m_store;
    QByteArray m_stream;
    bool m_isPatient;
    Attempt m_attempt;
    std::mutex m_mutex;
    bool m_isOver = false;
    bool m_hasExpired = false;
    quint64 m_ticket = 0;
};

} // namespace core::sandbox
