// A subscription that follows the end of a stream or of $all, and how it is faring.
// GUI thread.
#pragma once

#include "core/client/client.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace ui {

/// How following goes, for a line of text.
struct LiveState {
    enum class Kind {
        Off,
        Starting,    ///< not confirmed yet
        CatchingUp,  ///< behind: events that are there already are coming
        Following,   ///< at the end
        Interrupted, ///< the connection was lost; tried again at `retryAt`
        Ended,       ///< by the server, with `error`
    };
    Kind kind = Kind::Off;
    std::chrono::steady_clock::time_point retryAt;
    core::Error error; ///< of Interrupted and Ended

    friend bool operator==(const LiveState &, const LiveState &) = default;
};

/// At most 4,096 events are under way. While nobody looks credit is held back, which pauses the
/// server.
class LiveTail final : public QObject
{
    Q_OBJECT

public:
    LiveTail(core::Client &client, QObject *parent);
    ~LiveTail() override;

    /// Follows from after `request.after`; a subscription that runs is replaced.
    void start(const core::SubscribeRequest &request);
    void stop();
    /// Tries again at once after an interruption or an end, after the last event delivered.
    void retryNow();
    void setPaused(bool paused);

    [[nodiscard]] const LiveState &state() const { return m_state; }

Q_SIGNALS:
    void eventsArrived(const core::EventBatch &events);
    void stateChanged();

private:
    void subscribe();
    void take(const core::EventBatch &events);
    void end(const core::Result<core::Done> &result);
    void setState(const LiveState &state);
    void dropFeed();

    core::Client &m_client;
    core::SubscribeRequest m_request;
    LiveState m_state;
    bool m_isPaused = false;
    qint64 m_owed = 0; ///< credit held back
    std::unique_ptr<core::EventFeed> m_feed;
};

} // namespace ui
