// A subscription that outlives its connection: it resumes after the last delivered event.
// Lives on the io thread.
#pragma once

#include "core/engine/feed_operation.h"
#include "core/engine/reconnect_policy.h"
#include "core/engine/short_read.h"

namespace core {

/// A subscription "from the end" begins by reading where the end is and subscribes after that
/// place, so that a connection lost before the first event costs none. Its deadline is for the
/// confirmation.
class SubscriptionOperation final : public FeedOperation
{
    Q_OBJECT

public:
    SubscriptionOperation(Connector &connector,
                          SubscribeRequest request,
                          FeedSink sink,
                          QObject *parent);

protected:
    void onNode() override;
    void onFailed(const Error &error) override;
    void onCreditAgain() override;
    void onItem(ReadItem item) override;
    void onEnd(const std::optional<TransportError> &failure) override;

private:
    enum class Step {
        Connecting,  ///< waiting for a node
        FindingEnd,  ///< reading the last event, where the subscription is from the end
        Subscribing, ///< waiting for the confirmation
        Confirmed,
        Pausing, ///< lost; the next attempt comes after the delay
    };

    void onEndFound(const Result<ShortReadReply> &reply);
    void subscribe();
    void onConfirmed();
    void onEvents(EventBatch events);
    void onCheckpoint(Position position);
    void failOrPause(const Error &error);
    void pause(const Error &error);

    /// Before 23.10 no server says when a subscription has caught up; 23.10 does not say it of a
    /// missing stream. Then the head tells.
    void findHead();
    void onHeadFound(const Result<ShortReadReply> &reply);
    void sayIfCaughtUp();
    void sayCaughtUp();
    [[nodiscard]] bool hasDelivered(const ResolvedEvent &event) const;
    [[nodiscard]] SubscribeAfter placeOf(const ResolvedEvent &event) const;

    const ReconnectPolicy m_policy;
    SubscribeRequest m_request; ///< `after` moves with what was delivered
    Step m_step = Step::Connecting;
    bool m_wasConfirmed = false;
    bool m_isCaughtUp = false;
    int m_attempt = 0; ///< attempts since the connection was lost
    QTimer m_pause;
    std::optional<ResolvedEvent> m_head; ///< reaching it means caught up
    ShortReadHandle m_headRead;
};

} // namespace core
