// The plans for reads of one stream: forwards, backwards, and a subscription.
// Each is used by one thread at a time.
#pragma once

#include "core/sandbox/read_plan.h"
#include "core/sandbox/read_replies.h"

namespace core::sandbox {

struct StreamReadOptions {
    QByteArray stream;
    bool resolvesLinks = false;
    bool tellsBoundaries = false; ///< first and last stream position
    ReadEventForm form;
};

class StreamForwards final : public ReadPlan
{
public:
    StreamForwards(StreamReadOptions options, qint64 from, quint64 count);
    [[nodiscard]] ReadPage next(StoreReader &reader) override;

private:
    void tellFirstPosition(StoreReader &reader, const StreamView &view, ReadPage &page);

    StreamReadOptions m_options;
    ReadReplies m_replies;
    qint64 m_next;
    quint64 m_left;
    bool m_isFirstPage = true;
};

class StreamBackwards final : public ReadPlan
{
public:
    /// Without a start it begins at the last event.
    StreamBackwards(StreamReadOptions options, std::optional<qint64> from, quint64 count);
    [[nodiscard]] ReadPage next(StoreReader &reader) override;

private:
    StreamReadOptions m_options;
    ReadReplies m_replies;
    std::optional<qint64> m_next;
    quint64 m_left;
};

class StreamSubscription final : public ReadPlan
{
public:
    /// The first event wanted; without one only what is written from now on.
    StreamSubscription(StreamReadOptions options,
                       std::optional<qint64> first,
                       const Profile &profile);
    [[nodiscard]] ReadPage next(StoreReader &reader) override;
    [[nodiscard]] QByteArray waitsFor() const override { return m_options.stream; }

private:
    void addEvents(StoreReader &reader, const StreamView &view, ReadPage &page);
    void reachEnd(const StreamView &view, ReadPage &page);

    StreamReadOptions m_options;
    ReadReplies m_replies;
    std::optional<qint64> m_next;
    bool m_isFromEnd;
    bool m_saysCaughtUp;
    bool m_saysCaughtUpOnMissing;
    bool m_isConfirmed = false;
    bool m_isLive = false;
};

} // namespace core::sandbox
