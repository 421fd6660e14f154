// Fetches what a feed leaves out of its events, each from its own address, several at a time.
// Lives on the io thread.
#pragma once

#include "core/model/recorded_event.h"
#include "core/transport/http/feed_context.h"

#include <QList>

#include <functional>
#include <memory>
#include <vector>

namespace core {

/// The data as application/octet-stream, which is exactly what is stored, and the moment of what a
/// link points to. No route gives the exact bytes of metadata. An event that is gone by now, or may
/// not be read by itself, stays as it is; so does a link, since its own address gives its target.
class PayloadFetch final : public TransportCall
{
public:
    /// The events and whether data is still missing. May destroy this.
    using Callback = std::function<void(TransportResult<EventBatch>, bool isMissing)>;

    /// There must be something to fetch.
    PayloadFetch(FeedContext context, EventBatch events, Callback callback);

    [[nodiscard]] static bool isNeeded(const EventBatch &events);

private:
    struct Job {
        qsizetype index = 0;
        bool isMoment = false; ///< else the data
    };

    static QList<Job> jobsOf(const EventBatch &events);
    void startNext(size_t lane);
    void onAnswer(size_t lane, const Job &job, const HttpOutcome &outcome);
    [[nodiscard]] std::optional<TransportError> take(const Job &job, const HttpAnswer &answer);
    void finish();

    const FeedContext m_context;
    EventBatch m_events;
    const Callback m_callback;
    const QList<Job> m_jobs;
    qsizetype m_started = 0;
    qsizetype m_done = 0;
    bool m_isMissing = false;
    std::vector<std::unique_ptr<TransportCall>> m_lanes;
};

} // namespace core
