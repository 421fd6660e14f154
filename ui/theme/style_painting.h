// The drawings of HouseStyle, a function a shape.
// GUI thread.
#pragma once

#include <QStyleOption>

class QPainter;
class QWidget;

namespace ui::painting {

void button(QPainter *painter, const QStyleOption *option, const QWidget *widget);
void field(QPainter *painter, const QStyleOption *option);
void checkMark(QPainter *painter, const QStyleOption *option);
void radioMark(QPainter *painter, const QStyleOption *option);
void itemGround(QPainter *painter, const QStyleOptionViewItem *option);
void focusRing(QPainter *painter, const QStyleOption *option);
/// `isDocument`: a tab that can be closed, with its bar on top; others have it below.
void tab(QPainter *painter, const QStyleOptionTab *option, bool isDocument);
void header(QPainter *painter, const QStyleOptionHeader *option);
void closeCross(QPainter *painter, const QStyleOption *option);
void toolButtonGround(QPainter *painter, const QStyleOption *option);
void scrollThumb(QPainter *painter, const QStyleOption *option, const QRect &thumb);
void branch(QPainter *painter, const QStyleOption *option);
/// A "v" in the middle of `rect`, turned to point right where `pointsRight`.
void chevron(QPainter *painter, const QStyleOption *option, const QRect &rect, bool pointsRight);

} // namespace ui::painting
