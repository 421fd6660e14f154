#include "ui/widgets/progress_line.h"

#include "ui/theme/palette_colors.h"

#include <QPainter>

namespace ui {

namespace {

constexpr int Thickness = 3;
constexpr int Whole = 1000;

} // namespace

ProgressLine::ProgressLine(QWidget *parent)
    : QProgressBar(parent)
{
    setRange(0, Whole);
    setTextVisible(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressLine::setPart(double part)
{
    setValue(qRound(qBound(0.0, part, 1.0) * Whole));
}

void ProgressLine::setRunning(bool isRunning)
{
    m_isRunning = isRunning;
    update();
}

QSize ProgressLine::sizeHint() const
{
    return {40, Thickness};
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    const PaletteColors &colors = colorsOf(palette());
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors.line);
    if (!m_isRunning)
        return;
    painter.fillRect(rect(), colors.line);
    painter.fillRect(QRect(0, 0, width() * value() / Whole, height()), colors.accent);
}

} // namespace ui
