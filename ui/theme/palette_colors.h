// The colours of the window as roles, once for light and once for dark.
// Values and pure functions: any thread.
#pragma once

#include <QColor>
#include <QPalette>

namespace ui {

/// What a colour says; a word or an icon always says it too.
enum class Tone { Text, Dim, Accent, Danger, Warning, Good, Blue, Violet, OnFilled };

/// Every colour that is painted comes from here. Text roles have at least 4.5 : 1 on every ground,
/// borders that mean something 3 : 1. tst_palette_colors has a place for each, and asks for one
/// for a new role.
struct PaletteColors {
    bool isDark = false;

    // grounds
    QColor paper;             ///< where content is read: tables, payloads, fields
    QColor panel;             ///< chrome around it
    QColor selection;         ///< the selected row while its view has the focus
    QColor inactiveSelection; ///< the selected row otherwise
    QColor hover;             ///< under the pointer

    // text
    QColor text;
    QColor dim; ///< headings, units, what is read second
    QColor accent;
    QColor danger;
    QColor warning;
    QColor good;
    QColor blue;        ///< a connection's colour, without a meaning of its own
    QColor violet;      ///< the same
    QColor placeholder; ///< on paper and panel
    QColor disabled;    ///< what cannot be used: 3 : 1 is enough
    QColor onFilled;    ///< on a ground of accent or danger

    // lines
    QColor line;          ///< separates, means nothing
    QColor controlBorder; ///< says "this can be used"

    // JSON on paper and panel
    QColor jsonKey;
    QColor jsonString;
    QColor jsonNumber;
    QColor jsonLiteral;

    // tints: grounds that carry `text` only
    QColor searchHit;
    QColor added;
    QColor removed;

    friend bool operator==(const PaletteColors &, const PaletteColors &) = default;
};

[[nodiscard]] const PaletteColors &lightColors();
[[nodiscard]] const PaletteColors &darkColors();

/// The set that a palette was made from; a widget asks with its own palette() while it paints.
[[nodiscard]] const PaletteColors &colorsOf(const QPalette &palette);
[[nodiscard]] QPalette toPalette(const PaletteColors &colors);

[[nodiscard]] QColor toneColor(const PaletteColors &colors, Tone tone);
/// How strong a tint is at most, as a share of the role that is laid over the ground.
inline constexpr double FullTint = 0.12;
/// Of the status line and of a filled button under the pointer.
inline constexpr double FaintTint = 0.06;

/// A role laid thinly over a ground. A full tint carries `text` only, a faint one every text role;
/// the ground of a filled button carries `onFilled` in both.
[[nodiscard]] QColor tint(const QColor &ground, const QColor &role, double strength = FullTint);

} // namespace ui
