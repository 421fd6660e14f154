#include "ui/links/backlink_facts.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BacklinkFacts)
};

using Outcome = core::FoundPlace::Outcome;

QString stateWords(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Found:
        return Words::tr("linked");
    case Outcome::NotThere:
    case Outcome::BeforeFirst:
    case Outcome::NotSearched:
        return Words::tr("not there");
    case Outcome::AfterLast:
        return Words::tr("not yet");
    case Outcome::NoStream:
        return Words::tr("no stream");
    case Outcome::Denied:
        return Words::tr("not permitted");
    }
    return {};
}

/// Of a projection's stream, where the link is expected.
QString whyWords(const core::FoundPlace &place)
{
    switch (place.outcome) {
    case Outcome::Found:
    case Outcome::NotSearched: // backlinks leave out no search
        break;
    case Outcome::NotThere:
        return place.isScanned ? Words::tr("It was read through: no link leads to this event.")
                               : Words::tr("It has links to events before and after this one.");
    case Outcome::BeforeFirst:
        return Words::tr("Its first link is to a later event.");
    case Outcome::AfterLast:
        return Words::tr("Its last link is to an earlier event.");
    case Outcome::NoStream:
        return Words::tr("It has no events: the projection is off or has written nothing yet, or "
                         "they were deleted.");
    case Outcome::Denied:
        return Words::tr("It may not be read with these credentials.");
    }
    return {};
}

Fact factOf(const core::Backlink &backlink)
{
    const core::FoundPlace &place = backlink.place;
    const bool isLinked = place.outcome == Outcome::Found && place.at;
    Fact fact{.name = stateWords(place.outcome),
              .value = isLinked ? placeText(backlink.stream, *place.at) : backlink.stream.text(),
              .target = FactTarget{backlink.stream, isLinked ? place.at : std::nullopt}};
    if (backlink.isProjected)
        fact.note = whyWords(place);
    if (isLinked)
        fact.nameTone = Tone::Good;
    else if (backlink.isProjected && place.outcome != Outcome::NoStream)
        fact.nameTone = Tone::Warning;
    return fact;
}

} // namespace

FactGroup projectedFacts(const core::LinkTarget &event, const QList<core::Backlink> &backlinks)
{
    FactGroup group{.title
                    = Words::tr("%1 is linked from").arg(placeText(event.stream, event.revision)),
                    .facts = {}};
    for (const core::Backlink &backlink : backlinks) {
        if (backlink.isProjected)
            group.facts << factOf(backlink);
    }
    return group;
}

FactGroup searchedFacts(const QList<core::Backlink> &backlinks)
{
    FactGroup group{.title = Words::tr("Other streams that were searched"), .facts = {}};
    for (const core::Backlink &backlink : backlinks) {
        if (!backlink.isProjected)
            group.facts << factOf(backlink);
    }
    return group;
}

FactGroup linkStreamFacts(const core::StreamName &stream,
                          const QList<core::StreamName> &linkStreams,
                          qsizetype lookedAt)
{
    FactGroup group{.title = Words::tr("Events of %1 are linked into").arg(stream.text()),
                    .facts = {}};
    QList<core::StreamName> byKind = linkStreams;
    std::stable_sort(byKind.begin(), byKind.end(), [](const auto &a, const auto &b) {
        const auto kindOf = [](const core::StreamName &links) {
            return core::ProjectedStream::parse(links).value_or(core::ProjectedStream()).kind;
        };
        return kindOf(a) < kindOf(b);
    });
    for (const core::StreamName &links : std::as_const(byKind)) {
        const auto projected = core::ProjectedStream::parse(links);
        QString name;
        if (projected && projected->kind == core::ProjectedStream::Kind::Category)
            name = Words::tr("by category");
        else if (projected && projected->kind == core::ProjectedStream::Kind::EventType)
            name = Words::tr("by type");
        else if (projected)
            name = Words::tr("by correlation id");
        group.facts << Fact{.name = name, .value = links.text(), .target = FactTarget{links}};
    }
    if (lookedAt > 0)
        group.facts << Fact{
            .name = {},
            .value = {},
            .note = Words::tr("Types and correlation ids are those of its newest %1 events; older "
                              "ones may have others.")
                        .arg(groupedNumber(lookedAt))};
    return group;
}

QString namesText(const QList<core::StreamName> &streams)
{
    if (streams.isEmpty())
        return {};
    const QString first = streams.constFirst().text();
    const auto more = static_cast<int>(streams.size()) - 1;
    return more == 0 ? first : Words::tr("%1 and %n more", "", more).arg(first);
}

} // namespace ui
