// Pages of the log of all events as the HTTP API cuts them, with the positions of their neighbours.
// Used on the store's threads.
#pragma once

#include "core/sandbox/log_filter.h"

namespace core::sandbox {

struct LogPage {
    qint64 from = 0; ///< where the page begins; the end of the log if it was asked for by "head"
    qint64 next = 0; ///< where reading goes on in the same direction
    bool isEnd = false;
    std::vector<StoredEvent> events; ///< in the order of reading
};

/// How much of the log one page may look at.
struct LogWindow {
    qint64 count = 0;
    /// Events that may be considered; what the filter leaves out counts too.
    qint64 searched = std::numeric_limits<qint64>::max();
};

[[nodiscard]] LogPage
logPageForwards(StoreReader &reader, LogFilter filter, qint64 from, const LogWindow &window);
/// Events before a position; without one before the end.
[[nodiscard]] LogPage logPageBackwards(StoreReader &reader,
                                       LogFilter filter,
                                       std::optional<qint64> before,
                                       const LogWindow &window);

} // namespace core::sandbox
