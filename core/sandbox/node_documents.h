// What the node says of itself over HTTP: /info, /ping, /gossip (protocol.md sections 2.2, 8.6).
// Pure functions: any thread.
#pragma once

#include "core/sandbox/http_context.h"
#include "core/sandbox/json_value.h"

namespace core::sandbox {

/// JSON, whatever the type says.
[[nodiscard]] HttpResponse infoResponse(const HttpContext &context, const MediaType &type);
[[nodiscard]] HttpResponse pingResponse(const MediaType &type);
/// The one member of the cluster; positions as the store has them.
[[nodiscard]] HttpResponse gossipResponse(const HttpContext &context, StoreReader &reader);
/// In which forms a stream can be had.
[[nodiscard]] QByteArray descriptionOf(const QByteArray &stream, const Profile &profile);

} // namespace core::sandbox
