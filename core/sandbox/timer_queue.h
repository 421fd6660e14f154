// Calls functions later: one thread for all of them, which sleeps until the next is due.
// Functions may be handed over from any thread and run on the queue's own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace core::sandbox {

class TimerQueue
{
public:
    using Clock = std::chrono::steady_clock;
    using Task = std::function<void()>;

    TimerQueue();
    /// What is not due yet is dropped.
    ~TimerQueue();
    TimerQueue(const TimerQueue &) = delete;
    TimerQueue &operator=(const TimerQueue &) = delete;

    void at(Clock::time_point when, Task task);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::multimap<Clock::time_point, Task> m_tasks;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace core::sandbox
