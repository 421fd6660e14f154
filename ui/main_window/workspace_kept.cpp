// What is kept of tabs, closed or for the next time: a part of Workspace.
#include "ui/connections/connection.h"
#include "ui/events/events_page.h"
#include "ui/main_window/workspace.h"

#include <QTabWidget>

namespace ui {

namespace {

Address addressOf(const EventsPage &events)
{
    Address address{events.stream()};
    const auto &current = events.currentEvent();
    if (!current || events.isFollowing())
        return address;
    if (address.stream.isAll())
        address.position = current->original().position;
    else
        address.revision = current->original().revision;
    return address;
}

} // namespace

void Workspace::reopenClosed()
{
    while (!m_closed.isEmpty()) {
        const Closed closed = m_closed.takeLast();
        if (closed.connection && closed.connection->client()) {
            Q_EMIT addressRequested(closed.connection, {closed.stream});
            break;
        }
    }
    Q_EMIT reopenableChanged();
}

QList<Address> Workspace::addressesOf(const Connection *connection) const
{
    QList<Address> addresses;
    for (int i = 0; i < m_tabs->count(); ++i) {
        const auto *events = qobject_cast<EventsPage *>(m_tabs->widget(i));
        if (events && connectionOf(m_tabs->widget(i)) == connection)
            addresses.append(addressOf(*events));
    }
    return addresses;
}

qsizetype Workspace::frontOf(const Connection *connection) const
{
    qsizetype front = -1;
    qsizetype index = 0;
    quint64 latest = 0;
    for (int i = 0; i < m_tabs->count(); ++i) {
        QWidget *page = m_tabs->widget(i);
        if (!qobject_cast<EventsPage *>(page) || connectionOf(page) != connection)
            continue;
        const quint64 turn = m_pages.value(page).lastInFront;
        if (turn >= latest) {
            front = index;
            latest = turn;
        }
        ++index;
    }
    return front;
}

} // namespace ui
