// A thread with a database connection of its own that does one task after the other.
// Tasks may be handed over from any thread.
#pragma once

#include "core/sandbox/database.h"
#include "core/sandbox/store_reader.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace core::sandbox {

class WorkerThread
{
public:
    using Task = std::function<void()>;

    /// Starts the thread and opens the database on it.
    [[nodiscard]] static Result<std::unique_ptr<WorkerThread>> start(const QString &file);
    /// Does what is still waiting, then closes the database and ends.
    ~WorkerThread();
    WorkerThread(const WorkerThread &) = delete;
    WorkerThread &operator=(const WorkerThread &) = delete;

    void post(Task task);
    /// Posts and waits until it is done. Not from a task.
    void runNow(const Task &task);

    /// Only from a task.
    [[nodiscard]] const std::shared_ptr<Database> &database() const { return m_database; }
    [[nodiscard]] StoreReader &reader() { return *m_reader; }

private:
    WorkerThread() = default;
    void work();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Task> m_tasks;
    bool m_isEnding = false;
    std::shared_ptr<Database> m_database;
    std::unique_ptr<StoreReader> m_reader;
    std::thread m_thread;
};

} // namespace core::sandbox
