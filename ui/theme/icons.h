// Pictures of one colour that take the palette's colour when they are painted.
// GUI thread.
#pragma once

#include "ui/theme/palette_colors.h"

#include <QIcon>
#include <QString>

namespace ui {

/// An icon of resources/icons by its file name without ".svg". Crisp at every scale; follows a
/// change between light and dark without being made again.
[[nodiscard]] QIcon icon(const QString &name, Tone tone = Tone::Text);

} // namespace ui
