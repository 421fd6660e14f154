#include "core/base/event_time.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace core {

namespace {

/// Rounds towards the past, so that times before the epoch keep a positive fraction.
qint64 wholeSeconds(qint64 ticks)
{
    const qint64 seconds = ticks / EventTime::TicksPerSecond;
    return ticks % EventTime::TicksPerSecond < 0 ? seconds - 1 : seconds;
}

} // namespace

EventTime EventTime::now()
{
    using Ticks = std::chrono::duration<qint64, std::ratio<1, TicksPerSecond>>;
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<Ticks>(sinceEpoch).count()};
}

// Not through QDateTime's format: a read prints hundreds of thousands of these.
QString EventTime::toIso() const
{
    using namespace std::chrono;
    if (!isTold())
        return {};
    const qint64 whole = wholeSeconds(ticks);
    const sys_seconds moment{seconds(whole)};
    const sys_days day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss time(moment - day);
    std::array<char, 64> text{};
    std::snprintf(text.data(),
                  text.size(),
                  "%04d-%02u-%02uT%02d:%02d:%02d.%07dZ",
                  int(date.year()),
                  unsigned(date.month()),
                  unsigned(date.day()),
                  int(time.hours().count()),
                  int(time.minutes().count()),
                  int(time.seconds().count()),
                  int(ticks - whole * TicksPerSecond));
    return QString::fromLatin1(text.data());
}

QDateTime EventTime::toDateTime() const
{
    if (!isTold())
        return {};
    const qint64 seconds = wholeSeconds(ticks);
    const qint64 fraction = ticks - seconds * TicksPerSecond;
    return QDateTime::fromMSecsSinceEpoch(seconds * 1000 + fraction / 10'000, Qt::UTC);
}

} // namespace core
