// Where the person has been, to go back and forward.
// A value of the GUI thread.
#pragma once

#include "ui/main_window/address.h"

#include <QList>
#include <QPointer>

namespace ui {

class Connection;

struct Place {
    QPointer<Connection> connection; ///< null once it has been closed
    Address address;

    friend bool operator==(const Place &, const Place &) = default;
};

class NavigationHistory
{
public:
    /// The person leaves `from` for somewhere new: what lay ahead is forgotten.
    void leave(const Place &from);
    [[nodiscard]] bool canGoBack() const { return !m_behind.isEmpty(); }
    [[nodiscard]] bool canGoForward() const { return !m_ahead.isEmpty(); }
    /// Only where canGoBack(). `from` is where forward leads again.
    [[nodiscard]] Place goBack(const Place &from);
    /// Only where canGoForward().
    [[nodiscard]] Place goForward(const Place &from);
    /// A closed connection cannot be gone back to.
    void forget(const Connection *connection);

private:
    QList<Place> m_behind;
    QList<Place> m_ahead;
};

} // namespace ui
