// The button that says which connection is in front, in its colour, and opens the others.
// GUI thread.
#pragma once

#include "ui/theme/palette_colors.h"

#include <QPushButton>

namespace ui {

class Connection;

class ConnectionBadge final : public QPushButton
{
    Q_OBJECT

public:
    explicit ConnectionBadge(QWidget *parent = nullptr);

    /// Null: none is open.
    void showConnection(const Connection *connection);
};

/// The dot in a connection's colour; red where it is not connected.
[[nodiscard]] Tone dotTone(const Connection &connection);

} // namespace ui
