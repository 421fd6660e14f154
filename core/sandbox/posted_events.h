// The events in a posted body: one whose id and type stand in headers, or several that say theirs
// themselves and are written anew on the way (protocol.md section 7.2).
// Pure functions: any thread.
#pragma once

#include "core/sandbox/media_types.h"
#include "core/sandbox/stored_event.h"

#include <variant>

namespace core::sandbox {

/// The events, or what is said of a body that holds none.
using PostedEvents = std::variant<std::vector<ProposedEvent>, QByteArray>;

[[nodiscard]] PostedEvents postedEvents(const QByteArray &body,
                                        const MediaType &type,
                                        const EventId &id,
                                        const QByteArray &eventType);

} // namespace core::sandbox
