#include "ui/widgets/paint_later.h"

#include "ui/widgets/next_turn.h"

#include <QTimer>
#include <QWidget>

namespace ui {

namespace {

void count(QWidget *widget, int turns)
{
    QTimer::singleShot(NextTurn, widget, [widget, turns] {
        if (turns > 1)
            count(widget, turns - 1);
        else
            widget->setUpdatesEnabled(true);
    });
}

} // namespace

void paintLater(QWidget *widget, int turns)
{
    if (!widget->updatesEnabled())
        return;
    widget->setUpdatesEnabled(false);
    count(widget, turns);
}

} // namespace ui
