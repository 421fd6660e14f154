// Addresses in the HTTP API: what a request calls the server, and escaping of names.
// Pure functions: any thread.
#pragma once

#include "core/sandbox/http_message.h"

#include <optional>

namespace core::sandbox {

/// "http://host:port" with what proxies say of themselves, as links in answers begin.
[[nodiscard]] QByteArray baseUrlOf(const HttpRequest &request, quint16 port);
/// The same without proxies: as redirections to another form of the same address begin.
[[nodiscard]] QByteArray serverUrlOf(const HttpRequest &request, quint16 port);
[[nodiscard]] QByteArray escapedName(const QByteArray &name);
/// A path as the server writes it into redirections: unescaped but for what would change its
/// meaning. Nothing if a header cannot hold that.
[[nodiscard]] std::optional<QByteArray> pathForLocation(const QByteArray &path);
/// The value of a parameter of a query, unescaped; nothing if it is not there.
[[nodiscard]] std::optional<QByteArray> queryValue(const QByteArray &query, const QByteArray &name);

} // namespace core::sandbox
