#include "ui/events/long_scroll_bar.h"

#include "ui/theme/measures.h"

#include <QLabel>
#include <QStyleOptionSlider>

#include <limits>

namespace ui {

LongScrollBar::LongScrollBar(QWidget *parent)
    : QScrollBar(Qt::Vertical, parent)
    , m_label(new QLabel(parent))
{
    m_label->setFrameShape(QFrame::StyledPanel);
    m_label->setAutoFillBackground(true);
    m_label->setBackgroundRole(QPalette::ToolTipBase);
    m_label->setForegroundRole(QPalette::ToolTipText);
    m_label->setMargin(measures::Step);
    m_label->hide();
    connect(this, &QScrollBar::valueChanged, this, &LongScrollBar::onValueChanged);
    connect(this, &QScrollBar::sliderReleased, m_label, &QWidget::hide);
}

void LongScrollBar::setView(quint64 first, quint64 last, quint64 top, quint64 shown)
{
    constexpr quint64 MostSteps = std::numeric_limits<int>::max() / 2;
    const quint64 length = last - first + 1;
    m_first = first;
    m_placesPerStep = length / MostSteps + 1;
    m_lastTop = first + (length > shown ? length - shown : 0);
    const auto steps = [this](quint64 places) {
        return static_cast<int>((places + m_placesPerStep - 1) / m_placesPerStep);
    };
    m_isSetting = true;
    setRange(0, steps(m_lastTop - first));
    setPageStep(qMax(1, steps(shown)));
    if (!isSliderDown())
        setValue(steps(qBound(first, top, m_lastTop) - first));
    m_isSetting = false;
}

void LongScrollBar::setThumbText(const QString &text)
{
    m_label->setText(text);
    placeLabel();
}

QString LongScrollBar::thumbText() const
{
    return m_label->text();
}

void LongScrollBar::onValueChanged(int value)
{
    if (m_isSetting)
        return;
    const quint64 place = m_first + static_cast<quint64>(value) * m_placesPerStep;
    Q_EMIT topRequested(qMin(place, m_lastTop));
    if (isSliderDown())
        placeLabel();
}

void LongScrollBar::placeLabel()
{
    if (!isSliderDown() || m_label->text().isEmpty())
        return;
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect thumb
        = style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, this);
    m_label->adjustSize();
    const int y = this->y() + thumb.center().y() - m_label->height() / 2;
    m_label->move(x() - m_label->width() - measures::ControlSpacing, qMax(0, y));
    m_label->raise();
    m_label->show();
}

} // namespace ui
