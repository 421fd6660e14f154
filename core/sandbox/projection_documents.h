// What the server says of its five projections: the same facts over gRPC and HTTP
// (protocol.md section 8.2). Pure functions: any thread.
#pragma once

#include "core/sandbox/http_context.h"

#include <optional>

namespace core::sandbox {

struct SystemProjection {
    const char *name;
    const char *query;
};

/// Those that write when an event arrives, in the order in which a server lists them.
inline constexpr SystemProjection SystemProjections[] = {
    {"$streams", ""},
    {"$by_correlation_id", "{\"correlationIdProperty\":\"$correlationId\"}"},
    {"$by_category", "first\r\n-"},
    {"$by_event_type", ""},
    {"$stream_by_category", "first\r\n-"},
};

[[nodiscard]] const SystemProjection *findProjection(const QByteArray &name);

/// "C:107860400/P:107860400": they are done with an event when its write is acknowledged.
[[nodiscard]] QByteArray projectionPlace(qint64 position);

/// The answer to a request about projections, or to a command, which the sandbox refuses: what its
/// projections write belongs to the write itself.
[[nodiscard]] HttpResponse projectionResponse(const HttpCall &call, quint16 port, qint64 position);

/// Why a command is refused.
inline constexpr const char *AlwaysRuns
    = "The projections of the sandbox are always enabled and cannot be disabled or reset";

} // namespace core::sandbox
