// Calls as commands for a shell, to be done again by hand.
// Pure functions: any thread.
#pragma once

#include "core/base/result.h"
#include "core/transport/wire_entry.h"

namespace core {

/// For sh and its kin; secrets are placeholders in capitals (USER:PASSWORD, TOKEN). Unsupported for
/// a call over gRPC, TooLarge where the log kept only a part of the request.
[[nodiscard]] Result<QString> asCurl(const WireEntry &entry);

/// The same for a call over gRPC. The description of the service goes along, since the servers do
/// not tell theirs (gRPC's reflection).
[[nodiscard]] Result<QString> asGrpcurl(const WireEntry &entry);

/// One word for sh that means exactly these bytes. No word can hold a NUL, or end with a line
/// break unless it is printable otherwise.
[[nodiscard]] QString shellWord(const QByteArray &bytes);

} // namespace core
