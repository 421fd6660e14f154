// Tells from the first bytes of a connection what it will speak, as the real server does.
// Pure functions: any thread.
#pragma once

#include <QByteArrayView>

namespace core::sandbox {

enum class Protocol {
    Unclear, ///< more bytes are needed
    Http1,
    Http2,
    Refused, ///< nothing that is served here
};

/// Without TLS: the preface of HTTP/2, or anything else.
[[nodiscard]] Protocol sniffPlain(QByteArrayView bytes);
/// With TLS: a client that offers h2 and not http/1.1 gets HTTP/2, all others HTTP/1.1.
[[nodiscard]] Protocol sniffTls(QByteArrayView bytes);
/// More bytes than these are never needed: one whole TLS record.
inline constexpr qsizetype MaxSniffedBytes = 16'384 + 5;

} // namespace core::sandbox
