// Whether a $metadata event says that its stream is soft-deleted.
// A pure function: any thread.
#pragma once

#include "core/model/recorded_event.h"

namespace core {

/// Its JSON object has "$tb" with the largest revision there is (protocol.md section 5). Bytes that
/// are not flagged as JSON, or are none, say nothing.
[[nodiscard]] bool saysSoftDeleted(const RecordedEvent &metadata);

} // namespace core
