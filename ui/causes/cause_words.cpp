#include "ui/causes/cause_words.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace ui {

namespace {

using Source = core::CorrelatedEvents::Source;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CauseWords)
};

/// "2.3 s", "3 min 20 s", "4 h 5 min", "2 d 3 h".
QString spanText(qint64 ticks)
{
    const double seconds = double(ticks) / double(core::EventTime::TicksPerSecond);
    if (seconds < 0.001)
        return Words::tr("%1 µs").arg(qRound64(seconds * 1'000'000));
    if (seconds < 1)
        return Words::tr("%1 ms").arg(qRound64(seconds * 1000));
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds, 0, 'f', 1);
    const qint64 whole = qRound64(seconds);
    if (whole < 3600)
        return Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    if (whole < 86'400)
        return Words::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
    return Words::tr("%1 d %2 h").arg(whole / 86'400).arg(whole % 86'400 / 3600);
}

QString sourceText(const core::CorrelatedEvents &events)
{
    switch (events.source) {
    case Source::EventAlone:
        return Words::tr("without a correlation id");
    case Source::CorrelationStream:
        return events.because.isEmpty() ? Words::tr("from $bc-%1").arg(events.correlationId)
                                        : Words::tr("from $bc-%1 and the log after it, since %2")
                                              .arg(events.correlationId, events.because);
    case Source::Search:
        return Words::tr("found by reading all events, since %1").arg(events.because);
    }
    Q_UNREACHABLE();
}

QString spanOf(const QList<core::CauseNode> &tree)
{
    core::EventTime first = core::EventTime::notTold();
    core::EventTime last = core::EventTime::notTold();
    for (const core::CauseNode &node : tree) {
        const core::EventTime time = node.event.created;
        if (!time.isTold())
            return {};
        first = first.isTold() ? std::min(first, time) : time;
        last = std::max(last, time);
    }
    return tree.size() > 1 ? Words::tr("over %1").arg(spanText(last.ticks - first.ticks))
                           : QString();
}

} // namespace

QString causesText(const core::CorrelatedEvents &events)
{
    const auto roots = std::count_if(events.tree.cbegin(),
                                     events.tree.cend(),
                                     [](const core::CauseNode &node) { return node.parent < 0; });
    QStringList parts{eventsText(events.tree.size())};
    if (roots > 1)
        parts << Words::tr("%1 roots").arg(groupedNumber(roots));
    if (const QString span = spanOf(events.tree); !span.isEmpty())
        parts << span;
    parts << sourceText(events);
    return parts.join(QStringLiteral(" · "));
}

QString searchText(const core::SearchProgress &progress)
{
    QStringList parts{Words::tr("Reading the log, since %1").arg(progress.because),
                      Words::tr("%1 read").arg(groupedNumber(qint64(progress.events))),
                      Words::tr("%1 found").arg(groupedNumber(qint64(progress.found)))};
    if (progress.part > 0)
        parts << Words::tr("%1 %").arg(qRound(progress.part * 100));
    return parts.join(QStringLiteral(" · "));
}

QString causesTrouble(const core::CorrelatedEvents &events, const core::CorrelationNames &names)
{
    QStringList sentences;
    if (events.source == Source::EventAlone)
        sentences << Words::tr("Its metadata has no \"%1\", so nothing tells what it belongs to.")
                         .arg(names.correlation);
    if (!events.doubt.isEmpty())
        sentences << events.doubt;
    if (events.source == Source::CorrelationStream)
        sentences << core::correlationNameNote(names);
    if (events.isCut)
        sentences << Words::tr("There are more than %1 events of this correlation; these are the "
                               "first.")
                         .arg(groupedNumber(core::CauseSearch::MostEvents));
    if (events.gone == 1)
        sentences << Words::tr("One more event of this correlation can no longer be read.");
    else if (events.gone > 1)
        sentences << Words::tr("%1 more events of this correlation can no longer be read.")
                         .arg(groupedNumber(qint64(events.gone)));
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString timeAfterText(core::EventTime cause, core::EventTime effect)
{
    if (!cause.isTold() || !effect.isTold())
        return {};
    const qint64 ticks = effect.ticks - cause.ticks;
    return (ticks < 0 ? QStringLiteral("−") : QStringLiteral("+"))
           + spanText(ticks < 0 ? -ticks : ticks);
}

} // namespace ui
