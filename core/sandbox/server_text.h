// Bytes as the server turns them into text and back.
// Pure functions: any thread.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringDecoder>

namespace core::sandbox {

/// What is not UTF-8 becomes the replacement character; a byte order mark stays (seen on 24.10).
[[nodiscard]] inline QString textFrom(const QByteArray &bytes)
{
    using Flag = QStringDecoder::Flag;
    QStringDecoder decoder(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    return decoder(bytes);
}

[[nodiscard]] inline QByteArray asText(const QByteArray &bytes)
{
    return textFrom(bytes).toUtf8();
}

} // namespace core::sandbox
