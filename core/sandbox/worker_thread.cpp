#include "core/sandbox/worker_thread.h"

#include <future>

namespace core::sandbox {

Result<std::unique_ptr<WorkerThread>> WorkerThread::start(const QString &file)
{
    std::unique_ptr<WorkerThread> worker(new WorkerThread);
    worker->m_thread = std::thread([raw = worker.get()] { raw->work(); });
    std::optional<Error> failure;
    worker->runNow([&] {
        auto opened = Database::open(file);
        if (!opened) {
            failure = opened.error();
            return;
        }
        worker->m_database = std::move(opened).value();
        worker->m_reader = std::make_unique<StoreReader>(worker->m_database);
    });
    if (failure)
        return *failure;
    return worker;
}

WorkerThread::~WorkerThread()
{
    post([this] {
        m_reader.reset();
        m_database.reset();
    });
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void WorkerThread::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_changed.notify_one();
}

void WorkerThread::runNow(const Task &task)
{
    std::promise<void> done;
    post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

void WorkerThread::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_tasks.empty(); });
        if (m_tasks.empty())
            return;
        Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr;
        lock.lock();
    }
}

} // namespace core::sandbox
