// Moments as texts: how the server writes them, and what it does to a text that looks like one.
// Pure functions: any thread.
#pragma once

#include <QByteArray>

namespace core::sandbox {

/// Ticks of 100 ns since 1970, as "2020-01-01T00:00:00.1234567Z" without zeros at its end.
[[nodiscard]] QByteArray momentOf(qint64 ticks);
/// A text of the form of ISO 8601 loses the zeros at the end of its fraction; others stay.
[[nodiscard]] QByteArray momentWrittenAnew(const QByteArray &text);

} // namespace core::sandbox
