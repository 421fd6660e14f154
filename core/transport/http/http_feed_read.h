// A read over HTTP that ends: pages against credit, until the count, the end or the start.
// Lives on the io thread.
#pragma once

#include "core/transport/http/feed_walk.h"
#include "core/transport/http/http_refusal.h"

#include <optional>

namespace core {

/// Tells positions only of the last event of each page of $all. No page is larger than what is
/// granted.
class HttpFeedRead final : public TransportRead
{
public:
    /// A request that whyNotSendable() has nothing against.
    HttpFeedRead(const FeedContext &context, const ReadRequest &request, ReadHandlers handlers);

    void grant(qint64 events) override;

private:
    void goOn();
    void onStep(TransportResult<FeedStep> result);
    void deliver(EventBatch events);
    void findLast();
    void endAt(Revision last);
    void end(const std::optional<TransportError> &failure = {});

    const FeedContext m_context;
    const ReadRequest m_request;
    const ReadHandlers m_handlers;
    FeedWalk m_walk;
    qint64 m_credit = 0;
    std::optional<quint64> m_left; ///< of the count
    std::optional<Revision> m_last;
    bool m_isDelivering = false;
    bool m_isOver = false;
    std::unique_ptr<TransportCall> m_lastCall;
    std::optional<Later> m_nothing;
};

/// Hands events over in batches that a receiver can take in at once.
void deliverInBatches(EventBatch events, const std::function<void(ReadItem)> &onItem);

} // namespace core
