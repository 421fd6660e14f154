// The plans for reads of $all: forwards, backwards, and a subscription.
// Each is used by one thread at a time.
#pragma once

#include "core/sandbox/log_filter.h"
#include "core/sandbox/read_plan.h"
#include "core/sandbox/read_replies.h"

namespace core::sandbox {

struct LogReadOptions {
    LogFilter filter;
    bool resolvesLinks = false;
    ReadEventForm form;
};

class LogForwards final : public ReadPlan
{
public:
    /// From a position on, it included; without one from the end, which gives nothing.
    LogForwards(LogReadOptions options, std::optional<qint64> from, quint64 count);
    [[nodiscard]] ReadPage next(StoreReader &reader) override;

private:
    LogReadOptions m_options;
    ReadReplies m_replies;
    std::optional<qint64> m_next;
    quint64 m_left;
    bool m_isChecked = false;
};

class LogBackwards final : public ReadPlan
{
public:
    /// Before a position; without one from the end.
    LogBackwards(LogReadOptions options, std::optional<qint64> before, quint64 count);
    [[nodiscard]] ReadPage next(StoreReader &reader) override;

private:
    LogReadOptions m_options;
    ReadReplies m_replies;
    std::optional<qint64> m_before;
    quint64 m_left;
    bool m_isChecked = false;
};

class LogSubscription final : public ReadPlan
{
public:
    enum class Start { Beginning, End, After };
    struct From {
        Start start = Start::Beginning;
        qint64 position = 0; ///< After: of the last event known
    };
    /// With an interval there is a checkpoint after so many considered events.
    LogSubscription(LogReadOptions options,
                    From from,
                    std::optional<quint64> checkpointInterval,
                    const Profile &profile);
    [[nodiscard]] ReadPage next(StoreReader &reader) override;

private:
    [[nodiscard]] bool begin(StoreReader &reader, ReadPage &page);
    void consider(StoreReader &reader, const StoredEvent &event, ReadPage &page);
    void reachEnd(ReadPage &page);

    LogReadOptions m_options;
    ReadReplies m_replies;
    From m_from;
    std::optional<quint64> m_checkpointInterval;
    bool m_saysCaughtUp;
    bool m_isConfirmed = false;
    bool m_isLive = false;
    qint64 m_next = 0;
    qint64 m_lastConsidered = 0;
    quint64 m_sinceCheckpoint = 0;
};

} // namespace core::sandbox
