#include "core/base/event_time.h"

#include <chrono>

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

QString EventTime::toIso() const
{
    const qint64 seconds = wholeSeconds(ticks);
    const qint64 fraction = ticks - seconds * TicksPerSecond;
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    return moment.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")) + u'.'
           + QString::number(fraction).rightJustified(7, u'0') + u'Z';
}

QDateTime EventTime::toDateTime() const
{
    const qint64 seconds = wholeSeconds(ticks);
    const qint64 fraction = ticks - seconds * TicksPerSecond;
    return QDateTime::fromMSecsSinceEpoch(seconds * 1000 + fraction / 10'000, Qt::UTC);
}

} // namespace core
