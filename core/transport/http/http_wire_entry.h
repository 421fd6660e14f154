// A request and its answer as the wire log keeps them, without secrets.
// Pure functions: any thread.
#pragma once

#include "core/transport/http/http_transfer.h"
#include "core/transport/wire_entry.h"

namespace core {

/// A request that has just been sent.
[[nodiscard]] WireEntry toWireEntry(const HttpTransferRequest &request,
                                    const ConnectionSettings &settings);
/// Adds what came of it; how long that took is the caller's to fill in.
void addEnd(WireEntry &entry, const HttpTransferEnd &end);

} // namespace core
