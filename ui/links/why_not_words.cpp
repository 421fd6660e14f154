#include "ui/links/why_not_words.h"

#include "ui/links/story_facts.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WhyNotWords)
};

using Verdict = core::WhyNotAnswer::Verdict;

Tone toneOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::IsThere:
        return Tone::Good;
    case Verdict::NotProjected:
    case Verdict::NotKnown:
        return Tone::Accent;
    case Verdict::ProjectionFaulted:
        return Tone::Danger;
    case Verdict::ProjectionMissing:
    case Verdict::ProjectionStopped:
    case Verdict::ProjectionBehind:
    case Verdict::CutOff:
    case Verdict::NotThere:
    case Verdict::EventMissing:
    case Verdict::Denied:
        break;
    }
    return Tone::Warning;
}

QString titleOf(const core::WhyNotAnswer &answer, const QString &event, const QString &links)
{
    switch (answer.verdict) {
    case Verdict::IsThere:
        return Words::tr("%1 is in %2.").arg(event, links);
    case Verdict::NotProjected:
        return Words::tr("%1 does not belong into %2.").arg(event, links);
    case Verdict::ProjectionMissing:
        return Words::tr("The projection that writes %1 is not there.").arg(links);
    case Verdict::ProjectionStopped:
        return Words::tr("The projection that writes %1 is stopped.").arg(links);
    case Verdict::ProjectionFaulted:
        return Words::tr("The projection that writes %1 is faulted.").arg(links);
    case Verdict::ProjectionBehind:
        return Words::tr("The projection that writes %1 has not come to it yet.").arg(links);
    case Verdict::CutOff:
        return Words::tr("The link has been truncated from %1.").arg(links);
    case Verdict::NotThere:
        return Words::tr("No link in %1 leads to %2.").arg(links, event);
    case Verdict::EventMissing:
        return Words::tr("There is no event %1.").arg(event);
    case Verdict::Denied:
        return Words::tr("That may not be read with these credentials.");
    case Verdict::NotKnown:
        break;
    }
    return Words::tr("It cannot be told.");
}

} // namespace

WhyNotWords wordsOf(const core::WhyNotAnswer &answer,
                    const core::LinkTarget &event,
                    const core::StreamName &links)
{
    return {toneOf(answer.verdict),
            titleOf(answer, placeText(event.stream, event.revision), links.text())};
}

QList<FactGroup> whyNotFacts(const core::WhyNotAnswer &answer)
{
    QList<FactGroup> groups;
    if (answer.projection) {
        const core::ProjectionStatus &status = *answer.projection;
        FactGroup group{.title = Words::tr("The projection"), .facts = {}};
        group.facts << Fact{.name = Words::tr("Name"), .value = status.name}
                    << Fact{.name = Words::tr("Status"),
                            .value = status.status,
                            .note = status.reason};
        if (status.position)
            group.facts << Fact{.name = Words::tr("Position"),
                                .value = status.position->toString()};
        groups << group;
    }
    groups << askedFacts(answer.asked);
    return groups;
}

} // namespace ui
