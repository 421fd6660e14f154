// When what is put off shall be done.
// A value: any thread.
#pragma once

#include <chrono>

namespace ui {

/// For a timer whose work shall have a turn of the event loop to itself, behind what is painted
/// now. One of no time at all is delivered together with whatever else waits.
inline constexpr std::chrono::milliseconds NextTurn{1};

} // namespace ui
