// A call on the wire as a line for standard error, with --verbose.
// A pure function: any thread.
#pragma once

#include "core/transport/wire_entry.h"

namespace app {

/// {"time":...,"transport":"gRPC","call":...,"target":...,"status":...,"sent":52,"received":1234,
/// "ms":3.412,"node":"127.0.0.1:2113"} and a line break; the keys keep their order. No header and
/// no payload is in it.
[[nodiscard]] QByteArray callLine(const core::WireEntry &entry);

} // namespace app
