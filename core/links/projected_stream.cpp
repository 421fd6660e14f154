#include "core/links/projected_stream.h"

#include "core/links/link_text.h"
#include "core/text/json_text.h"

namespace core {

namespace {

using Kind = ProjectedStream::Kind;
using Reason = NotProjected::Reason;
using Projected = std::variant<QByteArray, NotProjected>;

struct Prefix {
    Kind kind = Kind::Category;
    const char *text = nullptr;
    const char *projection = nullptr;
};

constexpr Prefix Prefixes[] = {
    {Kind::Category, "$ce-", "$by_category"},
    {Kind::EventType, "$et-", "$by_event_type"},
    {Kind::Correlation, "$bc-", "$by_correlation_id"},
    {Kind::CategoryStreams, "$category-", "$stream_by_category"},
    {Kind::AllStreams, "$streams", "$streams"},
};

const Prefix &prefixOf(Kind kind)
{
    for (const Prefix &prefix : Prefixes) {
        if (prefix.kind == kind)
            return prefix;
    }
    Q_UNREACHABLE();
}

QByteArray linkTo(const StreamName &stream, Revision revision)
{
    return revision.toString().toLatin1() + '@' + stream.utf8();
}

/// Of a metadata stream; the stream itself of any other.
StreamName originalOf(const StreamName &stream)
{
    return stream.isMetadata() ? StreamName(stream.text().mid(2)) : stream;
}

/// Its stream was deleted by it: a tombstone, or metadata with the largest $tb.
bool isDeletion(const RecordedEvent &event)
{
    if (!event.stream.isMetadata())
        return event.type == QStringLiteral("$streamDeleted");
    const auto truncateBefore = findJson(event.data, {QByteArrayLiteral("$tb")});
    return event.type == QStringLiteral("$metadata") && truncateBefore
           && truncateBefore->of(event.data) == "9223372036854775807";
}

Projected refusal(Reason reason, const QString &why)
{
    return NotProjected{reason, why};
}

Projected elsewhere(const ProjectedStream &belongs, const QString &why)
{
    return NotProjected{Reason::AnotherStream, why, belongs.stream()};
}

Projected noSeparator(const StreamName &stream)
{
    return refusal(Reason::NoSeparator,
                   QStringLiteral("The name \"%1\" has no \"-\" after its first character, so that "
                                  "it is in no category.")
                       .arg(stream.text()));
}

Projected byCategory(const RecordedEvent &event, const ProjectedStream &into)
{
    if (event.stream.isMetadata() && !isDeletion(event))
        return refusal(Reason::SystemStream,
                       QStringLiteral("Metadata streams are in no category; only a deletion leaves "
                                      "a link there."));
    const StreamName original = originalOf(event.stream);
    const QString category = original.category();
    if (category.isEmpty())
        return noSeparator(original);
    if (category != into.key)
        return elsewhere({into.kind, category},
                         QStringLiteral("The stream \"%1\" is in the category \"%2\".")
                             .arg(original.text(), category));
    return event.isLink() ? event.data : linkTo(event.stream, event.revision);
}

Projected byEventType(const RecordedEvent &event, const ProjectedStream &into)
{
    if (event.isLink())
        return refusal(Reason::LinkEvent,
                       QStringLiteral("It is a link, and links are not linked by type."));
    const QString type = isDeletion(event) ? QStringLiteral("$deleted") : event.type;
    if (type != into.key)
        return elsewhere({into.kind, type}, QStringLiteral("Its type is \"%1\".").arg(type));
    return linkTo(originalOf(event.stream), event.revision);
}

/// Those that the server's projection may go by.
QStringList nameList(const CorrelationNames &names)
{
    QStringList list{CorrelationNames().correlation, names.correlation};
    list.removeDuplicates();
    return list;
}

QStringList correlationIds(const RecordedEvent &event, const CorrelationNames &names)
{
    QStringList ids;
    for (const QString &name : nameList(names)) {
        if (const auto id = metadataText(event, name))
            ids.append(*id);
    }
    ids.removeDuplicates();
    return ids;
}

Projected byCorrelation(const RecordedEvent &event,
                        const ProjectedStream &into,
                        const CorrelationNames &names)
{
    if (event.isLink())
        return refusal(Reason::LinkEvent,
                       QStringLiteral("It is a link, and links are not linked by correlation id."));
    if (!event.metadata.isEmpty() && std::holds_alternative<JsonNote>(jsonMembers(event.metadata)))
        return refusal(Reason::MetadataNotJson,
                       QStringLiteral("Its metadata is not a JSON object, so that no correlation "
                                      "id can be found in it."));
    const QStringList ids = correlationIds(event, names);
    if (ids.isEmpty())
        return refusal(Reason::NoCorrelationId,
                       QStringLiteral("Its metadata has no \"%1\".")
                           .arg(nameList(names).join(QStringLiteral("\" and no \""))));
    if (!ids.contains(into.key))
        return elsewhere({into.kind, ids.constFirst()},
                         QStringLiteral("Its correlation id is \"%1\".").arg(ids.constFirst()));
    return linkTo(event.stream, event.revision);
}

Projected byStream(const RecordedEvent &event, const ProjectedStream &into)
{
    if (event.revision.value != 0)
        return refusal(Reason::NotTheFirst,
                       QStringLiteral("Only the first event of each stream gets there."));
    if (into.kind == Kind::AllStreams)
        return linkTo(event.stream, event.revision);
    const QString category = event.stream.category();
    if (category.isEmpty())
        return noSeparator(event.stream);
    if (category != into.key)
        return elsewhere({into.kind, category},
                         QStringLiteral("The stream \"%1\" is in the category \"%2\".")
                             .arg(event.stream.text(), category));
    return event.stream.utf8();
}

} // namespace

QString correlationNameNote(const CorrelationNames &names)
{
    const QString usual = CorrelationNames().correlation;
    if (names.correlation == usual)
        return {};
    return QStringLiteral(
               "The name \"%1\" is set here; the server's $by_correlation_id goes by the "
               "one in its own definition, \"%2\" unless somebody changed it there.")
        .arg(names.correlation, usual);
}

std::optional<ProjectedStream> ProjectedStream::parse(const StreamName &stream)
{
    for (const Prefix &prefix : Prefixes) {
        const QLatin1String text(prefix.text);
        if (prefix.kind == Kind::AllStreams && stream.text() == text)
            return ProjectedStream{prefix.kind, {}};
        if (prefix.kind != Kind::AllStreams && stream.text().startsWith(text)
            && stream.text().size() > text.size())
            return ProjectedStream{prefix.kind, stream.text().mid(text.size())};
    }
    return std::nullopt;
}

StreamName ProjectedStream::stream() const
{
    return StreamName(QLatin1String(prefixOf(kind).text) + key);
}

QString ProjectedStream::projection() const
{
    return QString::fromLatin1(prefixOf(kind).projection);
}

std::variant<QByteArray, NotProjected> projectedLink(const RecordedEvent &event,
                                                     const ProjectedStream &into,
                                                     const CorrelationNames &names)
{
    if (originalOf(event.stream).isSystem())
        return refusal(Reason::SystemStream,
                       QStringLiteral("\"%1\" is a system stream, and those are not projected.")
                           .arg(event.stream.text()));
    switch (into.kind) {
    case Kind::Category:
        return byCategory(event, into);
    case Kind::EventType:
        return byEventType(event, into);
    case Kind::Correlation:
        return byCorrelation(event, into, names);
    case Kind::CategoryStreams:
    case Kind::AllStreams:
        return byStream(event, into);
    }
    Q_UNREACHABLE();
}

QList<ProjectedStream> projectedStreams(const RecordedEvent &event, const CorrelationNames &names)
{
    const QString category = originalOf(event.stream).category();
    const QString type = isDeletion(event) ? QStringLiteral("$deleted") : event.type;
    QList<ProjectedStream> candidates{{Kind::Category, category}, {Kind::EventType, type}};
    for (const QString &id : correlationIds(event, names))
        candidates.append({Kind::Correlation, id});
    candidates.append({{Kind::CategoryStreams, category}, {Kind::AllStreams, {}}});
    QList<ProjectedStream> streams;
    for (const ProjectedStream &candidate : std::as_const(candidates)) {
        if (candidate.key.isEmpty() && candidate.kind != Kind::AllStreams)
            continue;
        if (std::holds_alternative<QByteArray>(projectedLink(event, candidate, names)))
            streams.append(candidate);
    }
    return streams;
}

std::optional<QString> metadataText(const RecordedEvent &event, const QString &key)
{
    const auto range = findJson(event.metadata, {key.toUtf8()});
    if (!range)
        return std::nullopt;
    const QByteArrayView value = range->of(event.metadata);
    if (value.startsWith('"')) {
        const QString text = jsonStringText(value);
        return text.isEmpty() ? std::nullopt : std::optional(text);
    }
    if (value == "null" || value.startsWith('{') || value.startsWith('['))
        return std::nullopt;
    if (value == "true" || value == "false")
        return value == "true" ? QStringLiteral("True") : QStringLiteral("False");
    return QString::fromUtf8(value);
}

} // namespace core
