#include "core/sandbox/feed_entries.h"

#include "core/sandbox/event_wire.h"
#include "core/sandbox/http_urls.h"
#include "core/sandbox/iso_moment.h"
#include "core/sandbox/json_xml.h"
#include "core/sandbox/server_text.h"

namespace core::sandbox {

namespace {

EventId idOf(const StoredEvent &event)
{
    EventId::Bytes raw{};
    std::copy_n(event.id.cbegin(), qMin<qsizetype>(event.id.size(), 16), raw.begin());
    return EventId(raw);
}

QByteArray idTextOf(const NamedEvent &event)
{
    return idOf(event.stored).toString().toLatin1();
}

/// Indented anew; nothing if it does not begin with a JSON object.
std::optional<QByteArray> prettyObject(const QByteArray &text)
{
    if (text.isEmpty())
        return text;
    const auto value
        = readJson(text, {.repeatedKey = RepeatedKey::StaysInPlace, .mayHaveMoreBehind = true});
    if (!value || value->kind != JsonValue::Kind::Object)
        return std::nullopt;
    return printJson(*value);
}

void addBody(const NamedEvent &event, Embed embed, RichPart &rich)
{
    const QByteArray text = asText(dataOf(event.stored.body));
    if (rich.isJson) {
        rich.data = embed >= Embed::Pretty ? prettyObject(text).value_or(text) : text;
    } else if (embed == Embed::TryHarder) {
        const auto pretty = prettyObject(text);
        rich.data = pretty.value_or(text);
        rich.isJson = pretty.has_value();
    }
}

void addMetadata(const ShownEvent &shown, Embed embed, RichPart &rich)
{
    const auto prettyIfAsked = [embed](const QByteArray &text) {
        return embed >= Embed::Pretty ? prettyObject(text).value_or(text) : text;
    };
    const QByteArray metadata = asText(metadataOf(shown.event->stored.body));
    rich.isMetadata = !metadata.isEmpty();
    if (rich.isMetadata)
        rich.metadata = prettyIfAsked(metadata);
    if (!shown.link)
        return;
    const QByteArray ofLink = asText(metadataOf(shown.link->stored.body));
    rich.isLinkMetadata = !ofLink.isEmpty();
    rich.linkMetadata = prettyIfAsked(ofLink);
}

RichPart richPartOf(const ShownEvent &shown, Embed embed)
{
    const NamedEvent &event = *shown.event;
    const NamedEvent &original = shown.original();
    RichPart rich;
    rich.eventId = idTextOf(event);
    rich.eventType = event.type;
    rich.eventNumber = event.stored.revision;
    rich.stream = event.stream;
    rich.positionEventNumber = original.stored.revision;
    rich.positionStream = original.stream;
    rich.isJson = isJsonOf(event.stored.body);
    if (embed >= Embed::Body) {
        addBody(event, embed, rich);
        addMetadata(shown, embed, rich);
    }
    return rich;
}

/// Where a link points by its own data, whether that is there or not.
struct Place {
    QByteArray stream;
    qint64 revision = 0;
};

std::optional<Place> placeOf(const NamedEvent &link)
{
    const QByteArray data = asText(dataOf(link.stored.body));
    const qsizetype separator = data.indexOf('@');
    bool isNumber = false;
    const qint64 revision = data.left(separator).trimmed().toLongLong(&isNumber);
    if (separator < 0 || !isNumber)
        return std::nullopt;
    return Place{data.mid(separator + 1), revision};
}

void setPlace(const Place &place, const QByteArray &baseUrl, AtomEntry &entry)
{
    const QByteArray number = QByteArray::number(place.revision);
    entry.title = number + '@' + place.stream;
    entry.id = baseUrl + "/streams/" + escapedName(place.stream) + '/' + number;
    entry.links = {{entry.id, "edit"}, {entry.id, "alternate"}};
}

/// Text of an event that says it is JSON, parsed; the text where it is not.
JsonValue parsedOrText(const QByteArray &bytes, bool isJson)
{
    const QByteArray text = asText(bytes);
    auto parsed = isJson ? readJson(text) : std::nullopt;
    const bool isSomething = parsed && parsed->kind != JsonValue::Kind::Null;
    return isSomething ? std::move(*parsed) : JsonValue::ofText(text);
}

/// The server writes JSON and reads that again on its way to XML.
std::optional<QByteArray> asXml(const JsonValue &value, const QByteArray &root)
{
    const auto read = readJson(printJson(value), {.moments = Moments::AreRewritten});
    return read ? xmlOf(*read, root) : std::nullopt;
}

} // namespace

Embed embedFrom(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    if (lower == "content")
        return Embed::Content;
    if (lower == "rich")
        return Embed::Rich;
    if (lower == "body")
        return Embed::Body;
    if (lower == "pretty")
        return Embed::Pretty;
    return lower == "tryharder" ? Embed::TryHarder : Embed::Nothing;
}

ShownEvent
shownEvent(StoreReader &reader, const StoredEvent &event, const QByteArray &stream, bool resolves)
{
    NamedEvent named{event, stream, reader.typeName(event.type)};
    const LinkResolution resolution = resolves ? resolveLink(reader, event) : LinkResolution();
    if (!resolution.isLink)
        return {std::move(named), {}};
    ShownEvent shown;
    shown.link = std::move(named);
    if (resolution.target)
        shown.event = {
            *resolution.target, resolution.targetStream, reader.typeName(resolution.target->type)};
    return shown;
}

std::optional<AtomEntry>
entryOf(const ShownEvent &shown, const QByteArray &baseUrl, Embed embed, bool isSingle)
{
    AtomEntry entry;
    if (embed > Embed::Content && shown.event)
        entry.rich = richPartOf(shown, embed);
    entry.updated = momentOf(createdOf(shown.original().stored.body));
    if (shown.link) {
        const auto place = placeOf(*shown.link);
        if (!place)
            return std::nullopt;
        setPlace(*place, baseUrl, entry);
        entry.summary = LinkType;
        return entry;
    }
    const NamedEvent &event = *shown.event;
    setPlace({event.stream, event.stored.revision}, baseUrl, entry);
    entry.summary = event.type;
    if ((isSingle || embed == Embed::Content) && isJsonOf(event.stored.body))
        entry.content = contentOf(event);
    return entry;
}

JsonValue contentOf(const NamedEvent &event)
{
    const bool isJson = isJsonOf(event.stored.body);
    return JsonValue::object({{"eventStreamId", JsonValue::ofText(event.stream)},
                              {"eventNumber", JsonValue::ofNumber(event.stored.revision)},
                              {"eventType", JsonValue::ofText(event.type)},
                              {"eventId", JsonValue::ofText(idTextOf(event))},
                              {"data", parsedOrText(dataOf(event.stored.body), isJson)},
                              {"metadata", parsedOrText(metadataOf(event.stored.body), isJson)}});
}

std::optional<QByteArray> writtenEvent(const NamedEvent &event, const MediaType &type)
{
    const QByteArray data = dataOf(event.stored.body);
    switch (type.form) {
    case MediaForm::Raw:
        return data;
    case MediaForm::Xml:
        return data.isEmpty() ? QByteArray("<data />")
                              : asXml(*contentOf(event).find("data"), "data");
    case MediaForm::Json:
        return printJson(*contentOf(event).find("data"));
    case MediaForm::EventXml:
        return asXml(contentOf(event), "event");
    case MediaForm::EventJson:
        return printJson(contentOf(event));
    default:
        return std::nullopt;
    }
}

} // namespace core::sandbox
