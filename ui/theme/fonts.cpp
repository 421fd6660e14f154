#include "ui/theme/fonts.h"

#include <QFontDatabase>

namespace ui {

namespace {

void copySize(const QFont &from, QFont &to, double factor = 1.0)
{
    if (from.pointSizeF() > 0)
        to.setPointSizeF(from.pointSizeF() * factor);
    else
        to.setPixelSize(qMax(1, qRound(from.pixelSize() * factor)));
}

} // namespace

QFont monospaceFont(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    copySize(base, font);
    font.setStyleHint(QFont::Monospace);
    // Each character for itself: "->" is no arrow in a payload. It is faster, too; scripts that
    // need to be shaped still are.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

QFont headingFont(const QFont &base)
{
    QFont font = base;
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont captionFont(const QFont &base)
{
    QFont font = base;
    copySize(base, font, 0.92);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace ui
