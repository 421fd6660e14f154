#include "ui/main_window/travel.h"

#include "ui/connections/connection.h"
#include "ui/events/events_page.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/workspace.h"

namespace ui {

namespace {

/// Going there moves within the tab; a stream's name alone only brings its tab to the front.
bool namesAnEvent(const Place &place)
{
    return place.address.revision || place.address.position || !place.address.moment.isEmpty();
}

} // namespace

Travel::Travel(Workspace &workspace, Navigator &navigator, AddressField &address, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_navigator(navigator)
    , m_address(address)
{}

void Travel::goTo(Connection *connection, const Address &address)
{
    if (!connection || !connection->client())
        return;
    leaveFor({connection, address}, &NavigationHistory::leave);
}

void Travel::enter(Connection *connection, const Address &address)
{
    goTo(connection, address);
    m_workspace.focusPage();
}

void Travel::goBack()
{
    NavigationHistory *history = m_workspace.currentHistory();
    if (history && history->canGoBack())
        leaveFor(history->takeBehind(), &NavigationHistory::putAhead);
}

void Travel::goForward()
{
    NavigationHistory *history = m_workspace.currentHistory();
    if (history && history->canGoForward())
        leaveFor(history->takeAhead(), &NavigationHistory::putBehind);
}

void Travel::goToDraft(Connection *connection,
                       const core::StreamName &stream,
                       const std::optional<core::RecordedEvent> &model)
{
    if (!connection || !connection->client() || stream.isEmpty())
        return;
    leaveBy([&] {
        // So that the new row can be seen there.
        if (!m_workspace.eventsOf(connection, stream))
            m_workspace.openStream(connection, {stream});
        m_workspace.openDraft(connection, stream, model);
    });
    m_workspace.focusPage();
}

/// The place that is left goes into the history of the tab that comes to the front, which may be
/// the same one. Another one's own place is kept there too where it moves.
void Travel::leaveFor(const Place &to, void (NavigationHistory::*keep)(const Place &))
{
    QWidget *tab = m_workspace.currentPage();
    const Place from = m_workspace.placeOf(tab);
    QWidget *other = m_workspace.pageAt(to);
    const Place otherPlace = other == tab ? Place{} : m_workspace.placeOf(other);
    show(to);
    NavigationHistory *history = m_workspace.currentHistory();
    if (history && otherPlace.isThere() && namesAnEvent(to) && otherPlace != to)
        history->leave(otherPlace);
    const bool hasMoved = m_workspace.currentPage() != tab || (namesAnEvent(to) && from != to);
    if (history && from.isThere() && hasMoved)
        (history->*keep)(from);
    Q_EMIT moved();
}

void Travel::leaveBy(const std::function<void()> &show)
{
    QWidget *tab = m_workspace.currentPage();
    const Place from = m_workspace.placeOf(tab);
    show();
    NavigationHistory *history = m_workspace.currentHistory();
    if (history && from.isThere() && m_workspace.currentPage() != tab)
        history->leave(from);
    Q_EMIT moved();
}

void Travel::show(const Place &place)
{
    if (!place.connection || !place.connection->client())
        return;
    QWidget *page = m_workspace.pageAt(place);
    if (page && (place.page || m_workspace.placeOf(page) == place)) {
        m_workspace.showPage(page); // its filter stays
    } else {
        m_workspace.openStream(place.connection, place.address);
        m_navigator.noteOpened(place.connection, place.address.stream);
    }
    if (EventsPage *events = m_workspace.currentEvents())
        events->retryFailed();
    m_navigator.showCurrent(place.connection, m_workspace.currentStream());
    m_address.showAddress(m_workspace.currentStream().text());
    if (m_address.hasFocus())
        m_workspace.focusPage();
}

std::function<void()> Travel::wayTo(Connection *connection, const Address &address)
{
    return [this, where = QPointer<Connection>(connection), address] {
        if (where)
            enter(where, address);
    };
}

std::function<void()> Travel::wayTo(QWidget *page)
{
    return [this, where = QPointer<QWidget>(page)] {
        leaveBy([&] { m_workspace.showPage(where); });
        m_workspace.focusPage();
    };
}

} // namespace ui
