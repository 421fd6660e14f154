// What a reader gets for an event that may be a link.
// Used on the store's threads.
#pragma once

#include "core/sandbox/store_reader.h"

namespace core::sandbox {

struct LinkResolution {
    bool isLink = false;               ///< one that names a number; others are ordinary events
    std::optional<StoredEvent> target; ///< nothing if it cannot be read
    QByteArray targetStream;
};

[[nodiscard]] LinkResolution resolveLink(StoreReader &reader, const StoredEvent &event);

} // namespace core::sandbox
