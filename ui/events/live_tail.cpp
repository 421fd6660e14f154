#include "ui/events/live_tail.h"

namespace ui {

namespace {

constexpr qint64 Window = 4096;
/// Who has caught up before this is not asked how far behind it was.
constexpr std::chrono::milliseconds HeadDelay{300};

/// Where the event ends, as LiveState::behind counts; nothing where its position is not told.
std::optional<quint64> endOf(const core::RecordedEvent &event, bool isAll)
{
    if (!isAll)
        return event.revision.value + 1;
    return event.position ? std::optional(event.position->commit) : std::nullopt;
}

/// The same of a place that was subscribed after.
quint64 endOf(const core::SubscribeAfter &after)
{
    if (const auto *revision = std::get_if<core::Revision>(&after))
        return revision->value + 1;
    const auto *position = std::get_if<core::Position>(&after);
    return position ? position->commit : 0;
}

} // namespace

LiveTail::LiveTail(core::Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_headDelay.setSingleShot(true);
    m_headDelay.setInterval(HeadDelay);
    connect(&m_headDelay, &QTimer::timeout, this, &LiveTail::askHead);
}

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
    connect(feed, &core::EventFeed::confirmed, this, &LiveTail::catchUp);
    connect(feed, &core::EventFeed::resumed, this, &LiveTail::catchUp);
    connect(feed, &core::EventFeed::fellBehind, this, &LiveTail::catchUp);
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
    tellBehind();
}

void LiveTail::catchUp()
{
    m_head.reset();
    setState({LiveState::Kind::CatchingUp, {}, {}});
    m_headDelay.start();
}

void LiveTail::askHead()
{
    if (m_state.kind != LiveState::Kind::CatchingUp)
        return;
    m_headRead = startPageRead(m_client,
                               {.stream = m_request.stream,
                                .from = core::FromEnd{},
                                .direction = core::Direction::Backwards,
                                .count = 1,
                                .payloads = core::PayloadWish::AsListed},
                               [this](const core::Result<PageReply> &reply) {
                                   m_headRead.reset();
                                   if (reply && !reply->events.isEmpty())
                                       m_head = endOf(reply->events.constFirst().original(),
                                                      m_request.stream.isAll());
                                   tellBehind();
                               });
}

void LiveTail::tellBehind()
{
    if (m_state.kind != LiveState::Kind::CatchingUp || !m_head)
        return;
    const quint64 taken = endOf(m_request.after);
    setState({LiveState::Kind::CatchingUp, {}, {}, *m_head > taken ? *m_head - taken : 0});
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
    m_headDelay.stop();
    m_headRead.reset();
    if (!m_feed)
        return;
    m_feed->disconnect(this);
    m_feed->cancel();
    m_feed.release()->deleteLater(); // it may be the one that is calling
}

} // namespace ui
