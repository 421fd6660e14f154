// Tabs that wait for their connection: a part of Workspace.
#include "ui/connections/connecting_page.h"
#include "ui/connections/connection.h"
#include "ui/events/events_page.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/next_turn.h"

#include <QTabWidget>

namespace ui {

void Workspace::openConnecting(Connection *connection, const QList<KeptTab> &tabs, qsizetype front)
{
    for (Page *page : pages()) {
        if (isWaiting(page, connection)) {
            m_tabs->setCurrentWidget(page);
            return;
        }
    }
    const qsizetype count = qMax(qsizetype(1), tabs.size());
    QWidget *inFront = nullptr;
    for (qsizetype i = 0; i < count; ++i) {
        QWidget *page = insertWaiting(m_tabs->count(),
                                      connection,
                                      i < tabs.size() ? std::optional(tabs.at(i)) : std::nullopt);
        if (i == front || !inFront || front < 0)
            inFront = page;
    }
    m_tabs->setCurrentWidget(inFront);
}

/// Without a tab to become it will be `$all`, and shows the connection's name until then.
Page *Workspace::insertWaiting(int index, Connection *connection, const std::optional<KeptTab> &tab)
{
    ConnectingPage::Awaited awaited;
    if (tab)
        awaited = {tab->address.stream.text(), tab->address.toString()};
    auto *page = new ConnectingPage(*connection, awaited, m_tabs);
    connect(page, &ConnectingPage::otherRequested, this, &Workspace::connectRequested);
    connect(page, &ConnectingPage::retryRequested, this, [this, connection] {
        Q_EMIT retryRequested(connection);
    });
    connect(page, &ConnectingPage::editRequested, this, [this, connection] {
        Q_EMIT editRequested(connection);
    });
    insertPage(index, page, connection);
    m_pages[page].waiting = tab;
    showTitle(page);
    return page;
}

void Workspace::wake(Connection *connection)
{
    if (QWidget *next = nextWaiting(connection))
        wakeTab(next, connection);
    else
        openStream(connection, {core::StreamName::all()});
    wakeOthersLater(connection);
}

/// A turn each: a page costs some milliseconds.
void Workspace::wakeOthersLater(Connection *connection)
{
    inNextTurn(this, [this, connection = QPointer(connection)] {
        QWidget *next = connection && connection->client() ? nextWaiting(connection) : nullptr;
        if (!next)
            return;
        wakeTab(next, connection);
        wakeOthersLater(connection);
    });
}

void Workspace::wakeTab(QWidget *waiting, Connection *connection)
{
    const Tab tab = tabOf(waiting);
    m_pages[waiting].waiting.reset(); // it is being replaced
    const KeptTab kept = tab.waiting.value_or(KeptTab{{core::StreamName::all()}});
    EventsPage *page = eventsOf(connection, kept.address.stream);
    const int index = m_tabs->indexOf(waiting);
    if (!page)
        page = insertKept(index, connection, kept);
    else if (m_tabs->indexOf(page) < index) // named twice: the last place holds
        goTo(page, kept.address);
    for (const Place &place : tab.history.behind())
        m_pages[page].history.putBehind(place);
    m_pages[page].lastInFront = qMax(m_pages[page].lastInFront, tab.lastInFront);
    if (waiting == currentPage())
        m_tabs->setCurrentWidget(page);
    removePage(waiting);
}

/// The one that is looked at comes first.
Page *Workspace::nextWaiting(const Connection *connection) const
{
    if (isWaiting(currentPage(), connection))
        return currentPage();
    for (Page *page : pages()) {
        if (isWaiting(page, connection))
            return page;
    }
    return nullptr;
}

bool Workspace::isWaiting(QWidget *page, const Connection *connection) const
{
    return qobject_cast<ConnectingPage *>(page) && connectionOf(page) == connection;
}

} // namespace ui
