// Tabs that show events: a part of Workspace.
#include "ui/append/append_page.h"
#include "ui/connections/connection.h"
#include "ui/events/current_event.h"
#include "ui/events/events_page.h"
#include "ui/main_window/workspace.h"

#include <QTabWidget>

namespace ui {

EventsPage *Workspace::openStream(Connection *connection, const Address &address)
{
    EventsPage *page = eventsOf(connection, address.stream);
    if (page) {
        m_tabs->setCurrentWidget(page);
    } else {
        page = makeEvents(connection, address.stream);
        addPage(page, connection, KeptTab{address});
    }
    return goTo(page, address);
}

EventsPage *Workspace::goTo(EventsPage *page, const Address &address)
{
    m_pages[page].kept = KeptTab{address};
    if (address.revision)
        page->goTo(*address.revision);
    if (address.position)
        page->goTo(*address.position);
    if (!address.moment.isEmpty())
        page->goToMoment(address.moment);
    return page;
}

EventsPage *Workspace::makeEvents(Connection *connection, const core::StreamName &stream)
{
    auto *page = new EventsPage(*connection->client(), stream, m_tabs);
    connectEvents(page, connection);
    return page;
}

void Workspace::connectEvents(EventsPage *page, Connection *connection)
{
    connect(page, &EventsPage::currentEventChanged, this, [this, page] {
        if (page == eventTab())
            Q_EMIT currentEventChanged();
    });
    connect(page,
            &EventsPage::exactFailed,
            this,
            [this, page](const core::Error &error, bool wasWaitedFor) {
                if (page == eventTab())
                    Q_EMIT exactFailed(error, wasWaitedFor);
            });
    connect(page, &EventsPage::eventsShown, this, [this, page](qint64 rows) {
        if (page == currentPage())
            Q_EMIT eventsShown(rows);
    });
    connect(page, &EventsPage::stateChanged, this, &Workspace::stateChanged);
    connect(page, &EventsPage::found, this, [this, page, connection] {
        Q_EMIT streamFound(connection, page->stream());
    });
    connect(page, &EventsPage::menuRequested, this, &Workspace::eventMenuRequested);
    connect(page, &EventsPage::detailRequested, this, &Workspace::detailRequested);
    if (m_orderOf)
        page->keepOrderIn(m_orderOf(page->stream()));
    page->setOffersCredentials(!connection->isSandbox());
    page->setCloseNames([this, connection, stream = page->stream()] {
        return m_closeNames ? m_closeNames(connection, stream) : QList<core::StreamName>();
    });
    connectWishes(page, connection);
}

void Workspace::connectWishes(EventsPage *page, Connection *connection)
{
    connect(page,
            &EventsPage::streamRequested,
            this,
            [this, connection](const core::StreamName &stream) {
                Q_EMIT addressRequested(connection, {stream});
            });
    connect(page,
            &EventsPage::eventRequested,
            this,
            [this, connection](const core::StreamName &stream, core::Revision revision) {
                Q_EMIT addressRequested(connection, {stream, revision});
            });
    connect(page,
            &EventsPage::appendRequested,
            this,
            [this, connection](const core::StreamName &stream) {
                Q_EMIT appendRequested(connection, stream);
            });
    connect(page, &EventsPage::projectionsRequested, this, &Workspace::projectionsRequested);
    connect(page,
            &EventsPage::streamsMet,
            this,
            [this, connection](const QList<core::StreamName> &streams) {
                Q_EMIT streamsMet(connection, streams);
            });
    connect(page, &EventsPage::credentialsRequested, this, [this, connection] {
        Q_EMIT credentialsRequested(connection);
    });
    connect(page,
            &EventsPage::undeleteRequested,
            this,
            [this, connection](const core::StreamName &stream) {
                Q_EMIT undeleteRequested(connection, stream);
            });
}

void Workspace::refreshOffers(const Connection *connection)
{
    if (EventsPage *page = eventsOf(connection, core::StreamName::all()))
        page->refreshOffers();
}

EventsPage *Workspace::currentEvents() const
{
    return qobject_cast<EventsPage *>(currentPage());
}

QWidget *Workspace::eventTab() const
{
    const AppendPage *draft = currentDraft();
    return draft ? eventsOf(currentConnection(), draft->stream()) : currentPage();
}

CurrentEvent *Workspace::currentEvent() const
{
    const QWidget *tab = eventTab();
    if (!tab)
        return nullptr;
    return tab->findChild<CurrentEvent *>(QString(), Qt::FindDirectChildrenOnly);
}

EventsPage *Workspace::eventsOf(const Connection *connection, const core::StreamName &stream) const
{
    return qobject_cast<EventsPage *>(pageOf(connection, {{stream}}));
}

} // namespace ui
