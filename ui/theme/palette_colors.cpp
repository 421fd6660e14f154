#include "ui/theme/palette_colors.h"

#include <cmath>

namespace ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

PaletteColors withTints(PaletteColors colors)
{
    colors.searchHit = tint(colors.paper, colors.warning);
    colors.added = tint(colors.paper, colors.good);
    colors.removed = tint(colors.paper, colors.danger);
    return colors;
}

PaletteColors makeLight()
{
    PaletteColors colors;
    colors.paper = rgb(0xFFFFFF);
    colors.panel = rgb(0xF5F6F8);
    colors.selection = rgb(0xD7EEF1);
    colors.inactiveSelection = rgb(0xE4E7EB);
    colors.hover = rgb(0xECEEF1);
    colors.text = rgb(0x1B1F24);
    colors.dim = rgb(0x5B6470);
    colors.accent = rgb(0x0B6E7A);
    colors.danger = rgb(0xB3261E);
    colors.warning = rgb(0x8A5A00);
    colors.good = rgb(0x1E6B3A);
    colors.blue = rgb(0x1D5FB4);
    colors.violet = rgb(0x7A3FA0);
    colors.placeholder = rgb(0x5F6873);
    colors.disabled = rgb(0x868F9A);
    colors.onFilled = rgb(0xFFFFFF);
    colors.line = rgb(0xDDE1E6);
    colors.controlBorder = rgb(0x7C8590);
    colors.jsonKey = rgb(0x0A4F8F);
    colors.jsonString = rgb(0x1E6B3A);
    colors.jsonNumber = rgb(0x7A3FA0);
    colors.jsonLiteral = rgb(0xA0341A);
    return withTints(colors);
}

PaletteColors makeDark()
{
    PaletteColors colors;
    colors.isDark = true;
    colors.paper = rgb(0x16191D);
    colors.panel = rgb(0x1D2126);
    colors.selection = rgb(0x173A41);
    colors.inactiveSelection = rgb(0x2B3138);
    colors.hover = rgb(0x252A30);
    colors.text = rgb(0xE4E7EB);
    colors.dim = rgb(0x9AA4B0);
    colors.accent = rgb(0x4DB6C4);
    colors.danger = rgb(0xFF8A80);
    colors.warning = rgb(0xF2C14E);
    colors.good = rgb(0x7BD197);
    colors.blue = rgb(0x8AB8FF);
    colors.violet = rgb(0xD0A8F5);
    colors.placeholder = rgb(0x98A2AE);
    colors.disabled = rgb(0x666F7A);
    colors.onFilled = rgb(0x16191D);
    colors.line = rgb(0x31373F);
    colors.controlBorder = rgb(0x6B7480);
    colors.jsonKey = rgb(0x8AB8FF);
    colors.jsonString = rgb(0x7BD197);
    colors.jsonNumber = rgb(0xD7A0F0);
    colors.jsonLiteral = rgb(0xF0A878);
    return withTints(colors);
}

} // namespace

const PaletteColors &lightColors()
{
    static const PaletteColors colors = makeLight();
    return colors;
}

const PaletteColors &darkColors()
{
    static const PaletteColors colors = makeDark();
    return colors;
}

const PaletteColors &colorsOf(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Base).lightness() < 128 ? darkColors()
                                                                             : lightColors();
}

QPalette toPalette(const PaletteColors &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.panel);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.paper);
    palette.setColor(QPalette::AlternateBase, colors.panel);
    palette.setColor(QPalette::ToolTipBase, colors.panel);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.placeholder);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::Button, colors.paper);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.danger);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::Highlight, colors.selection);
    palette.setColor(QPalette::HighlightedText, colors.text);
    palette.setColor(QPalette::Light, colors.paper);
    palette.setColor(QPalette::Midlight, colors.hover);
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Dark, colors.controlBorder);
    palette.setColor(QPalette::Shadow, colors.isDark ? QColor(Qt::black) : colors.controlBorder);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, colors.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.inactiveSelection);
    palette.setColor(QPalette::Disabled, QPalette::Base, colors.panel);
    palette.setColor(QPalette::Disabled, QPalette::Button, colors.panel);
    return palette;
}

QColor toneColor(const PaletteColors &colors, Tone tone)
{
    switch (tone) {
    case Tone::Text:
        return colors.text;
    case Tone::Dim:
        return colors.dim;
    case Tone::Accent:
        return colors.accent;
    case Tone::Danger:
        return colors.danger;
    case Tone::Warning:
        return colors.warning;
    case Tone::Good:
        return colors.good;
    case Tone::Blue:
        return colors.blue;
    case Tone::Violet:
        return colors.violet;
    case Tone::OnFilled:
        return colors.onFilled;
    }
    return colors.text;
}

QColor tint(const QColor &ground, const QColor &role, double strength)
{
    const auto mix = [strength](int a, int b) {
        return static_cast<int>(std::lround(a * (1 - strength) + b * strength));
    };
    return {mix(ground.red(), role.red()),
            mix(ground.green(), role.green()),
            mix(ground.blue(), role.blue())};
}

} // namespace ui
