// A subscription that follows the end of a stream or of $all, and how it is faring.
// GUI thread.
#pragma once

#include "core/client/client.h"
#include "ui/events/page_read.h"

#include <QObject>
#include <QTimer>

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
    /// Of CatchingUp: what is still to come, in events of a stream, in bytes of the log of $all,
    /// whose positions count no events; 0: not known.
    quint64 behind = 0;

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
    void catchUp();
    void askHead();
    void tellBehind();
    void end(const core::Result<core::Done> &result);
    void setState(const LiveState &state);
    void dropFeed();

    core::Client &m_client;
    core::SubscribeRequest m_request;
    LiveState m_state;
    bool m_isPaused = false;
    qint64 m_owed = 0; ///< credit held back
    QTimer m_headDelay;
    PageReadPtr m_headRead;
    std::optional<quint64> m_head; ///< where the end was when catching up began, as `behind` counts
    std::unique_ptr<core::EventFeed> m_feed;
};

} // namespace ui
