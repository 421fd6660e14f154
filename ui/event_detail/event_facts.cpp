#include "ui/event_detail/event_facts.h"

#include "core/model/link_target.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(EventFacts)
};

QString contentTypeText(core::ContentType type)
{
    switch (type) {
    case core::ContentType::Json:
        return QStringLiteral("application/json");
    case core::ContentType::Bytes:
        break;
    }
    return QStringLiteral("application/octet-stream");
}

QList<Fact> recordedFacts(const core::RecordedEvent &event)
{
    const QString unknown = Words::tr("not told by this server");
    return {
        {Words::tr("Stream"), event.stream.text()},
        {Words::tr("Revision"), event.revision.toString()},
        {Words::tr("Position, commit"),
         event.position ? QString::number(event.position->commit) : unknown},
        {Words::tr("Position, prepare"),
         event.position ? QString::number(event.position->prepare) : unknown},
        {Words::tr("Id"), event.id.isNull() ? unknown : event.id.toString()},
        {Words::tr("Type"), event.type},
        {Words::tr("Created"), event.created.isTold() ? event.created.toIso() : unknown},
        {Words::tr("Content type"), contentTypeText(event.contentType)},
        {Words::tr("Data"), bytesText(event.data.size())},
        {Words::tr("Metadata"), bytesText(event.metadata.size())},
    };
}

QString shownBytes(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return Words::tr("none");
    constexpr qsizetype Shown = 4096;
    const QByteArray part = bytes.first(qMin(bytes.size(), Shown));
    QString text
        = part.isValidUtf8() ? QString::fromUtf8(part) : QString::fromLatin1(part.toHex(' '));
    if (part.size() < bytes.size())
        text += u'…';
    return text;
}

} // namespace

QList<FactGroup> systemFacts(const core::ResolvedEvent &resolved)
{
    if (resolved.event && resolved.link)
        return {{Words::tr("The event"), recordedFacts(*resolved.event)},
                {Words::tr("The link that led to it"), recordedFacts(*resolved.link)}};
    return {{QString(), recordedFacts(resolved.original())}};
}

const core::RecordedEvent *linkOf(const core::ResolvedEvent &resolved)
{
    if (resolved.link)
        return &*resolved.link;
    return resolved.event && resolved.event->isLink() ? &*resolved.event : nullptr;
}

QList<FactGroup> linkFacts(const core::ResolvedEvent &resolved)
{
    const core::RecordedEvent *link = linkOf(resolved);
    if (!link)
        return {};
    FactGroup group{Words::tr("The link says"), {}};
    group.facts << Fact{Words::tr("Link"),
                        placeText(link->stream, link->revision),
                        core::LinkTarget{link->stream, link->revision}};
    if (const auto target = core::LinkTarget::parse(link->data))
        group.facts << Fact{
            Words::tr("Target"), placeText(target->stream, target->revision), target};
    group.facts << Fact{Words::tr("Data"), shownBytes(link->data)}
                << Fact{Words::tr("Metadata"), shownBytes(link->metadata)}
                << Fact{Words::tr("Written"), eventTimeText(link->created)};
    return {group};
}

LinkTrouble linkTrouble(const core::ResolvedEvent &resolved)
{
    const core::RecordedEvent *link = linkOf(resolved);
    if (!link || (resolved.link && resolved.event))
        return {};
    const auto target = core::LinkTarget::parse(link->data);
    if (!target)
        return {Words::tr("This link names no event."),
                Words::tr("Its data is not of the form REVISION@STREAM, so it leads nowhere.")};
    const QString place = placeText(target->stream, target->revision);
    if (!resolved.isBroken())
        return {Words::tr("The link was not followed."),
                Words::tr("Links are off here. It points to %1.").arg(place)};
    return {Words::tr("The target could not be read."),
            Words::tr(
                "%1 was not there when the link was followed: it was never written, is truncated, "
                "or its stream was deleted. The link stays.")
                .arg(place)};
}

} // namespace ui
