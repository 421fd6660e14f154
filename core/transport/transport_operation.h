// What a call was for, as sentences about its failure say it; the same over every transport.
// Values: any thread.
#pragma once

#include <QString>

namespace core {

/// What was asked: it decides what a failure means for the data.
enum class TransportOperation { Read, Append, Delete, Ask };

/// What a certain failure means for the data: a part of a sentence's end, or nothing.
[[nodiscard]] QString consequence(TransportOperation operation);
/// "read", "write to": what somebody may not do.
[[nodiscard]] QString wish(TransportOperation operation);

} // namespace core
