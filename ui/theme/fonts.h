// Fonts derived from the system's: monospace for payloads, ids and revisions, headings, captions.
// Pure functions: GUI thread.
#pragma once

#include <QFont>

namespace ui {

/// The system's fixed font at the size of `base`.
[[nodiscard]] QFont monospaceFont(const QFont &base);
/// `base`, heavier: titles and the first line of a message.
[[nodiscard]] QFont headingFont(const QFont &base);
/// `base`, a little smaller: section heads and column heads.
[[nodiscard]] QFont captionFont(const QFont &base);

} // namespace ui
