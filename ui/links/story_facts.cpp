#include "ui/links/story_facts.h"

#include "core/links/link_text.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace ui {

namespace {

using core::LinkState;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StoryFacts)
};

/// As much of a payload as is worth reading beside its link.
QString shownBytes(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return Words::tr("none");
    constexpr qsizetype Shown = 2048;
    const QByteArrayView part = QByteArrayView(bytes).first(qMin(bytes.size(), Shown));
    QString text = bytes.isValidUtf8() ? QString::fromUtf8(part)
                                       : QString::fromLatin1(part.toByteArray().toHex(' '));
    if (part.size() < bytes.size())
        text += u'…';
    return text;
}

FactTarget targetOf(const core::LinkHop &hop)
{
    return {hop.stream, hop.revision};
}

QString stateWords(const core::LinkHop &hop)
{
    if (hop.truncatedBy == core::TruncatedBy::Nothing
        || hop.truncatedBy == core::TruncatedBy::Unknown)
        return core::linkStateWords(hop.state);
    return Words::tr("%1 by %2")
        .arg(core::linkStateWords(hop.state), core::truncatedByText(hop.truncatedBy));
}

Tone toneOf(LinkState state)
{
    if (core::isBrokenEnd(state))
        return Tone::Warning;
    return state == LinkState::Found ? Tone::Good : Tone::Dim;
}

QString brokenTitle(const core::LinkStory &story)
{
    const core::LinkHop &last = story.hops.constLast();
    const QString stream = last.stream.text();
    const QString place = placeText(last.stream, last.revision);
    switch (last.state) {
    case LinkState::StreamMissing:
        return Words::tr("The target's stream %1 is not there.").arg(stream);
    case LinkState::EventMissing:
        return Words::tr("The target %1 is not there.").arg(place);
    case LinkState::EventTruncated:
        return Words::tr("The target %1 was truncated.").arg(place);
    case LinkState::StreamDeleted:
        return Words::tr("The target is in a soft-deleted stream.");
    case LinkState::StreamTombstoned:
        return Words::tr("The target is in a stream that was deleted for good.");
    case LinkState::Denied:
        return Words::tr("The target %1 may not be read.").arg(place);
    case LinkState::Malformed:
        return story.hops.size() == 1 ? Words::tr("This link names no event.")
                                      : Words::tr("The chain ends at a link that names no event.");
    case LinkState::Cycle:
        return Words::tr("The links go round in a circle.");
    case LinkState::Link:
    case LinkState::Found:
    case LinkState::StreamReference:
        break;
    }
    return {};
}

void addTarget(FactGroup &group, const core::RecordedEvent &link)
{
    const core::LinkText text = core::LinkText::of(link);
    switch (text.form) {
    case core::LinkText::Form::Event:
        group.facts << Fact{.name = Words::tr("Target"),
                            .value = placeText(text.stream, text.revision),
                            .target = FactTarget{text.stream, text.revision}};
        break;
    case core::LinkText::Form::Reference:
        group.facts << Fact{.name = Words::tr("Stream"),
                            .value = text.stream.text(),
                            .target = FactTarget{text.stream}};
        break;
    case core::LinkText::Form::Malformed:
        group.facts << Fact{
            .name = Words::tr("Target"), .value = Words::tr("none"), .note = text.problem};
        break;
    }
}

void addMetadata(FactGroup &group, const core::RecordedEvent &link)
{
    if (link.metadata.isEmpty()) {
        group.facts << Fact{.name = Words::tr("Metadata"), .value = Words::tr("none")};
        return;
    }
    const core::LinkMetadata metadata = core::LinkMetadata::parse(link.metadata);
    if (metadata.problem) {
        group.facts << Fact{.name = Words::tr("Metadata"),
                            .value = shownBytes(link.metadata),
                            .note = Words::tr("Not a JSON object: %1").arg(metadata.problem->text)};
        return;
    }
    for (const core::LinkFact &fact : metadata.facts) {
        const bool isStream = fact.key == QStringLiteral("$o") && metadata.original;
        group.facts << Fact{.name = fact.key,
                            .value = isStream ? metadata.original->text() : shownBytes(fact.value),
                            .target = isStream ? std::optional(FactTarget{*metadata.original})
                                               : std::nullopt,
                            .note = fact.words};
    }
}

} // namespace

StoryVerdict verdictOf(const core::LinkStory &story)
{
    if (const auto deleted = story.deletedStream())
        return {Tone::Accent, Words::tr("%1 was deleted here.").arg(deleted->text()), story.why};
    const auto links = static_cast<int>(story.hops.size()) - 1;
    switch (story.end()) {
    case LinkState::Found:
        return {Tone::Good,
                links <= 1 ? Words::tr("The link leads to its event.")
                           : Words::tr("The chain is whole: %n links lead to an event.", "", links),
                story.why};
    case LinkState::StreamReference:
        return {Tone::Accent, Words::tr("This refers to a whole stream."), story.why};
    default:
        return {Tone::Warning, brokenTitle(story), story.why};
    }
}

const core::RecordedEvent *followedLink(const core::ResolvedEvent &resolved)
{
    const core::RecordedEvent &original = resolved.original();
    return original.isLink() || core::isStreamReference(original) ? &original : nullptr;
}

FactGroup linkFacts(const core::RecordedEvent &link)
{
    FactGroup group{.title = Words::tr("The link says"), .facts = {}};
    group.facts << Fact{.name = Words::tr("Link"),
                        .value = placeText(link.stream, link.revision),
                        .target = FactTarget{link.stream, link.revision}};
    if (link.isUnanswered) {
        group.facts << Fact{.name = Words::tr("Data"), .value = Words::tr("not told over HTTP")};
        addTarget(group, link);
        return group;
    }
    group.facts << Fact{.name = Words::tr("Data"),
                        .value = shownBytes(link.data),
                        .note = link.dataExact
                                    ? QString()
                                    : Words::tr("As the server tells it over HTTP; not known to be "
                                                "the bytes as stored.")};
    addTarget(group, link);
    if (link.created.isTold())
        group.facts << Fact{.name = Words::tr("Written"), .value = eventTimeText(link.created)};
    addMetadata(group, link);
    return group;
}

FactGroup chainFacts(const core::LinkStory &story)
{
    FactGroup group{.title = Words::tr("The chain"), .facts = {}};
    for (const core::LinkHop &hop : story.hops)
        group.facts << Fact{.name = stateWords(hop),
                            .value = placeText(hop.stream, hop.revision),
                            .target = targetOf(hop),
                            .nameTone = toneOf(hop.state)};
    return group;
}

FactGroup targetFacts(const core::LinkStory &story)
{
    FactGroup group{.title = Words::tr("The target"), .facts = {}};
    const core::LinkHop &last = story.hops.constLast();
    group.facts << Fact{.name = Words::tr("Event"),
                        .value = placeText(last.stream, last.revision),
                        .target = targetOf(last)};
    group.facts << Fact{.name = Words::tr("State"), .value = stateWords(last)};
    if (last.state != LinkState::Found || !last.event)
        return group;
    const core::RecordedEvent &event = *last.event;
    group.facts << Fact{.name = Words::tr("Type"), .value = event.type};
    if (event.created.isTold())
        group.facts << Fact{.name = Words::tr("Written"), .value = eventTimeText(event.created)};
    if (!event.id.isNull())
        group.facts << Fact{.name = Words::tr("Id"), .value = event.id.toString()};
    if (event.dataExact)
        group.facts << Fact{.name = Words::tr("Data"), .value = shownBytes(event.data)};
    return group;
}

FactGroup askedFacts(const QStringList &asked)
{
    FactGroup group{.title = Words::tr("What was asked of the server"), .facts = {}};
    for (qsizetype i = 0; i < asked.size(); ++i)
        group.facts << Fact{.name = QString::number(i + 1), .value = {}, .note = asked.at(i)};
    return group;
}

} // namespace ui
