#include "core/moments/moment_text.h"

#include <QRegularExpression>
#include <QTime>

namespace core {

namespace {

constexpr int Decimals = 7;

std::optional<qint64> secondsOfZone(const QString &zone)
{
    if (zone.isEmpty() || !(zone.startsWith(u'+') || zone.startsWith(u'-')))
        return 0;
    const QString digits = QString(zone).remove(u':').mid(1);
    const int hours = QStringView(digits).left(2).toInt();
    const int minutes = QStringView(digits).mid(2).toInt();
    if (hours > 18 || minutes > 59)
        return std::nullopt;
    const qint64 seconds = qint64{hours} * 3600 + qint64{minutes} * 60;
    return zone.startsWith(u'-') ? -seconds : seconds;
}

qint64 ticksOfDecimals(QString decimals)
{
    decimals.remove(u' ');
    return decimals.left(Decimals).leftJustified(Decimals, u'0').toLongLong();
}

} // namespace

std::optional<EventTime> parseMoment(QStringView text, const QDate &day)
{
    static const QRegularExpression Form(QStringLiteral(
        R"(^(?<date>\d{4}-\d\d-\d\d)?(?:(?:^|[Tt]| +)(?<time>\d\d:\d\d(?::\d\d)?))"
        R"((?:[.,](?<decimals>\d[\d ]*?))? *(?<zone>[Zz]|UTC|[+-]\d\d(?::?\d\d)?)?)?$)"));
    const QRegularExpressionMatch match = Form.match(text.trimmed().toString());
    const QString dateText = match.captured(QStringLiteral("date"));
    const QString timeText = match.captured(QStringLiteral("time"));
    if (!match.hasMatch() || (dateText.isEmpty() && timeText.isEmpty()))
        return std::nullopt;
    const bool hasSeconds = timeText.size() > 5;
    const QString decimals = match.captured(QStringLiteral("decimals"));
    const QDate date = dateText.isEmpty() ? day : QDate::fromString(dateText, Qt::ISODate);
    const QTime time
        = timeText.isEmpty()
              ? QTime(0, 0)
              : QTime::fromString(
                  timeText, hasSeconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
    const auto zone = secondsOfZone(match.captured(QStringLiteral("zone")));
    if (!date.isValid() || !time.isValid() || !zone || (!hasSeconds && !decimals.isEmpty()))
        return std::nullopt;
    const qint64 seconds
        = QDate(1970, 1, 1).daysTo(date) * 86'400 + time.msecsSinceStartOfDay() / 1000 - *zone;
    return EventTime{seconds * EventTime::TicksPerSecond + ticksOfDecimals(decimals)};
}

} // namespace core
