// What the wire log's table shows of a call, and how its models say it.
// Values: GUI thread.
#pragma once

#include <Qt>

namespace ui {

enum class WireColumn { Time, Connection, Method, Target, Status, Sent, Received, Duration, Node };
inline constexpr int WireColumnCount = 9;

/// A Tone as a number.
inline constexpr int WireToneRole = Qt::UserRole;

} // namespace ui
