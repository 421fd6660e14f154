#include "core/sandbox/posted_events.h"

#include "core/sandbox/json_xml.h"
#include "core/sandbox/request_rules.h"
#include "core/sandbox/server_text.h"

namespace core::sandbox {

namespace {

constexpr char InvalidBody[] = "Write request body invalid.";
/// What the server's code says of it.
constexpr char NullItem[] = "Object reference not set to an instance of an object.";
constexpr char EmptyId[] = "Empty eventId provided. (Parameter 'eventId')";
constexpr char EmptyType[] = "Empty eventType provided. (Parameter 'eventType')";

std::optional<QByteArray> complaintAbout(const ProposedEvent &event)
{
    if (event.id.isNull())
        return EmptyId;
    if (event.type.isEmpty())
        return EmptyType;
    return std::nullopt;
}

struct Payload {
    QByteArray bytes;
    bool isJson = false;
};

/// Objects, arrays, and texts that hold one are JSON and written anew; other texts stay as they
/// are, everything else is lost.
Payload payloadOf(const JsonValue *value)
{
    if (!value)
        return {};
    if (value->isContainer())
        return {printJson(*value), true};
    if (value->kind != JsonValue::Kind::Text)
        return {};
    const auto inner
        = readJson(value->text, {.moments = Moments::AreRewritten, .arraysMayBeOpen = true});
    if (inner && inner->isContainer())
        return {printJson(*inner), true};
    return {value->text, false};
}

/// Nothing if an id is none.
std::optional<EventId> idOf(const JsonValue *value)
{
    if (!value || value->kind == JsonValue::Kind::Null)
        return EventId();
    if (value->kind != JsonValue::Kind::Text)
        return std::nullopt;
    return parseGuid(QString::fromUtf8(value->text).trimmed());
}

QByteArray typeOf(const JsonValue *value)
{
    const bool isSaid
        = value
          && (value->kind == JsonValue::Kind::Text || value->kind == JsonValue::Kind::Integer);
    return isSaid ? value->text : QByteArray();
}

PostedEvents eventsOf(const std::vector<JsonValue> &items)
{
    std::vector<ProposedEvent> events;
    for (const JsonValue &item : items) {
        if (item.kind == JsonValue::Kind::Null)
            return NullItem;
        const auto id = idOf(item.find("eventId"));
        if (item.kind != JsonValue::Kind::Object || !id)
            return InvalidBody;
        const Payload data = payloadOf(item.find("data"));
        const Payload metadata = payloadOf(item.find("metadata"));
        events.push_back({*id,
                          typeOf(item.find("eventType")),
                          data.isJson || metadata.isJson,
                          data.bytes,
                          metadata.bytes});
    }
    for (const ProposedEvent &event : events) {
        if (const auto complaint = complaintAbout(event))
            return *complaint;
    }
    if (events.empty())
        return InvalidBody;
    return events;
}

PostedEvents eventsOfJson(const QByteArray &body)
{
    const auto array = readJson(body);
    if (!array || array->kind != JsonValue::Kind::Array)
        return InvalidBody;
    return eventsOf(array->items);
}

/// Whatever stands in the root is an event.
PostedEvents eventsOfXml(const QByteArray &body)
{
    const auto root = jsonOfXml(body);
    if (!root || root->kind != JsonValue::Kind::Object)
        return InvalidBody;
    std::vector<JsonValue> items;
    for (const auto &[name, value] : root->members) {
        if (name.startsWith('@') || name.startsWith('#'))
            continue;
        if (value.kind == JsonValue::Kind::Array)
            items.insert(items.end(), value.items.begin(), value.items.end());
        else
            items.push_back(value);
    }
    return eventsOf(items);
}

PostedEvents singleEvent(ProposedEvent event)
{
    if (const auto complaint = complaintAbout(event))
        return *complaint;
    return std::vector<ProposedEvent>{std::move(event)};
}

} // namespace

PostedEvents postedEvents(const QByteArray &body,
                          const MediaType &type,
                          const EventId &id,
                          const QByteArray &eventType)
{
    switch (type.form) {
    case MediaForm::Raw:
        return singleEvent({id, eventType, false, body, {}});
    case MediaForm::Json:
        return singleEvent({id, eventType, true, asText(body), {}});
    case MediaForm::Xml:
        return singleEvent({id, eventType, false, asText(body), {}});
    case MediaForm::AtomJson:
    case MediaForm::EventJson:
    case MediaForm::EventsJson:
        return eventsOfJson(asText(body));
    case MediaForm::AtomXml:
    case MediaForm::EventXml:
    case MediaForm::EventsXml:
        return eventsOfXml(body);
    default:
        return QByteArray(InvalidBody);
    }
}

} // namespace core::sandbox
