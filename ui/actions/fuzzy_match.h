// How well a few typed letters fit a name.
// A pure function: any thread.
#pragma once

#include <QStringView>

#include <optional>

namespace ui {

/// Higher is better; nothing where the letters do not all occur in this order. Letters at the
/// start of words and letters in a row count more; case does not count.
[[nodiscard]] std::optional<int> fuzzyScore(QStringView typed, QStringView name);

} // namespace ui
