// The paths of the HTTP API, percent-encoded so that the server reads the name that is meant.
// Pure functions: any thread.
#pragma once

#include "core/base/ids.h"

#include <QByteArray>
#include <QString>

namespace core {

/// "/streams/<name>". Servers decode a path twice: a name that holds "%2F" as such would be read as
/// one with a slash, so its "%" is encoded twice (seen on 23.10 and 24.10).
[[nodiscard]] QByteArray streamTarget(const StreamName &stream);

/// Why HTTP has no path to a stream of that name, as a sentence; empty where it has.
[[nodiscard]] QString whyNotAddressable(const StreamName &stream);

} // namespace core
