#include "ui/theme/style_painting.h"

#include "ui/theme/emphasis.h"
#include "ui/theme/measures.h"
#include "ui/theme/palette_colors.h"

#include <QPainter>
#include <QPainterPath>
#include <QWidget>

namespace ui::painting {

namespace {

// Restores the painter on every way out.
class Saved
{
public:
    explicit Saved(QPainter *painter)
        : m_painter(painter)
    {
        m_painter->save();
        m_painter->setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { m_painter->restore(); }
    Saved(const Saved &) = delete;
    Saved &operator=(const Saved &) = delete;

private:
    QPainter *m_painter;
};

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

void roundedBox(QPainter *painter, const QRect &rect, const QColor &fill, const QPen &pen)
{
    const double line = pen.style() == Qt::NoPen ? 0 : pen.widthF();
    const double inset = line / 2;
    const auto draw = [&](double in, double radius) {
        painter->drawRoundedRect(QRectF(rect).adjusted(in, in, -in, -in), radius, radius);
    };
    if (line > 0 && fill.alpha() == 255) {
        // One filled box in another: to stroke an outline costs several times as much.
        painter->setPen(Qt::NoPen);
        painter->setBrush(pen.color());
        draw(0, measures::Radius + inset);
        painter->setBrush(fill);
        draw(line, measures::Radius - inset);
        return;
    }
    painter->setPen(pen);
    painter->setBrush(fill);
    draw(inset, measures::Radius);
}

QPen borderPen(const PaletteColors &colors, const QStyleOption *option)
{
    if (!has(option, QStyle::State_Enabled))
        return {colors.line, 1};
    if (has(option, QStyle::State_HasFocus))
        return {colors.accent, 2};
    return {colors.controlBorder, 1};
}

void filledButton(QPainter *painter,
                  const QStyleOption *option,
                  const QColor &ground,
                  const PaletteColors &colors)
{
    QColor fill = ground;
    if (has(option, QStyle::State_Sunken))
        fill = tint(ground, colors.onFilled, FullTint);
    else if (has(option, QStyle::State_MouseOver))
        fill = tint(ground, colors.onFilled, FaintTint);
    roundedBox(painter, option->rect, fill, Qt::NoPen);
    if (has(option, QStyle::State_HasFocus))
        roundedBox(painter,
                   option->rect.adjusted(2, 2, -2, -2),
                   Qt::transparent,
                   QPen(colors.onFilled, 1));
}

} // namespace

void button(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const Saved saved(painter);
    const PaletteColors &colors = colorsOf(option->palette);
    const Emphasis emphasis = emphasisOf(widget);
    const bool enabled = has(option, QStyle::State_Enabled);
    if (emphasis == Emphasis::Link) {
        if (has(option, QStyle::State_HasFocus))
            roundedBox(painter, option->rect, Qt::transparent, QPen(colors.accent, 2));
        return;
    }
    if (enabled && emphasis != Emphasis::Plain) {
        filledButton(
            painter, option, emphasis == Emphasis::Primary ? colors.accent : colors.danger, colors);
        return;
    }
    QColor fill = enabled ? colors.paper : colors.panel;
    if (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On))
        fill = colors.inactiveSelection;
    else if (enabled && has(option, QStyle::State_MouseOver))
        fill = colors.hover;
    roundedBox(painter, option->rect, fill, borderPen(colors, option));
}

void field(QPainter *painter, const QStyleOption *option)
{
    const Saved saved(painter);
    const PaletteColors &colors = colorsOf(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    roundedBox(
        painter, option->rect, enabled ? colors.paper : colors.panel, borderPen(colors, option));
}

void checkMark(QPainter *painter, const QStyleOption *option)
{
    const Saved saved(painter);
    const PaletteColors &colors = colorsOf(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const bool partly = has(option, QStyle::State_NoChange);
    const QColor mark = enabled ? colors.accent : colors.disabled;
    const QRect box = option->rect;
    if (!on && !partly) {
        roundedBox(painter, box, enabled ? colors.paper : colors.panel, borderPen(colors, option));
        return;
    }
    roundedBox(painter, box, mark, Qt::NoPen);
    painter->setPen(QPen(colors.onFilled, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&box](double x, double y) {
        return QPointF(box.x() + x * box.width(), box.y() + y * box.height());
    };
    if (partly) {
        painter->drawLine(at(0.28, 0.5), at(0.72, 0.5));
    } else {
        const QPointF tick[] = {at(0.25, 0.52), at(0.43, 0.70), at(0.76, 0.32)};
        painter->drawPolyline(tick, 3);
    }
    // A ring outside: the filled box itself does not show the focus.
    if (has(option, QStyle::State_HasFocus))
        roundedBox(painter, box.adjusted(-3, -3, 3, 3), Qt::transparent, QPen(colors.accent, 1.5));
}

void radioMark(QPainter *painter, const QStyleOption *option)
{
    const Saved saved(painter);
    const PaletteColors &colors = colorsOf(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QRectF circle = QRectF(option->rect).adjusted(1, 1, -1, -1);
    const bool on = has(option, QStyle::State_On);
    QPen pen = borderPen(colors, option);
    if (on)
        pen = QPen(enabled ? colors.accent : colors.disabled, 2);
    painter->setPen(pen);
    painter->setBrush(enabled ? colors.paper : colors.panel);
    painter->drawEllipse(circle);
    if (on) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(enabled ? colors.accent : colors.disabled);
        painter->drawEllipse(circle.center(), circle.width() / 4, circle.width() / 4);
    }
}

void itemGround(QPainter *painter, const QStyleOptionViewItem *option)
{
    const PaletteColors &colors = colorsOf(option->palette);
    if (option->backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option->rect, option->backgroundBrush);
    const bool selected = has(option, QStyle::State_Selected);
    if (!selected) {
        if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled))
            painter->fillRect(option->rect, colors.hover);
        return;
    }
    painter->fillRect(option->rect,
                      has(option, QStyle::State_Active) ? colors.selection
                                                        : colors.inactiveSelection);
    const bool first = option->viewItemPosition == QStyleOptionViewItem::Beginning
                       || option->viewItemPosition == QStyleOptionViewItem::OnlyOne;
    if (first) {
        QRect bar = option->rect;
        bar.setLeft(0);
        bar.setWidth(measures::AccentBar);
        painter->fillRect(bar, colors.accent);
    }
}

void focusRing(QPainter *painter, const QStyleOption *option)
{
    const Saved saved(painter);
    const PaletteColors &colors = colorsOf(option->palette);
    roundedBox(painter, option->rect, Qt::transparent, QPen(colors.accent, 1.5));
}

void tab(QPainter *painter, const QStyleOptionTab *option, bool isDocument)
{
    const PaletteColors &colors = colorsOf(option->palette);
    const bool selected = has(option, QStyle::State_Selected);
    const QRect rect = option->rect;
    const QRect bottom(rect.left(), rect.bottom(), rect.width(), 1);
    if (selected && isDocument)
        painter->fillRect(rect, colors.paper);
    else if (!selected && has(option, QStyle::State_MouseOver))
        painter->fillRect(rect, colors.hover);
    if (isDocument)
        painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), colors.line);
    if (!selected || !isDocument)
        painter->fillRect(bottom, colors.line);
    if (!selected)
        return;
    const int top = isDocument ? rect.top() : rect.bottom() - measures::AccentBar + 1;
    painter->fillRect(QRect(rect.left(), top, rect.width(), measures::AccentBar), colors.accent);
    if (has(option, QStyle::State_HasFocus))
        focusRing(painter, option);
}

void header(QPainter *painter, const QStyleOptionHeader *option)
{
    const PaletteColors &colors = colorsOf(option->palette);
    painter->fillRect(option->rect, colors.paper);
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                      colors.line);
}

void closeCross(QPainter *painter, const QStyleOption *option)
{
    const Saved saved(painter);
    const PaletteColors &colors = colorsOf(option->palette);
    if (has(option, QStyle::State_MouseOver))
        roundedBox(painter, option->rect, colors.inactiveSelection, Qt::NoPen);
    painter->setPen(QPen(colors.dim, 1.4, Qt::SolidLine, Qt::RoundCap));
    const QRectF cross = QRectF(option->rect).adjusted(4.5, 4.5, -4.5, -4.5);
    painter->drawLine(cross.topLeft(), cross.bottomRight());
    painter->drawLine(cross.topRight(), cross.bottomLeft());
}

void toolButtonGround(QPainter *painter, const QStyleOption *option)
{
    const Saved saved(painter);
    const PaletteColors &colors = colorsOf(option->palette);
    const bool down = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    const bool hovered = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    if (down || hovered)
        roundedBox(
            painter, option->rect, down ? colors.inactiveSelection : colors.hover, Qt::NoPen);
    if (has(option, QStyle::State_HasFocus))
        roundedBox(painter, option->rect, Qt::transparent, QPen(colors.accent, 2));
}

void scrollThumb(QPainter *painter, const QStyleOption *option, const QRect &thumb)
{
    const Saved saved(painter);
    const PaletteColors &colors = colorsOf(option->palette);
    const bool held = has(option, QStyle::State_Sunken) || has(option, QStyle::State_MouseOver);
    const QRectF shape = QRectF(thumb).adjusted(3, 3, -3, -3);
    const double radius = qMin(shape.width(), shape.height()) / 2;
    painter->setPen(Qt::NoPen);
    painter->setBrush(held ? colors.dim : colors.controlBorder);
    painter->drawRoundedRect(shape, radius, radius);
}

void branch(QPainter *painter, const QStyleOption *option)
{
    if (has(option, QStyle::State_Children))
        chevron(painter, option, option->rect, !has(option, QStyle::State_Open));
}

void chevron(QPainter *painter, const QStyleOption *option, const QRect &rect, bool pointsRight)
{
    const Saved saved(painter);
    const PaletteColors &colors = colorsOf(option->palette);
    painter->setPen(QPen(has(option, QStyle::State_Enabled) ? colors.dim : colors.disabled,
                         1.4,
                         Qt::SolidLine,
                         Qt::RoundCap,
                         Qt::RoundJoin));
    painter->translate(QRectF(rect).center());
    if (pointsRight)
        painter->rotate(-90);
    const QPointF points[] = {{-3, -1.5}, {0, 1.5}, {3, -1.5}};
    painter->drawPolyline(points, 3);
}

} // namespace ui::painting
