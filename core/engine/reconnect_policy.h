// How long a lost subscription waits before it tries again.
// A pure function: any thread.
#pragma once

#include <chrono>

namespace core {

struct ReconnectPolicy {
    std::chrono::milliseconds first{100};  ///< before the first attempt
    std::chrono::milliseconds most{10000}; ///< no wait is longer
    int maxAttempts = 10;                  ///< that fail one after the other

    [[nodiscard]] bool givesUpBefore(int attempt) const { return attempt > maxAttempts; }
    /// Doubles with each attempt (the first is 1) up to `most`; `jitter` from 0 to 1 takes up to
    /// half of it away, so that many clients do not come back at the same moment.
    [[nodiscard]] std::chrono::milliseconds delay(int attempt, double jitter) const;
};

} // namespace core
