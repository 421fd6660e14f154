// A moment as a person types it: "2026-03-02 14:05", with seconds, a date alone, a time alone.
// Pure functions: any thread.
#pragma once

#include "core/base/event_time.h"

#include <QDate>
#include <QStringView>

#include <optional>

namespace core {

/// Takes "2026-03-02", "14:05" (of `day`), both with a space or a "T" between them, seconds with up
/// to seven decimals (in groups, as tables show them), and a zone: "Z", "UTC", "+01:00", "+0100",
/// "+01". Without one it is UTC. A date alone is its first moment. Nothing where the text is none
/// of this, or no date or time of the calendar.
[[nodiscard]] std::optional<EventTime> parseMoment(QStringView text, const QDate &day);

} // namespace core
