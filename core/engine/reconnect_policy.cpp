#include "core/engine/reconnect_policy.h"

#include <algorithm>
#include <cmath>

namespace core {

std::chrono::milliseconds ReconnectPolicy::delay(int attempt, double jitter) const
{
    std::chrono::milliseconds full = std::min(first, most);
    for (int i = 1; i < attempt && full < most; ++i)
        full = std::min(full * 2, most);
    const double kept = 1.0 - std::clamp(jitter, 0.0, 1.0) / 2.0;
    return std::chrono::milliseconds(std::llround(double(full.count()) * kept));
}

} // namespace core
