#include "ui/events/current_event.h"

#include "core/links/link_text.h"

namespace ui {

namespace {

/// A key that is held down goes past events that nobody looks at.
constexpr std::chrono::milliseconds Pause{120};

} // namespace

CurrentEvent::CurrentEvent(core::Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(Pause);
    connect(&m_pause, &QTimer::timeout, this, &CurrentEvent::fetch);
}

void CurrentEvent::show(const std::optional<core::ResolvedEvent> &listed)
{
    if (m_listed == listed)
        return;
    m_listed = listed;
    m_event = listed;
    m_waiting.clear();
    m_read.reset();
    if (listed && !isComplete(*listed))
        m_pause.start();
    else
        m_pause.stop();
    Q_EMIT changed();
}

void CurrentEvent::whenExact(const std::function<void(const core::ResolvedEvent &)> &action)
{
    if (!m_event)
        return;
    if (m_event->shown().isExact()) {
        action(*m_event);
        return;
    }
    if (m_event->shown().isUnanswered) {
        Q_EMIT failed({core::ErrorCode::Unsupported, core::unansweredWhy(), {}}, true);
        return;
    }
    m_waiting.append(action);
    if (!m_read)
        fetch();
}

void CurrentEvent::retry()
{
    if (m_event && !isComplete(*m_event) && !m_read)
        fetch();
}

/// By its own place in its own stream, since a page of $all or of links has no other way to it.
void CurrentEvent::fetch()
{
    m_pause.stop();
    const core::RecordedEvent &place = m_listed->original();
    const core::ReadRequest request{.stream = place.stream,
                                    .from = place.revision,
                                    .direction = core::Direction::Forwards,
                                    .count = 1,
                                    .resolveLinks = m_listed->event && m_listed->link,
                                    .filter = {},
                                    .silence = {},
                                    .payloads = core::PayloadWish::Exact};
    m_read = startPageRead(m_client, request, [this](const auto &result) { take(result); });
}

void CurrentEvent::take(const core::Result<PageReply> &result)
{
    m_read.reset();
    const bool isThere
        = result && !result->events.isEmpty()
          && result->events.constFirst().original().revision == m_listed->original().revision;
    if (!isThere) {
        const bool wasWaitedFor = !std::exchange(m_waiting, {}).isEmpty();
        Q_EMIT failed(result ? core::Error{core::ErrorCode::StreamNotFound,
                                           tr("The event is no longer in its stream."),
                                           {}}
                             : result.error(),
                      wasWaitedFor);
        return;
    }
    core::ResolvedEvent exact = result->events.constFirst();
    if (!exact.original().position && m_listed->original().position)
        (exact.link ? exact.link : exact.event)->position = m_listed->original().position;
    m_event = exact;
    const auto waiting = std::exchange(m_waiting, {});
    Q_EMIT changed();
    for (const auto &action : waiting)
        action(exact);
}

bool isComplete(const core::ResolvedEvent &event)
{
    const core::RecordedEvent &shown = event.shown();
    return shown.isUnanswered || (shown.isExact() && shown.created.isTold());
}

} // namespace ui
