// What stands in front of every write of a client.
// Values; a gate runs on the client's thread.
#pragma once

#include "core/base/error.h"
#include "core/model/projection_requests.h"
#include "core/model/requests.h"

#include <functional>
#include <optional>
#include <variant>

namespace core {

/// What wants to leave and changes something. A change of metadata is an append to the metadata
/// stream.
using WriteIntent = std::variant<AppendRequest, DeleteRequest, ProjectionCommand>;

/// Lets a write through by nothing, refuses it by an error. Only the first answer counts; it may
/// come at once or later, also after the client is gone.
using WriteDecision = std::function<void(const std::optional<Error> &refusal)>;

using WriteGate = std::function<void(const WriteIntent &intent, const WriteDecision &decide)>;

} // namespace core
