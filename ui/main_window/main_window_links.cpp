// The window's links: their commands, and the event in front handed to those who tell of it.
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/event_columns.h"
#include "ui/events/events_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/paint_later.h"

namespace ui {

void MainWindow::addLinkActions()
{
    const auto add = [this](const QString &actionId,
                            const QString &text,
                            const QList<QKeySequence> &shortcuts,
                            std::function<void(bool)> handler) {
        m_actions.add({.id = actionId,
                       .text = text,
                       .menu = MenuId::Event,
                       .group = 3,
                       .shortcuts = shortcuts,
                       .asksForMore = text.endsWith(u'…')},
                      std::move(handler));
    };
    add(QStringLiteral("event.follow-link"), tr("Follow Link"), keys({"F2"}), [this](bool) {
        if (const auto place = m_links->linkedPlace())
            goTo(m_front, *place);
    });
    add(QStringLiteral("event.explain-link"), tr("Explain Link"), keys({"Shift+F2"}), [this](bool) {
        showDetailPart(m_links->linkPart());
    });
    add(QStringLiteral("event.linked-from"),
        tr("Linked From"),
        keys({"Ctrl+Shift+L"}),
        [this](bool) { showDetailPart(m_links->linkedFromPart()); });
    add(QStringLiteral("event.why-not"), tr("Why Is This Not In…"), {}, [this](bool) {
        m_links->askWhyNot();
    });
    m_actions.add({.id = QStringLiteral("stream.why-not"),
                   .text = tr("Why Is an Event Not Here…"),
                   .menu = MenuId::Stream,
                   .group = 3,
                   .asksForMore = true},
                  [this](bool) { m_links->askWhyNotIn(m_front, m_workspace->currentStream()); });
}

void MainWindow::connectLinks()
{
    connect(m_links, &LinkDesk::placeRequested, this, &MainWindow::goTo);
    connect(m_links,
            &LinkDesk::linkFollowed,
            this,
            [this](const core::LinkTarget &link, core::LinkState end) {
                if (EventsPage *events = m_workspace->currentEvents())
                    events->tellLinkEnd(link, end);
            });
}

void MainWindow::refreshLinkActions()
{
    const EventsPage *events = m_workspace->currentEvents();
    const bool hasEvent = events && events->currentEvent();
    const core::StreamName stream = m_workspace->currentStream();
    enable("event.follow-link", hasEvent && m_links->linkedPlace());
    enable("event.explain-link", hasEvent && m_links->isLink());
    enable("event.linked-from", hasEvent);
    enable("event.why-not", hasEvent);
    enable("stream.why-not", events && m_links->isLinkStream(m_front, stream));
}

void MainWindow::showInDetail(const std::optional<core::ResolvedEvent> &event)
{
    const EventsPage *events = m_workspace->currentEvents();
    const bool isSame = event && m_detail->shows(*event); // told more exactly
    if (!isSame)
        paintLater(m_detail);
    if (!event && events && events->whyGone())
        m_detail->showWhyNone(events->whyGone()->title, events->whyGone()->text);
    else
        m_detail->setEvent(event);
    m_links->setEvent(m_front, event);
    if (event && !isSame)
        m_detail->suggestPart(isBrokenLink(*event) ? m_links->linkPart() : nullptr,
                              m_workspace->currentPage());
}

void MainWindow::showDetailPart(QWidget *part)
{
    m_detail->show();
    m_detail->showPart(part);
    refreshSwitches();
}

} // namespace ui
