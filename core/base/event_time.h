// The moment an event was written, as exact as the server keeps it: 100 ns ticks since the Unix
// epoch. A value: any thread.
#pragma once

#include <QDateTime>
#include <QString>

#include <compare>
#include <limits>

namespace core {

struct EventTime {
    qint64 ticks = 0; ///< 100 ns units since 1970-01-01T00:00:00Z

    static constexpr qint64 TicksPerSecond = 10'000'000;

    [[nodiscard]] static EventTime now();
    /// Stands where the wire does not tell the moment.
    [[nodiscard]] static constexpr EventTime notTold()
    {
        return {std::numeric_limits<qint64>::min()};
    }
    [[nodiscard]] constexpr bool isTold() const { return *this != notTold(); }
    /// "2026-03-02T14:05:11.1234567Z": UTC, always seven decimals; empty where it is not told.
    [[nodiscard]] QString toIso() const;
    /// For calendars and clocks; loses what is below a millisecond. Invalid where it is not told.
    [[nodiscard]] QDateTime toDateTime() const;

    friend constexpr auto operator<=>(const EventTime &, const EventTime &) = default;
};

} // namespace core
