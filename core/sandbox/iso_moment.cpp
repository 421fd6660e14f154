#include "core/sandbox/iso_moment.h"

#include "core/base/event_time.h"

#include <QDateTime>
#include <QRegularExpression>

namespace core::sandbox {

namespace {

constexpr qsizetype FractionDigits = 7;

QString wholeSeconds()
{
    return QStringLiteral("yyyy-MM-ddTHH:mm:ss");
}

QByteArray withFraction(const QByteArray &seconds, QByteArray fraction)
{
    while (fraction.endsWith('0'))
        fraction.chop(1);
    return fraction.isEmpty() ? seconds : seconds + '.' + fraction;
}

} // namespace

QByteArray momentOf(qint64 ticks)
{
    const qint64 seconds = ticks / EventTime::TicksPerSecond;
    const qint64 rest = ticks % EventTime::TicksPerSecond;
    const QByteArray text
        = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(wholeSeconds()).toLatin1();
    return withFraction(text, QByteArray::number(rest).rightJustified(FractionDigits, '0')) + 'Z';
}

QByteArray momentWrittenAnew(const QByteArray &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{1,9}))?"
                       "(Z?|[+-]\\d\\d:\\d\\d)$"));
    if (text.size() < 19 || text.size() > 40 || text.at(10) != 'T')
        return text;
    const auto match = form.match(QString::fromUtf8(text));
    if (!match.hasMatch())
        return text;
    QDateTime moment = QDateTime::fromString(match.captured(1), Qt::ISODate);
    if (!moment.isValid())
        return text;
    QByteArray zone = match.captured(3).toLatin1();
    if (zone.size() > 1) {
        // Another zone's time becomes this one's, which is UTC.
        const int minutes = zone.mid(1, 2).toInt() * 60 + zone.mid(4, 2).toInt();
        moment = moment.addSecs(qint64(zone.startsWith('-') ? minutes : -minutes) * 60);
        zone = "+00:00";
    }
    return withFraction(moment.toString(wholeSeconds()).toLatin1(),
                        match.captured(2).left(FractionDigits).toLatin1())
           + zone;
}

} // namespace core::sandbox
