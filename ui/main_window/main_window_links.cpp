// The window's links: their commands, and the event in front handed to those who tell of it.
#include "ui/events/events_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/event_in_front.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/workspace.h"

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
            m_travel->goTo(m_connections.front(), *place);
    });
    add(QStringLiteral("event.explain-link"), tr("Explain Link"), keys({"Shift+F2"}), [this](bool) {
        m_event->showDetailPart(m_links->linkPart());
    });
    add(QStringLiteral("event.linked-from"),
        tr("Linked From"),
        keys({"Ctrl+Shift+L"}),
        [this](bool) { m_event->showDetailPart(m_links->linkedFromPart()); });
    add(QStringLiteral("event.why-not"), tr("Why Is This Not In…"), {}, [this](bool) {
        m_links->askWhyNot();
    });
    m_actions.add({.id = QStringLiteral("stream.why-not"),
                   .text = tr("Why Is an Event Not Here…"),
                   .menu = MenuId::Stream,
                   .group = 3,
                   .asksForMore = true},
                  [this](bool) {
                      m_links->askWhyNotIn(m_connections.front(), m_workspace->currentStream());
                  });
}

void MainWindow::connectLinks()
{
    connect(m_links, &LinkDesk::placeRequested, m_travel, &Travel::goTo);
    connect(m_links,
            &LinkDesk::linkFollowed,
            this,
            [this](const core::LinkTarget &link, core::LinkState end) {
                if (auto *events = qobject_cast<EventsPage *>(m_workspace->eventTab()))
                    events->tellLinkEnd(link, end);
            });
}

void MainWindow::refreshLinkActions()
{
    const EventsPage *events = m_workspace->currentEvents();
    const bool hasEvent = m_event->get() != nullptr;
    const core::StreamName stream = m_workspace->currentStream();
    enable("event.follow-link", hasEvent && m_links->linkedPlace());
    enable("event.explain-link", hasEvent && m_links->isLink());
    enable("event.linked-from", hasEvent);
    enable("event.why-not", hasEvent);
    enable("stream.why-not", events && m_links->isLinkStream(m_connections.front(), stream));
}

} // namespace ui
