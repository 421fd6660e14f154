// Names that somebody may have meant who typed another one.
// Pure functions: any thread.
#pragma once

#include "core/base/ids.h"

#include <QList>
#include <QSet>

namespace ui {

/// Up to `count` known names, the closest first: those that differ in a few letters, whatever their
/// case, and those that the text is a part of. Names of system streams are given only to a text
/// that begins with "$".
[[nodiscard]] QList<core::StreamName>
closeNames(const QString &text, const QSet<core::StreamName> &known, qsizetype count);

} // namespace ui
