#include "ui/widgets/paint_later.h"

#include "ui/widgets/next_turn.h"

#include <QWidget>

namespace ui {

void paintLater(QWidget *widget)
{
    const bool waits = widget->testAttribute(Qt::WA_ForceUpdatesDisabled); // not only what it is in
    if (waits || widget->isWindow())
        return;
    widget->setUpdatesEnabled(false);
    inNextTurn(widget, [widget] { widget->setUpdatesEnabled(true); });
}

} // namespace ui
