#include "ui/main_window/event_in_front.h"

#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/current_event.h"
#include "ui/events/event_columns.h"
#include "ui/events/events_page.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/open_connections.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_panes.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/paint_later.h"
#include "ui/widgets/words.h"

namespace ui {

EventInFront::EventInFront(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_showing(this, [this] { show(); })
{
    connect(&m_parts.workspace, &Workspace::currentEventChanged, this, [this] {
        take();
        Q_EMIT changed();
    });
    connect(&m_parts.workspace, &Workspace::exactFailed, this, &EventInFront::tellInexact);
    connect(&m_parts.detail, &EventDetailPane::exactRequested, this, [this] {
        if (CurrentEvent *current = m_parts.workspace.currentEvent())
            current->retry();
    });
    connect(&m_parts.detail,
            &EventDetailPane::eventRequested,
            this,
            [this](const core::StreamName &stream, core::Revision revision) {
                if (!m_showing.isAsked()) // else it is of an event that is current no more
                    m_parts.travel.goTo(m_parts.connections.front(), {stream, revision});
            });
    connect(&m_parts.detail, &EventDetailPane::said, this, [this](const QString &text, Tone tone) {
        const bool isTrouble = tone == Tone::Danger;
        m_parts.status.say(
            text, isTrouble ? [this] { showDetail(); } : std::function<void()>(), tr("Show"), tone);
    });
}

void EventInFront::refresh()
{
    // While the detail follows, the tab that it shows may have been left and be in front again.
    if (m_showing.isAsked() || !m_shownOf || m_shownOf != m_parts.workspace.eventTab())
        take();
}

/// To lay out another event takes as long as to paint the row that it is in.
void EventInFront::take()
{
    const core::ResolvedEvent *event = get();
    m_parts.links.setEvent(m_parts.connections.front(),
                           event ? std::optional(*event) : std::nullopt);
    m_showing.ask();
}

EventDetailPane &EventInFront::detail()
{
    m_showing.hurry();
    return m_parts.detail;
}

bool EventInFront::canFold() const
{
    return m_parts.detail.canFold();
}

void EventInFront::show()
{
    QWidget *tab = m_parts.workspace.eventTab();
    const core::ResolvedEvent *event = get();
    const bool isSame
        = event && m_shownOf == tab && m_parts.detail.shows(*event); // told more exactly
    if (!isSame)
        paintLater(&m_parts.detail);
    m_shownOf = tab;
    const auto *events = qobject_cast<EventsPage *>(tab);
    if (!event && events && events->whyGone())
        m_parts.detail.showWhyNone(events->whyGone()->title, events->whyGone()->text);
    else
        m_parts.detail.setEvent(event ? std::optional(*event) : std::nullopt);
    if (event && !isSame)
        m_parts.detail.suggestPart(isBrokenLink(*event) ? m_parts.links.linkPart() : nullptr, tab);
}

const core::ResolvedEvent *EventInFront::get() const
{
    const CurrentEvent *current = m_parts.workspace.currentEvent();
    return current && current->shown() ? &*current->shown() : nullptr;
}

void EventInFront::whenExact(const std::function<void(const core::ResolvedEvent &)> &action)
{
    if (CurrentEvent *current = m_parts.workspace.currentEvent())
        current->whenExact(action);
}

void EventInFront::tellInexact(const core::Error &error, bool wasWaitedFor)
{
    detail().showInexact(error);
    const core::ResolvedEvent *event = get();
    if (!wasWaitedFor || !event)
        return;
    const core::RecordedEvent &place = event->original();
    m_parts.status.say(
        tr("The exact bytes of %1 could not be had").arg(placeText(place.stream, place.revision)),
        [this] { showDetail(); },
        tr("Show"),
        Tone::Danger);
}

void EventInFront::showDetail()
{
    m_parts.panes.showDetail(true);
}

void EventInFront::showDetailPart(QWidget *part)
{
    showDetail();
    detail().showPart(part);
}

} // namespace ui
