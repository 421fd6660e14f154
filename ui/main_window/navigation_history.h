// Where a tab has been, to go back and forward.
// A value of the GUI thread.
#pragma once

#include "ui/connections/connection.h"
#include "ui/main_window/address.h"

#include <QList>
#include <QPointer>
#include <QWidget>

namespace ui {

struct Place {
    QPointer<Connection> connection = nullptr; ///< null once it has been closed
    Address address = {};
    /// A tab without an address, such as an audit; null for streams, and once it has been closed.
    QPointer<QWidget> page = nullptr;

    /// There is something to go to.
    [[nodiscard]] bool isThere() const { return connection && (page || !address.stream.isEmpty()); }

    friend bool operator==(const Place &, const Place &) = default;
};

/// Belongs to a tab. A place may be in another tab: where the tab was opened from, or where back
/// led from.
class NavigationHistory
{
public:
    /// The person leaves `from` for somewhere new: what lay ahead is forgotten.
    void leave(const Place &from);
    [[nodiscard]] bool canGoBack() const { return !m_behind.isEmpty(); }
    [[nodiscard]] bool canGoForward() const { return !m_ahead.isEmpty(); }
    /// Only where canGoBack().
    [[nodiscard]] Place takeBehind() { return m_behind.takeLast(); }
    /// Only where canGoForward().
    [[nodiscard]] Place takeAhead() { return m_ahead.takeLast(); }
    void putBehind(const Place &place);
    void putAhead(const Place &place);
    /// A closed connection cannot be gone back to.
    void forget(const Connection *connection);
    /// Nor can a closed tab without an address.
    void forget(const QWidget *page);

    /// The nearest one last.
    [[nodiscard]] const QList<Place> &behind() const { return m_behind; }
    [[nodiscard]] const QList<Place> &ahead() const { return m_ahead; }

private:
    QList<Place> m_behind;
    QList<Place> m_ahead;
};

} // namespace ui
