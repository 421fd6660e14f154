// Why a connection could not be made, read from the library's text, as a sentence for people.
// Pure functions: any thread.
#pragma once

#include "core/model/server_info.h"

#include <QString>

#include <optional>

namespace core {

struct ConnectFailure {
    QString message;
    bool isTls = false; ///< the secure connection is the trouble, not the network
};

/// Nothing where the text does not speak of making a connection.
[[nodiscard]] std::optional<ConnectFailure>
connectFailure(const QString &text, const NodeAddress &node, bool tls);

} // namespace core
