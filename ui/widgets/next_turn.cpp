#include "ui/widgets/next_turn.h"

#include <QCoreApplication>
#include <QTimer>

#include <chrono>
#include <deque>
#include <utility>

namespace ui {

namespace {

/// All timers that are due are delivered in one turn, so one timer hands out one job at a time. One
/// of no time at all would be due within the turn that started it.
class TurnQueue final : public QObject
{
    Q_OBJECT

public:
    explicit TurnQueue(QObject *parent)
        : QObject(parent)
    {
        m_timer.setSingleShot(true);
        m_timer.setInterval(std::chrono::milliseconds(1));
        connect(&m_timer, &QTimer::timeout, this, &TurnQueue::runNext);
    }

    void add(QObject *context, std::function<void()> job)
    {
        m_jobs.push_back({context, std::move(job)});
        if (!m_timer.isActive())
            m_timer.start();
    }

private:
    struct Job {
        QPointer<QObject> context;
        std::function<void()> run;
    };

    void runNext()
    {
        while (!m_jobs.empty()) {
            const Job job = std::move(m_jobs.front());
            m_jobs.pop_front();
            if (!job.context)
                continue;
            if (!m_jobs.empty())
                m_timer.start();
            job.run();
            return;
        }
    }

    std::deque<Job> m_jobs;
    QTimer m_timer;
};

TurnQueue &queue()
{
    static QPointer<TurnQueue> queue; // goes with the application
    if (!queue)
        queue = new TurnQueue(QCoreApplication::instance());
    return *queue;
}

} // namespace

void inNextTurn(QObject *context, std::function<void()> job)
{
    queue().add(context, std::move(job));
}

TurnTask::TurnTask(QObject *context, std::function<void()> job)
    : m_context(context)
    , m_job(std::move(job))
{}

void TurnTask::ask()
{
    if (std::exchange(m_isAsked, true))
        return;
    inNextTurn(m_context, [this] { hurry(); });
}

void TurnTask::hurry()
{
    if (std::exchange(m_isAsked, false))
        m_job();
}

} // namespace ui

#include "next_turn.moc"
