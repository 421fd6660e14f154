// The transport that a connection's settings name.
// The factory: any thread; what it makes lives on the io thread.
#pragma once

#include "core/transport/transport.h"
#include "core/transport/wire_entry.h"

namespace core {

/// gRPC or HTTP, by `ConnectionSettings::transport`. Every call that ends is told to `log`, if
/// there is one.
[[nodiscard]] TransportFactory anyTransportFactory(const WireSink &log = {});

} // namespace core
