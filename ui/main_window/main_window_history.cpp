// Going to places: forward to somewhere new, back and forward again within the history of a tab.
#include "ui/events/events_page.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/side_buttons.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/workspace.h"

#include <QAction>

namespace ui {

namespace {

/// Going there moves within the tab; a stream's name alone only brings its tab to the front.
bool namesAnEvent(const Place &place)
{
    return place.address.revision || place.address.position || !place.address.moment.isEmpty();
}

} // namespace

void MainWindow::connectHistory()
{
    connect(new SideButtons(this), &SideButtons::pressed, this, [this](Qt::MouseButton button) {
        const char *id = button == Qt::BackButton ? "view.back" : "view.forward";
        m_actions.action(QString::fromLatin1(id))->trigger();
    });
}

void MainWindow::goTo(Connection *connection, const Address &address)
{
    if (!connection || !connection->client())
        return;
    leaveFor({connection, address}, &NavigationHistory::leave);
}

void MainWindow::goBack()
{
    NavigationHistory *history = m_workspace->currentHistory();
    if (history && history->canGoBack())
        leaveFor(history->takeBehind(), &NavigationHistory::putAhead);
}

void MainWindow::goForward()
{
    NavigationHistory *history = m_workspace->currentHistory();
    if (history && history->canGoForward())
        leaveFor(history->takeAhead(), &NavigationHistory::putBehind);
}

/// The place that is left goes into the history of the tab that comes to the front, which may be
/// the same one. Another one's own place is kept there too where it moves.
void MainWindow::leaveFor(const Place &to, void (NavigationHistory::*keep)(const Place &))
{
    QWidget *tab = m_workspace->currentPage();
    const Place from = m_workspace->placeOf(tab);
    QWidget *other = m_workspace->pageAt(to);
    const Place otherPlace = other == tab ? Place{} : m_workspace->placeOf(other);
    showPlace(to);
    NavigationHistory *history = m_workspace->currentHistory();
    if (!history)
        return;
    if (otherPlace.isThere() && namesAnEvent(to) && otherPlace != to)
        history->leave(otherPlace);
    const bool hasMoved = m_workspace->currentPage() != tab || (namesAnEvent(to) && from != to);
    if (from.isThere() && hasMoved)
        (history->*keep)(from);
    refreshActions();
}

/// The way back from the tab that `show` brings to the front leads here.
void MainWindow::leaveBy(const std::function<void()> &show)
{
    QWidget *tab = m_workspace->currentPage();
    const Place from = m_workspace->placeOf(tab);
    show();
    NavigationHistory *history = m_workspace->currentHistory();
    if (history && from.isThere() && m_workspace->currentPage() != tab)
        history->leave(from);
    refreshActions();
}

void MainWindow::showPlace(const Place &place)
{
    if (!place.connection || !place.connection->client())
        return;
    QWidget *page = m_workspace->pageAt(place);
    if (page && (place.page || m_workspace->placeOf(page) == place)) {
        m_workspace->showPage(page); // its filter stays
    } else {
        m_workspace->openStream(place.connection, place.address);
        m_navigator->noteOpened(place.connection, place.address.stream);
    }
    if (EventsPage *events = m_workspace->currentEvents())
        events->retryFailed();
    m_navigator->showCurrent(place.connection, m_workspace->currentStream());
    m_topBar->address()->showAddress(m_workspace->currentStream().text());
    if (m_topBar->address()->hasFocus())
        m_workspace->focusPage();
    refreshActions();
}

} // namespace ui
