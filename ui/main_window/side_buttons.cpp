#include "ui/main_window/side_buttons.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QWidget>

namespace ui {

SideButtons::SideButtons(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    // Lists and texts take every button that is pressed in them.
    QCoreApplication::instance()->installEventFilter(this);
}

bool SideButtons::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPress
        = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    auto *widget = isPress ? qobject_cast<QWidget *>(watched) : nullptr;
    if (!widget || widget->window() != m_window)
        return QObject::eventFilter(watched, event);
    const Qt::MouseButton button = static_cast<QMouseEvent *>(event)->button();
    if (button != Qt::BackButton && button != Qt::ForwardButton)
        return QObject::eventFilter(watched, event);
    Q_EMIT pressed(button);
    return true;
}

} // namespace ui
