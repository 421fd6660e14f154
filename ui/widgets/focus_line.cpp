#include "ui/widgets/focus_line.h"

#include "ui/theme/palette_colors.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr int LineHeight = 2;

class FocusLine final : public QWidget
{
    Q_OBJECT

public:
    explicit FocusLine(QAbstractScrollArea *view)
        : QWidget(view)
        , m_view(view)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        view->installEventFilter(this);
        place();
        setVisible(view->hasFocus());
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Resize)
            place();
        else if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
            setShown(event->type() == QEvent::FocusIn);
        return QWidget::eventFilter(watched, event);
    }

    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect(), colorsOf(palette()).accent);
    }

private:
    void place() { setGeometry(0, 0, m_view->width(), LineHeight); }

    void setShown(bool shown)
    {
        setVisible(shown);
        raise();
    }

    QAbstractScrollArea *m_view;
};

} // namespace

void showFocusOf(QAbstractScrollArea *view)
{
    new FocusLine(view);
}

} // namespace ui

#include "focus_line.moc"
