// How much memory this process holds.
// Any thread.
#pragma once

#include <QtGlobal>

namespace bench {

/// Resident now, in bytes.
[[nodiscard]] qint64 residentBytes();
/// The most that was resident since forgetPeak(), in bytes.
[[nodiscard]] qint64 peakResidentBytes();
void forgetPeak();

} // namespace bench
