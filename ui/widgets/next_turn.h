// What shall have a turn of the event loop to itself.
// GUI thread.
#pragma once

#include <QPointer>

#include <functional>

namespace ui {

/// Runs it behind what is painted now. Those that wait are run in the order they came, one in each
/// turn: no two of them, however short a while they wait, make one long turn. One whose context has
/// gone is left out.
void inNextTurn(QObject *context, std::function<void()> job);

/// Something to be done again and again, at most once for all that asked since it was done last.
class TurnTask
{
public:
    /// `context` must not outlive the task.
    TurnTask(QObject *context, std::function<void()> job);

    void ask();
    void cancel() { m_isAsked = false; }
    /// If it was asked for, does it in this turn after all.
    void hurry();
    [[nodiscard]] bool isAsked() const { return m_isAsked; }

private:
    QObject *m_context;
    std::function<void()> m_job;
    bool m_isAsked = false;
};

} // namespace ui
