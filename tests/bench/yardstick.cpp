#include "tests/bench/yardstick.h"

#include "tests/bench/turn_watch.h"

#include <QPainter>

#include <algorithm>

namespace bench {

namespace {

constexpr QSize Size(1280, 800);
constexpr int LineHeight = 16;
constexpr int Trials = 40;

double medianOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + (std::ptrdiff_t(values.size()) - 1) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

Yardstick::Yardstick(double wantedMilliseconds)
    : m_image(Size, QImage::Format_RGB32)
{
    m_image.fill(Qt::white);
    m_lines = Trials; // enough to be measured
    std::vector<double> trials;
    for (int i = 0; i < Trials; ++i)
        trials.push_back(paint());
    m_lines = std::max(1, int(wantedMilliseconds / medianOf(trials) * m_lines));
}

double Yardstick::paint()
{
    const double before = threadCpuMilliseconds();
    QPainter painter(&m_image);
    const int rows = Size.height() / LineHeight;
    for (int line = 0; line < m_lines; ++line) {
        const QRect row(0, line % rows * LineHeight, Size.width(), LineHeight);
        painter.fillRect(row, Qt::white);
        painter.drawText(
            row,
            Qt::AlignVCenter,
            QStringLiteral("%1 · order-1042 · OrderPlaced · 2026-03-02 14:05:11.123").arg(line));
    }
    painter.end();
    return threadCpuMilliseconds() - before;
}

double Yardstick::measure()
{
    m_taken.push_back(paint());
    return m_taken.back();
}

double Yardstick::usual() const
{
    return medianOf(m_taken);
}

double Yardstick::longest() const
{
    return m_taken.empty() ? 0 : *std::max_element(m_taken.begin(), m_taken.end());
}

int Yardstick::over(double milliseconds) const
{
    return int(std::count_if(m_taken.begin(), m_taken.end(), [milliseconds](double taken) {
        return taken > milliseconds;
    }));
}

} // namespace bench
