// The transport that speaks gRPC (protocol.md section 3), servers from 20.10 on.
// The factory: any thread; what it makes lives on the io thread.
#pragma once

#include "core/transport/transport.h"
#include "core/transport/wire_entry.h"

namespace core {

[[nodiscard]] TransportFactory grpcTransportFactory(WireSink log = {});

} // namespace core
