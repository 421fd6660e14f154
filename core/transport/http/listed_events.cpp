#include "core/transport/http/listed_events.h"

#include <utility>

namespace core {

namespace {

/// What the server wrote in place of bytes that are no UTF-8, or the character itself.
bool mayBeReplaced(const QByteArray &text)
{
    return text.contains("\xef\xbf\xbd");
}

RecordedEvent toRecorded(const AtomEvent &event, EventTime created)
{
    RecordedEvent recorded;
    recorded.stream = event.place.stream;
    recorded.revision = event.place.revision;
    recorded.id = event.id;
    recorded.type = event.type;
    recorded.created = created;
    recorded.contentType = event.isJson ? ContentType::Json : ContentType::Bytes;
    recorded.data = event.data.value_or(QByteArray());
    recorded.dataExact = event.data && !mayBeReplaced(recorded.data);
    recorded.metadata = event.metadata;
    recorded.metadataExact = !mayBeReplaced(recorded.metadata);
    return recorded;
}

/// The server writes the place anew, so "007@s" would be seen as "7@s".
RecordedEvent rebuiltLink(const AtomEntry &entry)
{
    RecordedEvent link;
    link.type = QStringLiteral("$>");
    link.created = entry.updated;
    link.data = entry.title.toUtf8();
    link.dataExact = false;
    link.metadata = entry.linkMetadata.value_or(QByteArray());
    link.metadataExact = entry.linkMetadata && !mayBeReplaced(link.metadata);
    if (entry.position) {
        link.stream = entry.position->stream;
        link.revision = entry.position->revision;
    }
    return link;
}

ResolvedEvent withTarget(RecordedEvent link, const AtomEntry &resolved, bool resolveLinks)
{
    if (!resolveLinks)
        return {std::move(link), std::nullopt};
    ResolvedEvent event{std::nullopt, std::move(link)};
    if (resolved.event)
        event.event = toRecorded(*resolved.event, EventTime::notTold());
    return event;
}

RecordedEvent &original(ResolvedEvent &event)
{
    return event.link ? *event.link : *event.event;
}

} // namespace

ResolvedEvent listedEvent(const AtomEntry &entry, bool resolveLinks)
{
    if (entry.isLink)
        return withTarget(rebuiltLink(entry), entry, resolveLinks);
    return {toRecorded(*entry.event, entry.updated), std::nullopt};
}

ResolvedEvent unansweredLink(const StreamName &stream, Revision revision, bool resolveLinks)
{
    RecordedEvent link;
    link.stream = stream;
    link.revision = revision;
    link.type = QStringLiteral("$>");
    link.created = EventTime::notTold();
    link.dataExact = false;
    link.metadataExact = false;
    link.isUnanswered = true;
    return withTarget(std::move(link), {}, resolveLinks);
}

bool isPlaced(const ResolvedEvent &event)
{
    return !event.original().stream.isEmpty();
}

void place(ResolvedEvent &event, const StreamName &stream, Revision revision)
{
    original(event).stream = stream;
    original(event).revision = revision;
}

std::optional<ResolvedEvent>
listedLink(const AtomEntry &resolved, const AtomEntry &itself, bool resolveLinks)
{
    const bool isSame = itself.event && !itself.isLink
                        && (!resolved.position || resolved.position == itself.position);
    if (!isSame)
        return std::nullopt;
    if (!resolved.isLink)
        return listedEvent(resolved, resolveLinks);
    RecordedEvent link = toRecorded(*itself.event, itself.updated);
    if (!itself.event->data)
        link.data = resolved.title.toUtf8();
    return withTarget(std::move(link), resolved, resolveLinks);
}

void addData(ResolvedEvent &event, const AtomEntry &entry)
{
    if (!event.event || event.event->dataExact || !entry.event || !entry.event->data
        || entry.event->id != event.event->id) {
        return;
    }
    RecordedEvent &recorded = *event.event;
    recorded.data = *entry.event->data;
    const bool isLaidOutAnew = entry.event->isJson && !recorded.data.isEmpty();
    recorded.dataExact = !isLaidOutAnew && !mayBeReplaced(recorded.data);
}

bool isLinkWithoutData(const ResolvedEvent &event)
{
    return event.event && event.event->isLink() && !event.event->dataExact
           && event.event->data.isEmpty();
}

std::optional<QList<PlacelessRun>>
placelessRuns(const EventBatch &newestFirst, quint64 lowest, quint64 highest)
{
    QList<PlacelessRun> runs;
    PlacelessRun run{0, 0, lowest, highest};
    // What comes next is below; -1 is where the stream ends, so signed.
    qint64 above = qint64(highest) + 1;
    const auto close = [&runs, &run, &above](qint64 below) {
        if (below >= above || above - below - 1 < run.count)
            return false;
        run.lowest = quint64(below + 1);
        run.highest = quint64(above - 1);
        if (run.count > 0)
            runs.append(run);
        return true;
    };
    for (qsizetype i = 0; i < newestFirst.size(); ++i) {
        if (!isPlaced(newestFirst[i])) {
            ++run.count;
            continue;
        }
        const qint64 revision = qint64(newestFirst[i].original().revision.value);
        if (!close(revision))
            return std::nullopt;
        above = revision;
        run = {i + 1, 0, 0, 0};
    }
    if (!close(qint64(lowest) - 1))
        return std::nullopt;
    return runs;
}

} // namespace core
