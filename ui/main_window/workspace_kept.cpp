// What is kept of tabs, closed or for the next time: a part of Workspace.
#include "ui/connections/connection.h"
#include "ui/events/events_page.h"
#include "ui/main_window/workspace.h"

#include <QTabWidget>

namespace ui {

namespace {

QList<Address> addressesIn(const QList<Place> &places, const Connection *connection)
{
    QList<Address> addresses;
    for (const Place &place : places) {
        if (place.connection == connection && !place.address.stream.isEmpty())
            addresses.append(place.address);
    }
    return addresses;
}

} // namespace

KeptTab Workspace::keptTab(EventsPage *events) const
{
    const Tab tab = tabOf(events);
    KeptTab kept{placeOf(events).address,
                 {.resolvesLinks = events->resolveLinks(),
                  .isLive = events->isLive(),
                  .showsSystem = events->showSystem(),
                  .filter = events->filter(),
                  .behind = addressesIn(tab.history.behind(), tab.connection),
                  .ahead = addressesIn(tab.history.ahead(), tab.connection)}};
    if (!events->currentEvent())
        kept.address = tab.asked; // nothing could be read so far
    else if (events->isFollowing() && (events->isLive() || events->isAtNewest()))
        kept.address = {events->stream()};
    return kept;
}

EventsPage *Workspace::insertKept(int index, Connection *connection, const KeptTab &tab)
{
    EventsPage *page = makeEvents(connection, tab.address);
    insertPage(index, page, connection);
    page->setResolveLinks(tab.memory.resolvesLinks);
    page->setShowSystem(tab.memory.showsSystem);
    page->setLive(tab.memory.isLive);
    NavigationHistory &history = m_pages[page].history;
    for (const Address &place : tab.memory.behind)
        history.putBehind({connection, place});
    for (const Address &place : tab.memory.ahead)
        history.putAhead({connection, place});
    if (tab.memory.filter.isEmpty())
        return goTo(page, tab.address);
    page->setFilter(tab.memory.filter);
    m_pages[page].asked = tab.address;
    return page;
}

void Workspace::reopenClosed()
{
    while (!m_closed.isEmpty()) {
        const Closed closed = m_closed.takeLast();
        if (!closed.connection)
            continue;
        const int index = qMin(closed.index, m_tabs->count());
        QWidget *page = eventsOf(closed.connection, closed.tab.address.stream);
        if (!closed.connection->hasStood())
            page = insertWaiting(index, closed.connection, closed.tab);
        else if (!page) // not opened again meanwhile
            page = insertKept(index, closed.connection, closed.tab);
        m_tabs->setCurrentWidget(page);
        break;
    }
    Q_EMIT reopenableChanged();
}

QList<KeptTab> Workspace::keptTabs(const Connection *connection) const
{
    QList<KeptTab> kept;
    for (Page *page : pages()) {
        if (connectionOf(page) != connection)
            continue;
        if (const auto waiting = tabOf(page).waiting)
            kept.append(*waiting);
        else if (auto *events = qobject_cast<EventsPage *>(page))
            kept.append(keptTab(events));
    }
    return kept;
}

qsizetype Workspace::frontOf(const Connection *connection) const
{
    qsizetype front = -1;
    qsizetype index = 0;
    quint64 latest = 0;
    for (Page *page : pages()) {
        const bool isKept = qobject_cast<EventsPage *>(page) || tabOf(page).waiting;
        if (!isKept || connectionOf(page) != connection)
            continue;
        const quint64 turn = tabOf(page).lastInFront;
        if (turn >= latest) {
            front = index;
            latest = turn;
        }
        ++index;
    }
    return front;
}

} // namespace ui
