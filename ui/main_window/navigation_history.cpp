#include "ui/main_window/navigation_history.h"

namespace ui {

namespace {

constexpr qsizetype Remembered = 200;

void put(QList<Place> &places, const Place &place)
{
    if (!places.isEmpty() && places.constLast() == place)
        return;
    places.append(place);
    if (places.size() > Remembered)
        places.removeFirst();
}

} // namespace

void NavigationHistory::leave(const Place &from)
{
    m_ahead.clear();
    put(m_behind, from);
}

void NavigationHistory::putBehind(const Place &place)
{
    put(m_behind, place);
}

void NavigationHistory::putAhead(const Place &place)
{
    put(m_ahead, place);
}

void NavigationHistory::forget(const Connection *connection)
{
    const auto isOfIt = [connection](const Place &place) { return place.connection == connection; };
    m_behind.removeIf(isOfIt);
    m_ahead.removeIf(isOfIt);
}

void NavigationHistory::forget(const QWidget *page)
{
    const auto isIt = [page](const Place &place) { return place.page == page; };
    m_behind.removeIf(isIt);
    m_ahead.removeIf(isIt);
}

} // namespace ui
