#include "ui/events/live_tail.h"

namespace ui {

namespace {

constexpr qint64 Window = 4096;

} // namespace

LiveTail::LiveTail(core::Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{}

LiveTail::~LiveTail() = default;

void LiveTail::start(const core::SubscribeRequest &request)
{
    m_request = request;
    subscribe();
}

void LiveTail::stop()
{
    dropFeed();
    setState({});
}

void LiveTail::retryNow()
{
    if (m_state.kind != LiveState::Kind::Off)
        subscribe();
}

void LiveTail::setPaused(bool paused)
{
    m_isPaused = paused;
    if (!paused && m_feed && m_owed > 0)
        m_feed->grant(std::exchange(m_owed, 0));
}

void LiveTail::subscribe()
{
    using Kind = LiveState::Kind;
    dropFeed();
    m_feed = m_client.subscribe(m_request);
    core::EventFeed *feed = m_feed.get();
    connect(feed, &core::EventFeed::batchReady, this, &LiveTail::take);
    connect(feed, &core::EventFeed::confirmed, this, [this] {
        setState({Kind::CatchingUp, {}, {}});
    });
    connect(feed, &core::EventFeed::resumed, this, [this] {
        setState({Kind::CatchingUp, {}, {}});
    });
    connect(feed, &core::EventFeed::fellBehind, this, [this] {
        setState({Kind::CatchingUp, {}, {}});
    });
    connect(feed, &core::EventFeed::caughtUp, this, [this] {
        setState({Kind::Following, {}, {}});
    });
    connect(feed,
            &core::EventFeed::interrupted,
            this,
            [this](int, std::chrono::milliseconds delay, const core::Error &error) {
                setState({Kind::Interrupted, std::chrono::steady_clock::now() + delay, error});
            });
    connect(feed, &core::EventFeed::finished, this, &LiveTail::end);
    setState({Kind::Starting, {}, {}});
    m_owed = m_isPaused ? Window : 0;
    if (!m_isPaused)
        feed->grant(Window);
}

void LiveTail::take(const core::EventBatch &events)
{
    if (events.isEmpty())
        return;
    const core::RecordedEvent &last = events.constLast().original();
    if (!m_request.stream.isAll())
        m_request.after = last.revision;
    else if (last.position)
        m_request.after = *last.position;
    m_owed += events.size();
    if (!m_isPaused)
        m_feed->grant(std::exchange(m_owed, 0));
    Q_EMIT eventsArrived(events);
}

void LiveTail::end(const core::Result<core::Done> &result)
{
    dropFeed();
    setState({LiveState::Kind::Ended, {}, result ? core::Error{} : result.error()});
}

void LiveTail::setState(const LiveState &state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void LiveTail::dropFeed()
{
    if (!m_feed)
        return;
    m_feed->disconnect(this);
    m_feed->cancel();
    m_feed.release()->deleteLater(); // it may be the one that is calling
}

} // namespace ui
