// The two names of the server's own headers and media types: ES-* and Kurrent-*.
// Values and pure functions: any thread.
#pragma once

#include "core/transport/http/http_message.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace core {

/// Servers before 25.0 ignore Kurrent-* headers without a word, and refuse its media types; newer
/// ones take both (protocol.md sections 7.2 and 7.3).
enum class HttpFamily {
    Unknown, ///< both headers are sent, and the media types that every server knows
    EventStore,
    Kurrent,
};

/// By the version that /info tells: "24.10.4-prerelease".
[[nodiscard]] HttpFamily familyOfVersion(const QString &version);

/// The options as headers: {"LongPoll", "20"} becomes ES-LongPoll, Kurrent-LongPoll or both.
[[nodiscard]] QList<HttpHeader> optionHeaders(const QList<HttpHeader> &options, HttpFamily family);

/// "atom+json" becomes "application/vnd.eventstore.atom+json" or ".kurrent.".
[[nodiscard]] QByteArray mediaType(const QByteArray &kind, HttpFamily family);

} // namespace core
