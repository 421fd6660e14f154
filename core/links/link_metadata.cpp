#include "core/links/link_metadata.h"

#include "core/links/link_text.h"

#include <limits>

namespace core {

namespace {

struct KnownKey {
    const char *key = nullptr;
    const char *words = nullptr;
};

constexpr KnownKey KnownKeys[] = {
    {"$v", "Written by the projection with these numbers: projection, epoch, version, subsystem"},
    {"$ph", "Phase of the projection that wrote it"},
    {"$c", "Commit position of the event because of which it was written"},
    {"$p", "Prepare position of the event because of which it was written"},
    {"$s", "Where the projection stood in the streams that it reads"},
    {"$o", "Stream that the event was written to"},
    {"$deleted", "Written because a stream was deleted"},
    {"$causedBy", "Id of the event because of which it was written"},
    {"$correlationId", "Correlation id of that event"},
    {"$causationId", "Causation id"},
    {"$eventTimestamp", "When that event was written"},
    {"$link", "The link that it was made from"},
};

QString wordsFor(const QString &key)
{
    for (const KnownKey &known : KnownKeys) {
        if (key == QLatin1String(known.key))
            return QString::fromLatin1(known.words);
    }
    return QStringLiteral("Added by whoever wrote the link");
}

std::optional<quint64> numberOf(QByteArrayView json)
{
    bool isNumber = false;
    const quint64 value = json.toULongLong(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

std::optional<QString> textOf(const JsonMember &member, QByteArrayView source)
{
    if (member.kind != JsonToken::Kind::String)
        return std::nullopt;
    return jsonStringText(member.value.of(source));
}

void takeMember(LinkMetadata &into, const JsonMember &member, QByteArrayView source)
{
    const std::optional<QString> text = textOf(member, source);
    if (member.key == QStringLiteral("$deleted"))
        into.isDeletion = true;
    else if (member.key == QStringLiteral("$o") && text)
        into.original = StreamName(*text);
    else if (member.key == QStringLiteral("$correlationId") && text)
        into.correlationId = text;
    else if (member.key == QStringLiteral("$causedBy") && text)
        into.causedBy = EventId::parse(*text);
}

/// Systems of old write "$c" without "$p".
std::optional<Position> positionIn(const QList<JsonMember> &members, QByteArrayView source)
{
    std::optional<quint64> commit;
    std::optional<quint64> prepare;
    for (const JsonMember &member : members) {
        if (member.key == QStringLiteral("$c"))
            commit = numberOf(member.value.of(source));
        else if (member.key == QStringLiteral("$p"))
            prepare = numberOf(member.value.of(source));
    }
    if (!commit)
        return std::nullopt;
    return Position{*commit, prepare.value_or(*commit)};
}

} // namespace

LinkMetadata LinkMetadata::parse(QByteArrayView json)
{
    LinkMetadata metadata;
    if (json.isEmpty())
        return metadata;
    const auto parsed = jsonMembers(json);
    if (const auto *problem = std::get_if<JsonNote>(&parsed)) {
        metadata.problem = *problem;
        return metadata;
    }
    const auto &members = std::get<QList<JsonMember>>(parsed);
    for (const JsonMember &member : members) {
        metadata.facts.append(
            {member.key, wordsFor(member.key), member.value.of(json).toByteArray()});
        takeMember(metadata, member, json);
    }
    metadata.source = positionIn(members, json);
    return metadata;
}

std::optional<Position> sourcePosition(QByteArrayView json)
{
    const auto parsed = jsonMembers(json);
    const auto *members = std::get_if<QList<JsonMember>>(&parsed);
    return members ? positionIn(*members, json) : std::nullopt;
}

bool isDeletionMarker(const RecordedEvent &link)
{
    if (!link.isLink())
        return false;
    if (link.metadata.contains("$deleted"))
        return LinkMetadata::parse(link.metadata).isDeletion;
    // Where a transport does not hand out the metadata of a link that it cannot resolve, its place
    // tells: nothing else in a category's stream points to metadata or to a tombstone.
    if (!link.metadata.isEmpty())
        return false;
    if (link.stream.text() == QStringLiteral("$et-$deleted"))
        return true;
    const auto target = LinkTarget::parse(link.data);
    return link.stream.text().startsWith(QStringLiteral("$ce-")) && target
           && (target->stream.isMetadata()
               || target->revision.value == quint64(std::numeric_limits<qint64>::max()));
}

StreamName deletedStream(const RecordedEvent &marker)
{
    const LinkMetadata metadata = LinkMetadata::parse(marker.metadata);
    if (metadata.original)
        return *metadata.original;
    const StreamName stream = LinkText::ofLink(marker.data).stream;
    return stream.isMetadata() ? StreamName(stream.text().mid(2)) : stream;
}

} // namespace core
