// The line under the menus: connection, history, address, New Event.
// GUI thread.
#pragma once

#include "ui/theme/palette_colors.h"

#include <QWidget>

class QMenu;

namespace ui {

class ActionRegistry;
class AddressField;
class Connection;
class ConnectionBadge;

class TopBar final : public QWidget
{
    Q_OBJECT

public:
    /// Takes the field in.
    TopBar(const ActionRegistry &registry, AddressField *address);

    /// The menu of the connection button; its owner fills it.
    [[nodiscard]] QMenu *connectionMenu() const { return m_connectionMenu; }
    void showConnection(const Connection *connection);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_strip = Tone::Dim;
    ConnectionBadge *m_badge;
    QMenu *m_connectionMenu;
};

} // namespace ui
