// The two buttons at the side of a mouse: back and forward, wherever the pointer is in a window.
// GUI thread.
#pragma once

#include <QObject>

class QWidget;

namespace ui {

class SideButtons final : public QObject
{
    Q_OBJECT

public:
    /// Belongs to the window.
    explicit SideButtons(QWidget *window);

Q_SIGNALS:
    void pressed(Qt::MouseButton button);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_window;
};

} // namespace ui
