#include "ui/widgets/separator.h"

#include "ui/theme/palette_colors.h"

#include <QPainter>

namespace ui {

Separator::Separator(Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Separator::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colorsOf(palette()).line);
}

} // namespace ui
