// Distances and heights, in device-independent pixels and relative to the system's font.
// Pure functions: GUI thread (font metrics).
#pragma once

#include <QFontMetrics>

namespace ui::measures {

inline constexpr int Step = 4;           ///< inside a control group
inline constexpr int ControlSpacing = 8; ///< between controls
inline constexpr int PaneMargin = 12;    ///< around a pane's content
inline constexpr int GroupSpacing = 16;  ///< between groups of a form
inline constexpr int Radius = 4;         ///< corners of controls
inline constexpr int AccentBar = 2;      ///< the bar of a selected row or tab
inline constexpr int ConnectionStrip = 4;

/// The height of a line that can be clicked: 24 where text is 13 px, growing with the font.
[[nodiscard]] inline int rowHeight(const QFontMetrics &metrics)
{
    const int wanted = metrics.height() + 8;
    return qMax(24, (wanted + 3) / 4 * 4);
}

/// Where as much as possible shall be seen at once: 20 where text is 13 px.
[[nodiscard]] inline int denseRowHeight(const QFontMetrics &metrics)
{
    const int wanted = metrics.height() + 4;
    return qMax(20, (wanted + 3) / 4 * 4);
}

} // namespace ui::measures
