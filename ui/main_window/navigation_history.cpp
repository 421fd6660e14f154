#include "ui/main_window/navigation_history.h"

#include "ui/connections/connection.h"

namespace ui {

namespace {

constexpr qsizetype Remembered = 200;

} // namespace

void NavigationHistory::leave(const Place &from)
{
    m_ahead.clear();
    if (!m_behind.isEmpty() && m_behind.constLast() == from)
        return;
    m_behind.append(from);
    if (m_behind.size() > Remembered)
        m_behind.removeFirst();
}

Place NavigationHistory::goBack(const Place &from)
{
    m_ahead.append(from);
    return m_behind.takeLast();
}

Place NavigationHistory::goForward(const Place &from)
{
    m_behind.append(from);
    return m_ahead.takeLast();
}

void NavigationHistory::forget(const Connection *connection)
{
    const auto isOfIt = [connection](const Place &place) { return place.connection == connection; };
    m_behind.removeIf(isOfIt);
    m_ahead.removeIf(isOfIt);
}

} // namespace ui
