// Bytes as hexadecimal rows of 16, one at a time, so that a view of any size costs what it shows.
// Pure functions: any thread.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace core {

inline constexpr qsizetype HexBytesPerRow = 16;

/// One row; joined with two spaces it reads as "hexdump -C" prints it.
struct HexRow {
    QString place; ///< of the first byte: eight hexadecimal digits
    QString bytes; ///< "48 65 6c ...", two groups of eight, filled up with spaces
    QString text;  ///< the bytes as ASCII, "." for what cannot be printed

    friend bool operator==(const HexRow &, const HexRow &) = default;
};

[[nodiscard]] qsizetype hexRowCount(qsizetype sizeBytes);

/// The row must exist.
[[nodiscard]] HexRow hexRow(QByteArrayView bytes, qsizetype row);

} // namespace core
