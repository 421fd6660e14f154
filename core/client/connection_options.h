// The options of a connection string: how each is read and written.
// Values and pure functions: any thread.
#pragma once

#include "core/client/connection_string.h"

#include <optional>

namespace core::detail {

/// One key of a connection string.
struct ConnectionOption {
    QString key; ///< as it is documented
    /// Takes a decoded value over; returns why it does not fit, a sentence that repeats nothing of
    /// the value and has no full stop yet, or an empty text.
    QString (*read)(ParsedConnection &into, const QString &key, const QString &value);
    /// The value as a connection string holds it.
    QString (*write)(const ConnectionSettings &from);
};

/// Keys are the same in any case, with or without "_" and "-" (as Node reads them).
[[nodiscard]] QString foldedKey(QStringView key);

/// Null where there is no such option.
[[nodiscard]] const ConnectionOption *findConnectionOption(const QString &foldedKey);

/// "key=value" for each option that is not at its default.
[[nodiscard]] QStringList optionsThatDiffer(const ConnectionSettings &settings);

/// A whole number from `least` up to what 32 bits hold: digits, and "-" in front, only.
[[nodiscard]] std::optional<int> wholeNumber(const QString &text, int least);

} // namespace core::detail
