#include "core/sandbox/stream_metadata_rules.h"

#include "core/base/event_time.h"
#include "core/sandbox/json_object.h"

namespace core::sandbox {

namespace {

/// A whole number of 64 bits; an absent member is fine, any other value spoils all metadata.
bool readNumber(const std::vector<JsonMember> &members,
                const QByteArray &key,
                std::optional<qint64> &number)
{
    const auto value = jsonValue(members, key);
    if (!value)
        return true;
    bool isNumber = false;
    const qint64 parsed = value->toLongLong(&isNumber);
    if (isNumber)
        number = parsed;
    return isNumber;
}

bool isKnownRight(const QByteArray &key)
{
    return key == "$r" || key == "$w" || key == "$d" || key == "$mr" || key == "$mw";
}

/// A role or a list of roles.
bool areRoles(const QByteArray &value)
{
    if (jsonText(value))
        return true;
    const auto roles = jsonElements(value);
    return roles && std::all_of(roles->begin(), roles->end(), [](const QByteArray &role) {
               return jsonText(role).has_value();
           });
}

bool temporaryIsSound(const std::vector<JsonMember> &members)
{
    const auto value = jsonValue(members, "$tmp");
    return !value || *value == "true" || *value == "false";
}

bool aclIsSound(const std::vector<JsonMember> &members)
{
    const auto value = jsonValue(members, "$acl");
    if (!value)
        return true;
    const auto rights = jsonMembers(*value);
    return rights && std::all_of(rights->begin(), rights->end(), [](const JsonMember &right) {
               return isKnownRight(right.key) && areRoles(right.value);
           });
}

struct ReadMetadata {
    RetentionRules retention;
    std::optional<qint64> cacheSeconds;
};

void dropIfNotPositive(std::optional<qint64> &number)
{
    if (number && *number <= 0)
        number.reset();
}

/// Nothing if any part of it is not as it should be.
std::optional<ReadMetadata> readMetadata(const QByteArray &json, bool isJson)
{
    ReadMetadata read;
    RetentionRules &rules = read.retention;
    const auto members = isJson ? jsonMembers(json) : std::nullopt;
    if (!members || !aclIsSound(*members) || !readNumber(*members, "$tb", rules.truncateBefore)
        || !readNumber(*members, "$maxCount", rules.maxCount)
        || !readNumber(*members, "$maxAge", rules.maxAgeSeconds)
        || !readNumber(*members, "$cacheControl", read.cacheSeconds) || !temporaryIsSound(*members))
        return std::nullopt;
    if (rules.truncateBefore < 0)
        rules.truncateBefore.reset();
    dropIfNotPositive(rules.maxCount);
    dropIfNotPositive(rules.maxAgeSeconds);
    dropIfNotPositive(read.cacheSeconds);
    return read;
}

} // namespace

qint64 RetentionRules::oldestCreated(qint64 nowTicks) const
{
    constexpr qint64 Ever = std::numeric_limits<qint64>::min();
    if (!maxAgeSeconds || *maxAgeSeconds > nowTicks / EventTime::TicksPerSecond)
        return Ever;
    return nowTicks - *maxAgeSeconds * EventTime::TicksPerSecond;
}

RetentionRules retentionFrom(const QByteArray &json, bool isJson)
{
    const auto read = readMetadata(json, isJson);
    return read ? read->retention : RetentionRules();
}

std::optional<qint64> cacheSecondsFrom(const QByteArray &json, bool isJson)
{
    const auto read = readMetadata(json, isJson);
    return read ? read->cacheSeconds : std::nullopt;
}

RetentionRules retentionOfMetadataStreams()
{
    return {std::nullopt, 1, std::nullopt};
}

} // namespace core::sandbox
