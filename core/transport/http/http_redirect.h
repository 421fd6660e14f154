// Where a 307 leads.
// Pure functions: any thread.
#pragma once

#include "core/model/server_info.h"

#include <QByteArray>

#include <optional>

namespace core {

struct HttpPlace {
    NodeAddress node;
    bool tls = false;
    QByteArray target; ///< path and query, percent-encoded

    friend bool operator==(const HttpPlace &, const HttpPlace &) = default;
};

/// The place that `location` names, seen from the place that was asked; nothing where it is no
/// address of HTTP. Servers write the path unescaped (a space is a space): as far as it is the path
/// that was asked, that goes as it went before, and what else cannot stand in a request is escaped.
[[nodiscard]] std::optional<HttpPlace> redirectTarget(const QByteArray &location,
                                                      const HttpPlace &asked);

/// The same host, in any case, and the same port.
[[nodiscard]] bool isSameNode(const NodeAddress &a, const NodeAddress &b);

} // namespace core
