#include "ui/audit/audit_words.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QStringList>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AuditWords)
};

QString number(quint64 value)
{
    return groupedNumber(qint64(value));
}

QString separated(const QStringList &parts)
{
    return parts.join(QStringLiteral(" · "));
}

QString doneText(const core::AuditProgress &progress)
{
    return progress.total
               ? Words::tr("%1 of %2 events").arg(number(progress.done), number(*progress.total))
               : eventsText(qint64(progress.done));
}

QString verdictText(const core::AuditReport &report)
{
    if (report.links == 0)
        return Words::tr("There is no link in it");
    if (report.broken == 0 && report.open > 0)
        return Words::tr("%1 of %2 resolve").arg(number(report.resolved), linksText(report.links));
    if (report.broken == 0)
        return report.links == 1 ? Words::tr("Its one link resolves")
                                 : Words::tr("All %1 links resolve").arg(number(report.links));
    if (report.broken == 1)
        return Words::tr("1 of %1 is broken").arg(linksText(report.links));
    return Words::tr("%1 of %2 are broken").arg(number(report.broken), linksText(report.links));
}

} // namespace

QString linksText(quint64 links)
{
    return links == 1 ? Words::tr("1 link") : Words::tr("%1 links").arg(number(links));
}

QString durationText(std::chrono::milliseconds duration)
{
    const qint64 seconds = duration.count() / 1000;
    if (duration.count() < 100)
        return Words::tr("%1 ms").arg(duration.count());
    if (seconds < 10)
        return Words::tr("%1 s").arg(double(duration.count()) / 1000, 0, 'f', 1);
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return Words::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString auditProgressText(const core::AuditProgress &progress)
{
    if (progress.isPaused)
        return Words::tr("Paused at %1").arg(doneText(progress));
    if (progress.done == 0)
        return Words::tr("Looking for the end of the stream");
    QStringList parts{doneText(progress)};
    if (progress.perSecond >= 1)
        parts << Words::tr("%1 a second").arg(groupedNumber(qRound64(progress.perSecond)));
    if (progress.left)
        parts << Words::tr("%1 left").arg(
            durationText(qMax(*progress.left, std::chrono::seconds(1))));
    return separated(parts);
}

QString auditOutcomeText(const core::AuditReport &report, bool hasFailed)
{
    if (report.events == 0)
        return report.isComplete ? Words::tr("The stream has no events that can be read")
                                 : Words::tr("Stopped before anything was read");
    QStringList parts{verdictText(report)};
    if (report.first && report.last)
        parts << Words::tr("revisions %1 to %2")
                     .arg(number(report.first->value), number(report.last->value));
    if (report.open > 0)
        parts << Words::tr("%1 not judged yet").arg(number(report.open));
    const QString how = report.isComplete ? Words::tr("read in %1")
                        : hasFailed       ? Words::tr("ended early, after %1")
                                          : Words::tr("stopped after %1");
    parts << how.arg(durationText(report.duration));
    return separated(parts);
}

QString auditReasonText(const core::AuditReport &report, core::LinkState reason)
{
    QString words = core::linkStateWords(reason);
    words.replace(0, 1, words.at(0).toUpper());
    const QString text = Words::tr("%1: %2").arg(words, linksText(report.reasons.value(reason)));
    if (reason != core::LinkState::EventTruncated || report.truncations.isEmpty())
        return text;
    QStringList rules;
    for (auto rule = report.truncations.cbegin(); rule != report.truncations.cend(); ++rule)
        rules
            << (rule.key() == core::TruncatedBy::Unknown
                    ? Words::tr("%1 by a rule that is not known").arg(number(*rule))
                    : Words::tr("%1 by %2").arg(number(*rule), core::truncatedByText(rule.key())));
    return text + QStringLiteral(" (%1)").arg(rules.join(QStringLiteral(", ")));
}

} // namespace ui
