// A subscription over HTTP: catches up page by page, then waits with long polls.
// Lives on the io thread.
#pragma once

#include "core/transport/http/feed_walk.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace core {

/// The server holds back its answer until there is an event or the time is over. A stream that is
/// not there yet is waited for as well. Filtered $all must not be long polled (FeedQuery says why):
/// there a long poll of the whole log tells that something was written. Where a server answers no
/// long poll, and while one answers at once without an event, it is asked again after a pause of at
/// most a second.
///
/// In $all a checkpoint says where it goes on wherever the events themselves do not.
class HttpLiveRead final : public TransportRead
{
public:
    /// A request that whyNotSendable() has nothing against. `context.deadline` is set.
    HttpLiveRead(const FeedContext &context,
                 const SubscribeRequest &request,
                 std::chrono::seconds longPoll,
                 ReadHandlers handlers);

    void grant(qint64 events) override;

private:
    /// How long to hold back before the next request.
    enum class Haste { AtOnce, Soon };

    void start(const FeedPlace &place);
    void findEnd();
    void findHead();
    void waitForAnything();
    void goOn();
    void readOn();
    void askAfter(Haste haste);

    void onEndFound(const FeedResult &result);
    void onHeadFound(const FeedResult &result);
    void onAnything(const FeedResult &result);
    void onStep(const TransportResult<FeedStep> &result);
    void onNoStep(const TransportError &error);
    void deliver(const FeedStep &step);
    void tellPlace(const EventBatch &events);
    void confirm();
    void end(const TransportError &failure);

    void judgeLongPoll();
    [[nodiscard]] bool isFiltered() const { return m_address.isFiltered(); }
    /// A long poll that was held back for a while shows that the server keeps it.
    [[nodiscard]] Haste hasteAfterNothing() const;

    const FeedContext m_context;
    const SubscribeRequest m_request;
    const std::chrono::seconds m_longPoll;
    const ReadHandlers m_handlers;
    const FeedAddress m_address;
    std::optional<FeedWalk> m_walk; ///< once it is known where to begin
    std::unique_ptr<TransportCall> m_call;
    QTimer m_pauseTimer;
    std::chrono::milliseconds m_pause{0};
    QElapsedTimer m_asked;
    std::optional<Position> m_head; ///< filtered: nothing before it is news
    Position m_told;                ///< the last checkpoint
    qint64 m_credit = 0;
    bool m_isConfirmed = false;
    bool m_isCaughtUp = false;
    bool m_isAtEnd = false;       ///< what comes next is waited for
    bool m_isLongPolling = false; ///< the request under way is one
    bool m_keepsLongPolls = true;
    bool m_isDelivering = false;
    bool m_isOver = false;
};

} // namespace core
