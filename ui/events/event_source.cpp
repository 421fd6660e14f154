#include "ui/events/event_source.h"

namespace ui {

namespace {

/// What passes when the connection is back.
bool isLoss(core::ErrorCode code)
{
    return code == core::ErrorCode::Unavailable || code == core::ErrorCode::Timeout
           || code == core::ErrorCode::NotLeader;
}

} // namespace

EventSource::EventSource(core::Client &client, const core::StreamName &stream, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_stream(stream)
    , m_tail(client, this)
{
    connect(&m_tail, &LiveTail::eventsArrived, this, [this](const core::EventBatch &events) {
        takeLive(events);
        Q_EMIT eventsArrived(events.size());
    });
    connect(&m_client,
            &core::Client::connectionStateChanged,
            this,
            [this](const core::ConnectionState &now) {
                if (now.kind == core::ConnectionState::Kind::Connected)
                    onConnected();
            });
}

EventSource::~EventSource() = default;

void EventSource::onConnected()
{
    if (lacksConnection())
        retry();
    const LiveState &live = m_tail.state();
    if (live.kind == LiveState::Kind::Ended && isLoss(live.error.code))
        m_tail.retryNow();
}

bool EventSource::lacksConnection() const
{
    const core::Error *error = m_readError                                      ? &*m_readError
                               : m_state.kind == EventSourceState::Kind::Failed ? &m_state.error
                                                                                : nullptr;
    return error && isLoss(error->code);
}

void EventSource::setResolveLinks(bool resolve)
{
    if (m_resolveLinks == resolve)
        return;
    m_resolveLinks = resolve;
    reload();
}

void EventSource::setShowSystem(bool show)
{
    if (m_showSystem == show)
        return;
    m_showSystem = show;
    Q_EMIT filteringChanged();
    reload();
}

void EventSource::takeSwitches(EventSource &other)
{
    m_resolveLinks = other.m_resolveLinks;
    m_showSystem = other.m_showSystem;
    m_isLive = other.m_isLive;
    model().setNewestFirst(other.model().isNewestFirst());
}

void EventSource::setLive(bool live)
{
    if (m_isLive == live)
        return;
    m_isLive = live;
    if (!live)
        m_tail.stop();
    else if (m_state.kind == EventSourceState::Kind::Ready
             || m_state.kind == EventSourceState::Kind::Nothing)
        startTail();
}

void EventSource::setWatched(bool watched)
{
    m_tail.setPaused(!watched);
}

void EventSource::setState(const EventSourceState &state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void EventSource::noteSystemShown()
{
    m_showSystem = true;
    Q_EMIT filteringChanged();
}

void EventSource::setWhyUnfiltered(const QString &why)
{
    if (m_whyUnfiltered == why)
        return;
    m_whyUnfiltered = why;
    Q_EMIT filteringChanged();
}

void EventSource::setReading(bool reading)
{
    if (m_isReading == reading)
        return;
    m_isReading = reading;
    Q_EMIT readingChanged(reading);
}

void EventSource::setReadError(const std::optional<core::Error> &error)
{
    if (m_readError == error)
        return;
    m_readError = error;
    Q_EMIT readErrorChanged();
}

} // namespace ui
