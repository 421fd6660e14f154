#include "ui/event_detail/event_facts.h"

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
    const auto told = [&](const QString &text) { return event.isUnanswered ? unknown : text; };
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
        {Words::tr("Content type"), told(contentTypeText(event.contentType))},
        {Words::tr("Data"), told(bytesText(event.data.size()))},
        {Words::tr("Metadata"), told(bytesText(event.metadata.size()))},
    };
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

} // namespace ui
