#include "ui/events/event_columns.h"

#include "core/links/link_metadata.h"
#include "core/links/link_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {

namespace {

constexpr qint64 TicksPerDay = core::EventTime::TicksPerSecond * 86'400;
constexpr qsizetype LongestLinkText = 512; // what a cell can show of text that is no link

QString tr(const char *text)
{
    return QCoreApplication::translate("EventColumns", text);
}

qint64 ticksOfDay(core::EventTime time)
{
    return time.ticks - dayOf(time) * TicksPerDay;
}

QString linkText(const core::RecordedEvent &link)
{
    if (link.isUnanswered)
        return tr("no answer over HTTP");
    return link.type + u' ' + QString::fromUtf8(link.data.left(LongestLinkText));
}

QString placeText(const core::StreamName &stream, core::Revision revision)
{
    return stream.text() + QStringLiteral(" @ ") + revision.toString();
}

} // namespace

qint64 dayOf(core::EventTime time)
{
    const qint64 days = time.ticks / TicksPerDay;
    return time.ticks < days * TicksPerDay ? days - 1 : days;
}

QString clockText(core::EventTime time)
{
    if (!time.isTold())
        return {};
    const qint64 ticks = ticksOfDay(time);
    const qint64 decimals = ticks % core::EventTime::TicksPerSecond;
    const qint64 seconds = ticks / core::EventTime::TicksPerSecond;
    const auto digits = [](qint64 value, int count) {
        return QStringLiteral("%1").arg(value, count, 10, QLatin1Char('0'));
    };
    return digits(seconds / 3600, 2) + u':' + digits(seconds / 60 % 60, 2) + u':'
           + digits(seconds % 60, 2) + u'.' + digits(decimals / 10'000, 3) + u' '
           + digits(decimals / 10 % 1000, 3) + u' ' + digits(decimals % 10, 1);
}

QString dayText(qint64 daysSinceEpoch)
{
    return QLocale().toString(QDate(1970, 1, 1).addDays(daysSinceEpoch),
                              QStringLiteral("d MMMM yyyy"));
}

QString momentText(core::EventTime time)
{
    if (!time.isTold())
        return tr("time not told by this server");
    return QDate(1970, 1, 1).addDays(dayOf(time)).toString(Qt::ISODate) + u' ' + clockText(time)
           + QStringLiteral(" UTC");
}

QString shortMomentText(core::EventTime time)
{
    if (!time.isTold())
        return momentText(time);
    const QString day
        = QLocale().toString(QDate(1970, 1, 1).addDays(dayOf(time)), QStringLiteral("d MMM yyyy"));
    return day + u' ' + clockText(time).left(5) + QStringLiteral(" UTC");
}

QString sizeText(qsizetype bytes)
{
    constexpr qsizetype Exact = 10'000;
    constexpr double Unit = 1024;
    const auto value = static_cast<double>(bytes);
    if (bytes < Exact)
        return tr("%1 B").arg(QLocale().toString(bytes));
    if (value < Unit * Unit)
        return tr("%1 KiB").arg(QLocale().toString(value / Unit, 'f', 1));
    return tr("%1 MiB").arg(QLocale().toString(value / Unit / Unit, 'f', 1));
}

std::optional<core::LinkTarget> linkTarget(const core::RecordedEvent &event)
{
    return event.isLink() ? core::LinkTarget::parse(event.data) : std::nullopt;
}

std::optional<core::StreamName> deletedHere(const core::ResolvedEvent &event)
{
    const core::RecordedEvent &original = event.original();
    return core::isDeletionMarker(original) ? std::optional(core::deletedStream(original))
                                            : std::nullopt;
}

bool isBrokenLink(const core::ResolvedEvent &event)
{
    if (!event.original().isLink() || deletedHere(event))
        return false;
    return event.isBroken() || (!event.link && !linkTarget(*event.event));
}

QString typeText(const core::ResolvedEvent &event)
{
    if (const auto deleted = deletedHere(event))
        return tr("%1 was deleted here").arg(deleted->text());
    const core::RecordedEvent &shown = event.shown();
    const bool isReference = shown.isLink() || core::isStreamReference(shown);
    return isReference ? linkText(shown) : shown.type;
}

QString streamText(const core::ResolvedEvent &event)
{
    if (event.event && event.link)
        return placeText(event.event->stream, event.event->revision);
    if (const auto target = linkTarget(event.shown()))
        return placeText(target->stream, target->revision);
    return event.original().isLink() ? tr("names no event") : QString();
}

} // namespace ui
