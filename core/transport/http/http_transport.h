// The transport that speaks the AtomPub HTTP API (protocol.md section 7), all server generations.
// The factory: any thread; what it makes lives on the io thread.
#pragma once

#include "core/transport/transport.h"
#include "core/transport/wire_entry.h"

namespace core {

[[nodiscard]] TransportFactory httpTransportFactory(WireSink log = {});

} // namespace core
