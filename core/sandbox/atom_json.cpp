#include "core/sandbox/atom_json.h"

namespace core::sandbox {

namespace {

using Members = std::vector<JsonValue::Member>;

JsonValue textOrNull(const std::optional<QByteArray> &text)
{
    return text ? JsonValue::ofText(*text) : JsonValue();
}

JsonValue authorOf(const Profile &profile)
{
    return JsonValue::object({{"name", JsonValue::ofText(profile.author)}});
}

JsonValue linksOf(const std::vector<AtomLink> &links)
{
    std::vector<JsonValue> items;
    items.reserve(links.size());
    for (const AtomLink &link : links)
        items.push_back(JsonValue::object({{"uri", JsonValue::ofText(link.uri)},
                                           {"relation", JsonValue::ofText(link.relation)},
                                           {"type", JsonValue()}}));
    return JsonValue::array(std::move(items));
}

void addRich(const RichPart &rich, const Profile &profile, Members &members)
{
    members.emplace_back("eventId", JsonValue::ofText(rich.eventId));
    members.emplace_back("eventType", JsonValue::ofText(rich.eventType));
    members.emplace_back("eventNumber", JsonValue::ofNumber(rich.eventNumber));
    members.emplace_back("data", textOrNull(rich.data));
    members.emplace_back("metaData", textOrNull(rich.metadata));
    members.emplace_back("linkMetaData", textOrNull(rich.linkMetadata));
    members.emplace_back("streamId", JsonValue::ofText(rich.stream));
    members.emplace_back("isJson", JsonValue::ofBool(rich.isJson));
    members.emplace_back("isMetaData", JsonValue::ofBool(rich.isMetadata));
    members.emplace_back("isLinkMetaData", JsonValue::ofBool(rich.isLinkMetadata));
    if (profile.tellsRedaction)
        members.emplace_back("isRedacted", JsonValue::ofBool(false));
    members.emplace_back("positionEventNumber", JsonValue::ofNumber(rich.positionEventNumber));
    members.emplace_back("positionStreamId", JsonValue::ofText(rich.positionStream));
}

} // namespace

JsonValue jsonOf(const AtomEntry &entry, const Profile &profile)
{
    Members members;
    if (entry.rich)
        addRich(*entry.rich, profile, members);
    members.emplace_back("title", JsonValue::ofText(entry.title));
    members.emplace_back("id", JsonValue::ofText(entry.id));
    members.emplace_back("updated", JsonValue::ofText(entry.updated));
    members.emplace_back("author", authorOf(profile));
    members.emplace_back("summary", JsonValue::ofText(entry.summary));
    members.emplace_back("retryCount", JsonValue());
    members.emplace_back("content", entry.content.value_or(JsonValue()));
    members.emplace_back("links", linksOf(entry.links));
    return JsonValue::object(std::move(members));
}

JsonValue jsonOf(const AtomFeed &feed, const Profile &profile)
{
    std::vector<JsonValue> entries;
    for (const AtomEntry &entry : feed.entries)
        entries.push_back(jsonOf(entry, profile));
    return JsonValue::object({{"title", JsonValue::ofText(feed.title)},
                              {"id", JsonValue::ofText(feed.id)},
                              {"updated", JsonValue::ofText(feed.updated)},
                              {"streamId", textOrNull(feed.stream)},
                              {"author", authorOf(profile)},
                              {"headOfStream", JsonValue::ofBool(feed.isHeadOfStream)},
                              {"selfUrl", textOrNull(feed.selfUrl)},
                              {"eTag", textOrNull(feed.eTag)},
                              {"links", linksOf(feed.links)},
                              {"entries", JsonValue::array(std::move(entries))}});
}

} // namespace core::sandbox
