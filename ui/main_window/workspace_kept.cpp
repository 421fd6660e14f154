// What is kept of tabs, closed or for the next time: a part of Workspace.
#include "ui/audit/audit_page.h"
#include "ui/causes/cause_page.h"
#include "ui/connections/connection.h"
#include "ui/events/events_page.h"
#include "ui/main_window/workspace.h"
#include "ui/projections/projections_page.h"

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

KeptTab Workspace::keptTab(Page *page) const
{
    const Tab tab = tabOf(page);
    KeptTab kept = tab.kept.value_or(KeptTab());
    if (isWaiting(page, tab.connection))
        return kept;
    kept.memory = {.behind = addressesIn(tab.history.behind(), tab.connection),
                   .ahead = addressesIn(tab.history.ahead(), tab.connection)};
    const auto *events = qobject_cast<EventsPage *>(page);
    if (!events)
        return kept;
    kept.memory.resolvesLinks = events->resolveLinks();
    kept.memory.isLive = events->isLive();
    kept.memory.showsSystem = events->showSystem();
    kept.memory.filter = events->filter();
    if (!events->currentEvent())
        return kept; // nothing could be read so far
    if (events->isFollowing() && (events->isLive() || events->isAtNewest()))
        kept.address = {events->stream()};
    else
        kept.address = placeOf(page).address;
    return kept;
}

Page *Workspace::makePage(Connection *connection, const KeptTab &tab)
{
    switch (tab.kind) {
    case KeptTab::Kind::Audit:
        return makeAudit(connection, tab.address.stream);
    case KeptTab::Kind::Causes:
        return makeCauses(connection, tab.event());
    case KeptTab::Kind::Projections:
        return makeProjections(connection);
    case KeptTab::Kind::Events:
        break;
    }
    return makeEvents(connection, tab.address.stream);
}

Page *Workspace::insertKept(int index, Connection *connection, const KeptTab &tab)
{
    Page *page = makePage(connection, tab);
    insertPage(index, page, connection, tab);
    NavigationHistory &history = m_pages[page].history;
    for (const Address &place : tab.memory.behind)
        history.putBehind({connection, place});
    for (const Address &place : tab.memory.ahead)
        history.putAhead({connection, place});
    if (auto *events = qobject_cast<EventsPage *>(page))
        setUp(events, tab);
    return page;
}

void Workspace::setUp(EventsPage *page, const KeptTab &tab)
{
    page->setResolveLinks(tab.memory.resolvesLinks);
    page->setShowSystem(tab.memory.showsSystem);
    page->setLive(tab.memory.isLive);
    if (tab.memory.filter.isEmpty())
        goTo(page, tab.address);
    else
        page->setFilter(tab.memory.filter);
}

void Workspace::openTab(Connection *connection, const KeptTab &tab)
{
    Page *page = pageOf(connection, tab);
    if (!page)
        page = insertKept(m_tabs->count(), connection, tab);
    m_tabs->setCurrentWidget(page);
}

void Workspace::reopenClosed()
{
    while (!m_closed.isEmpty()) {
        const Closed closed = m_closed.takeLast();
        if (!closed.connection)
            continue;
        const int index = qMin(closed.index, m_tabs->count());
        Page *page = pageOf(closed.connection, closed.tab);
        if (!closed.connection->hasStood())
            page = insertWaiting(index, closed.connection, closed.tab);
        else if (!page) // not opened again meanwhile
            page = insertKept(index, closed.connection, closed.tab);
        m_tabs->setCurrentWidget(page);
        break;
    }
    Q_EMIT reopenableChanged();
}

QList<Page *> Workspace::keptPages(const Connection *connection) const
{
    QList<Page *> kept;
    for (Page *page : pages()) {
        const Tab tab = tabOf(page);
        if (tab.kept && tab.connection == connection)
            kept.append(page);
    }
    return kept;
}

QList<KeptTab> Workspace::keptTabs(const Connection *connection) const
{
    QList<KeptTab> kept;
    for (Page *page : keptPages(connection))
        kept.append(keptTab(page));
    return kept;
}

qsizetype Workspace::frontOf(const Connection *connection) const
{
    const QList<Page *> kept = keptPages(connection);
    qsizetype front = -1;
    quint64 latest = 0;
    for (qsizetype i = 0; i < kept.size(); ++i) {
        const quint64 turn = tabOf(kept.at(i)).lastInFront;
        if (turn >= latest) {
            front = i;
            latest = turn;
        }
    }
    return front;
}

} // namespace ui
