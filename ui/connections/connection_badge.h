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

/// A dot where it is connected, another picture where it is not; always in the connection's colour,
/// since any other would be another one's.
[[nodiscard]] QIcon connectionIcon(const Connection &connection);

} // namespace ui
