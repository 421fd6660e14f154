#include "core/sandbox/timer_queue.h"

namespace core::sandbox {

TimerQueue::TimerQueue()
    : m_thread([this] { run(); })
{}

TimerQueue::~TimerQueue()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void TimerQueue::at(Clock::time_point when, Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.emplace(when, std::move(task));
    }
    m_changed.notify_one();
}

void TimerQueue::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isEnding) {
        if (m_tasks.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const auto first = m_tasks.begin();
        if (first->first > Clock::now()) {
            m_changed.wait_until(lock, first->first);
            continue;
        }
        const Task task = std::move(first->second);
        m_tasks.erase(first);
        lock.unlock();
        task();
        lock.lock();
    }
}

} // namespace core::sandbox
