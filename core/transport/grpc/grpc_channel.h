// Opens a gRPC channel to a node as the settings say; the only place that uses grpc::experimental.
// Any thread; the channel may be used from any.
#pragma once

#include "core/base/error.h"
#include "core/model/connection_settings.h"

#include <memory>
#include <variant>

namespace grpc {
class Channel;
} // namespace grpc

namespace core {

/// Nothing is connected yet. The error is a Tls one about a file that cannot be used; it never
/// holds what is in the file.
[[nodiscard]] std::variant<std::shared_ptr<grpc::Channel>, Error>
openChannel(const ConnectionSettings &settings, const NodeAddress &node);

/// Sends gRPC's own log to the category "tributary.grpc" (silent unless a rule turns it on),
/// instead of stderr.
void routeGrpcLog();

} // namespace core
