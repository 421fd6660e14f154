#include "core/text/hex_text.h"

#include <algorithm>

namespace core {

qsizetype hexRowCount(qsizetype sizeBytes)
{
    return (sizeBytes + HexBytesPerRow - 1) / HexBytesPerRow;
}

HexRow hexRow(QByteArrayView bytes, qsizetype row)
{
    static constexpr char16_t Digits[] = u"0123456789abcdef";
    const qsizetype begin = row * HexBytesPerRow;
    Q_ASSERT(begin >= 0 && begin < bytes.size());
    const QByteArrayView part = bytes.sliced(begin, std::min(HexBytesPerRow, bytes.size() - begin));
    HexRow shown;
    shown.place = QString::number(begin, 16).rightJustified(8, u'0');
    shown.bytes = QString(HexBytesPerRow * 3, u' ');
    shown.text.reserve(part.size());
    for (qsizetype i = 0; i < part.size(); ++i) {
        const auto byte = quint8(part[i]);
        const qsizetype column = i * 3 + (i >= HexBytesPerRow / 2 ? 1 : 0);
        shown.bytes[column] = Digits[byte >> 4];
        shown.bytes[column + 1] = Digits[byte & 0x0f];
        shown.text += byte >= 0x20 && byte < 0x7f ? QChar(char16_t(byte)) : QChar(u'.');
    }
    return shown;
}

} // namespace core
