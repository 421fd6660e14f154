// A request and its answer as the wire log keeps them, without secrets.
// Pure functions: any thread.
#pragma once

#include "core/transport/http/http_transfer.h"
#include "core/transport/wire_entry.h"

namespace core {

/// What of the request the log keeps; `started` and the duration are the caller's to fill in.
[[nodiscard]] WireEntry toWireEntry(const HttpTransferRequest &request, bool tls);
/// Adds what came of it.
void addEnd(WireEntry &entry, const HttpTransferEnd &end);

} // namespace core
