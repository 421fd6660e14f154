// Where the wire's threads leave what they read, and the io thread takes it over, against credit.
// Any thread; free of Qt and gRPC, so that the thread sanitizer can judge it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace core {

struct CreditLimits {
    std::int64_t waitingBytes = 16 * 1024 * 1024; ///< read, but not yet taken over
    std::size_t batch = 256;                      ///< events after which the taker is woken at once
};

/// Decides when the next message may be read and when the taker has to be woken. Each function
/// says what the caller must now do; it does so after the lock is released.
///
/// One event more than was granted may be read. It waits in here, so that what follows the last
/// granted event (the end, an error, "caught up") is seen without a further grant.
template<typename Item>
class CreditGate
{
public:
    struct Step {
        bool read = false;   ///< start one read
        bool wake = false;   ///< let the taker take, now
        bool arm = false;    ///< let the taker take within a batch's time (16 ms)
        bool finish = false; ///< no read is under way and none will be: let the call end
    };

    struct Taken {
        std::vector<Item> items;
        std::int64_t bytes = 0;
    };

    explicit CreditGate(CreditLimits limits = {})
        : m_limits(limits)
    {}

    /// Allows `events` more.
    Step grant(std::int64_t events)
    {
        const std::lock_guard lock(m_mutex);
        Step step;
        if (events <= 0 || m_over)
            return step;
        m_credit += events;
        m_opened = true;
        if (m_ahead) {
            const std::int64_t bytes = m_ahead->second;
            pushEvent(std::move(m_ahead->first), bytes, step);
            m_ahead.reset();
        }
        startRead(step);
        return step;
    }

    /// The read under way brought an event.
    Step onEvent(Item &&item, std::int64_t bytes)
    {
        const std::lock_guard lock(m_mutex);
        Step step;
        m_reading = false;
        if (m_over) {
            step.finish = true;
            return step;
        }
        m_bytes += bytes;
        if (m_credit > 0)
            pushEvent(std::move(item), bytes, step);
        else
            m_ahead.emplace(std::move(item), bytes);
        startRead(step);
        return step;
    }

    /// The read under way brought something that costs no credit.
    Step onMark(std::optional<Item> &&item)
    {
        const std::lock_guard lock(m_mutex);
        Step step;
        m_reading = false;
        if (m_over) {
            step.finish = true;
            return step;
        }
        if (item) {
            m_items.push_back(*std::move(item));
            wake(step);
        }
        startRead(step);
        return step;
    }

    /// The read under way found the end, or the answer is not worth reading on.
    Step onEnd()
    {
        const std::lock_guard lock(m_mutex);
        Step step;
        m_reading = false;
        m_over = true;
        step.finish = true;
        return step;
    }

    /// Everything that waits, in order. The taker says tookOver() when it is done with it.
    Taken take()
    {
        const std::lock_guard lock(m_mutex);
        m_woken = false;
        m_armed = false;
        m_events = 0;
        if (m_cancelled)
            return {};
        return {std::exchange(m_items, {}), std::exchange(m_itemBytes, 0)};
    }

    Step tookOver(std::int64_t bytes)
    {
        const std::lock_guard lock(m_mutex);
        Step step;
        m_bytes -= bytes;
        if (!m_over)
            startRead(step);
        return step;
    }

    /// Nothing can be taken any more. `finish` is set unless a read under way will end the call.
    Step cancel()
    {
        const std::lock_guard lock(m_mutex);
        Step step;
        step.finish = !m_reading && !m_over;
        m_over = true;
        m_cancelled = true;
        m_items.clear();
        m_ahead.reset();
        return step;
    }

private:
    void pushEvent(Item &&item, std::int64_t bytes, Step &step)
    {
        m_items.push_back(std::move(item));
        m_itemBytes += bytes;
        --m_credit;
        ++m_events;
        if (m_events >= m_limits.batch || m_credit == 0 || m_bytes >= m_limits.waitingBytes)
            wake(step);
        else if (!m_armed && !m_woken)
            m_armed = step.arm = true;
    }

    void wake(Step &step)
    {
        if (!m_woken)
            m_woken = step.wake = true;
        step.arm = false;
    }

    void startRead(Step &step)
    {
        if (m_reading || !m_opened || m_ahead || m_bytes >= m_limits.waitingBytes)
            return;
        m_reading = step.read = true;
    }

    const CreditLimits m_limits;
    mutable std::mutex m_mutex;
    std::vector<Item> m_items;
    std::optional<std::pair<Item, std::int64_t>> m_ahead;
    std::int64_t m_credit = 0;
    std::int64_t m_bytes = 0;     ///< waiting, ahead, and with the taker
    std::int64_t m_itemBytes = 0; ///< of m_items
    std::size_t m_events = 0;     ///< in m_items
    bool m_opened = false;        ///< there was a grant
    bool m_reading = false;
    bool m_woken = false;
    bool m_armed = false;
    bool m_over = false;
    bool m_cancelled = false;
};

} // namespace core
