// What a payload gives to the clipboard.
// GUI thread.
#pragma once

#include <QByteArray>

namespace ui {

/// As text where it is text, else as Base64, and beside it the bytes as they are
/// ("application/octet-stream").
void copyBytes(const QByteArray &payload);

} // namespace ui
