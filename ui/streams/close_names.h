// Names that somebody may have meant who typed another one, or can read instead of it.
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

/// The `$ce-` streams of the categories that the known streams are in, by name, up to `count`.
[[nodiscard]] QList<core::StreamName> categoryStreams(const QSet<core::StreamName> &known,
                                                      qsizetype count);

} // namespace ui
