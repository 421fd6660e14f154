#include "ui/widgets/paint_later.h"

#include "ui/widgets/next_turn.h"

#include <QWidget>

namespace ui {

void paintLater(QWidget *widget)
{
    if (widget->testAttribute(Qt::WA_ForceUpdatesDisabled)) // its own, not that of what it is in
        return;
    widget->setUpdatesEnabled(false);
    inNextTurn(widget, [widget] { widget->setUpdatesEnabled(true); });
}

} // namespace ui
