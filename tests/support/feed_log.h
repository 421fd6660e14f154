// Writes down what a feed emits, a line a signal, so that a test compares it at a glance.
// The test's thread.
#pragma once

#include "core/client/event_feed.h"

#include <QObject>
#include <QStringList>

/// "confirmed", "events 3..5", "caught up", "interrupted 1: unavailable", "resumed", "finished" or
/// "finished: timeout".
class FeedLog final : public QObject
{
    Q_OBJECT

public:
    explicit FeedLog(core::EventFeed &feed);

    /// Whether finished() was emitted.
    [[nodiscard]] bool isFinished() const { return m_isFinished; }
    /// What was written since the last call.
    [[nodiscard]] QStringList take();

    core::EventBatch events; ///< all of them
    core::Error lastError;   ///< of interrupted and finished
    std::chrono::milliseconds lastDelay{};

private:
    QStringList m_lines;
    bool m_isFinished = false;
};

/// Text for comparing with what a log took.
[[nodiscard]] inline QString operator""_q(const char *text, size_t size)
{
    return QString::fromUtf8(text, qsizetype(size));
}
