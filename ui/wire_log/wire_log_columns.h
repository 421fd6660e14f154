// What the wire log's table shows of a call.
// Values: GUI thread.
#pragma once

namespace ui {

enum class WireColumn { Time, Connection, Method, Target, Status, Sent, Received, Duration, Node };
inline constexpr int WireColumnCount = 9;

} // namespace ui
