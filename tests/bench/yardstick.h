// The same painting again and again: what it takes tells the window's turns from the machine's.
// For benchmarks: GUI thread.
#pragma once

#include <QImage>

#include <vector>

namespace bench {

/// A machine that is shared takes longer for the same at times: other guests use its caches, and
/// what they take of a core is counted as ours. How often that doubles a turn is seen by work that
/// is always the same, done between the turns that are judged.
class Yardstick
{
public:
    /// Finds out how much painting usually takes `wantedMilliseconds` of CPU here and now.
    explicit Yardstick(double wantedMilliseconds);

    /// Paints, and returns the milliseconds of CPU that it took; kept.
    double measure();

    [[nodiscard]] qsizetype count() const { return qsizetype(m_taken.size()); }
    /// The median.
    [[nodiscard]] double usual() const;
    [[nodiscard]] double longest() const;
    [[nodiscard]] int over(double milliseconds) const;

private:
    double paint();

    QImage m_image;
    int m_lines = 1;
    std::vector<double> m_taken;
};

} // namespace bench
