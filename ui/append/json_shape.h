// The skeleton of a payload: its keys, without what stood in them.
// Pure function: any thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace ui {

/// The same objects and keys in their order, laid out in lines: texts empty, numbers 0, truths
/// false, of each array the first element. Nothing where the source is not JSON.
[[nodiscard]] std::optional<QByteArray> jsonShape(QByteArrayView source);

} // namespace ui
