// The event in front: shown in the detail, and fetched exactly for what needs its bytes.
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/current_event.h"
#include "ui/events/event_columns.h"
#include "ui/events/events_page.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_panes.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/paint_later.h"
#include "ui/widgets/words.h"

namespace ui {

void MainWindow::connectDetail()
{
    connect(m_workspace, &Workspace::exactFailed, this, &MainWindow::tellInexact);
    connect(m_detail, &EventDetailPane::exactRequested, this, [this] {
        if (CurrentEvent *current = m_workspace->currentEvent())
            current->retry();
    });
    connect(m_detail,
            &EventDetailPane::eventRequested,
            this,
            [this](const core::StreamName &stream, core::Revision revision) {
                if (m_connections.front())
                    m_travel->goTo(m_connections.front(), {stream, revision});
            });
    connect(m_detail, &EventDetailPane::canFoldChanged, this, &MainWindow::refreshActions);
    connect(m_detail, &EventDetailPane::said, this, [this](const QString &text, Tone tone) {
        const bool isTrouble = tone == Tone::Danger;
        m_status->say(
            text, isTrouble ? [this] { showDetail(); } : std::function<void()>(), tr("Show"), tone);
    });
}

/// That of the tab in front, or of the one behind a draft: its connection is that in front.
void MainWindow::showCurrentEvent()
{
    QWidget *tab = m_workspace->eventTab();
    const core::ResolvedEvent *event = currentEvent();
    const bool isSame = event && m_shownOf == tab && m_detail->shows(*event); // told more exactly
    if (!isSame)
        paintLater(m_detail);
    m_shownOf = tab;
    const auto *events = qobject_cast<EventsPage *>(tab);
    const auto shown = event ? std::optional(*event) : std::nullopt;
    if (!event && events && events->whyGone())
        m_detail->showWhyNone(events->whyGone()->title, events->whyGone()->text);
    else
        m_detail->setEvent(shown);
    m_links->setEvent(m_connections.front(), shown);
    if (event && !isSame)
        m_detail->suggestPart(isBrokenLink(*event) ? m_links->linkPart() : nullptr, tab);
}

/// What the detail shows; null where that is nothing.
const core::ResolvedEvent *MainWindow::currentEvent() const
{
    const CurrentEvent *current = m_workspace->currentEvent();
    return current && current->shown() ? &*current->shown() : nullptr;
}

/// Runs the action once the bytes of the event in front are there as they are stored.
void MainWindow::whenExact(const std::function<void(const core::ResolvedEvent &)> &action)
{
    if (CurrentEvent *current = m_workspace->currentEvent())
        current->whenExact(action);
}

void MainWindow::tellInexact(const core::Error &error, bool wasWaitedFor)
{
    m_detail->showInexact(error);
    const core::ResolvedEvent *event = currentEvent();
    if (!wasWaitedFor || !event)
        return;
    const core::RecordedEvent &place = event->original();
    m_status->say(
        tr("The exact bytes of %1 could not be had").arg(placeText(place.stream, place.revision)),
        [this] { showDetail(); },
        tr("Show"),
        Tone::Danger);
}

void MainWindow::showDetail()
{
    m_panes->showDetail(true);
}

void MainWindow::showDetailPart(QWidget *part)
{
    showDetail();
    m_detail->showPart(part);
}

} // namespace ui
