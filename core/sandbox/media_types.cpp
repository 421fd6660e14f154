#include "core/sandbox/media_types.h"

#include <QByteArrayList>

namespace core::sandbox {

namespace {

/// A range out of an Accept or Content-Type header.
struct MediaRange {
    QByteArray type;
    QByteArray subtype;
    double priority = 1;
    std::optional<QByteArray> charset = std::nullopt;

    [[nodiscard]] QByteArray name() const { return type + '/' + subtype; }
    [[nodiscard]] bool allows(const QByteArray &mediaType) const
    {
        const qsizetype slash = mediaType.indexOf('/');
        return type == "*"
               || (type.compare(mediaType.left(slash), Qt::CaseInsensitive) == 0
                   && (subtype == "*"
                       || subtype.compare(mediaType.mid(slash + 1), Qt::CaseInsensitive) == 0));
    }
};

std::optional<MediaRange> rangeFrom(const QByteArray &text)
{
    const QByteArrayList parts = text.split(';');
    const QByteArray name = parts.first().trimmed();
    const qsizetype slash = name.indexOf('/');
    if (slash < 0)
        return std::nullopt;
    MediaRange range{name.left(slash), name.mid(slash + 1)};
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QByteArray part = parts.at(i).trimmed().toLower();
        bool isNumber = false;
        const double quality = part.mid(2).toDouble(&isNumber);
        if (part.startsWith("q=") && isNumber)
            range.priority = quality;
        else if (part.startsWith("charset="))
            range.charset = part.mid(8);
    }
    return range;
}

/// A JSON type of the server's own: under the new name where the profile knows it, and the old.
void addOwn(MediaTypes &types, MediaForm form, const QByteArray &kind, const Profile &profile)
{
    if (profile.kurrentNames)
        types.push_back({form, "application/vnd.kurrent." + kind + "+json"});
    types.push_back({form, "application/vnd.eventstore." + kind + "+json"});
}

void addAtom(MediaTypes &types, const Profile &profile)
{
    types.push_back({MediaForm::AtomXml, "application/atom+xml"});
    addOwn(types, MediaForm::AtomJson, "atom", profile);
    types.push_back({MediaForm::Xml, "text/xml"});
    types.push_back({MediaForm::Xml, "application/xml"});
    types.push_back({MediaForm::Json, "application/json"});
}

void addEvent(MediaTypes &types, const Profile &profile)
{
    types.push_back({MediaForm::EventXml, "application/vnd.eventstore.event+xml"});
    addOwn(types, MediaForm::EventJson, "event", profile);
}

void addEvents(MediaTypes &types, const Profile &profile)
{
    types.push_back({MediaForm::EventsXml, "application/vnd.eventstore.events+xml"});
    addOwn(types, MediaForm::EventsJson, "events", profile);
}

void addRaw(MediaTypes &types)
{
    types.push_back({MediaForm::Raw, "application/octet-stream"});
}

} // namespace

MediaTypes feedTypes(const Profile &profile)
{
    MediaTypes types;
    addOwn(types, MediaForm::Description, "streamdesc", profile);
    addAtom(types, profile);
    addEvent(types, profile);
    addEvents(types, profile);
    types.push_back({MediaForm::Html, "text/html"});
    return types;
}

MediaTypes entryTypes(const Profile &profile)
{
    MediaTypes types;
    addAtom(types, profile);
    addEvent(types, profile);
    addRaw(types);
    types.push_back({MediaForm::Html, "text/html"});
    return types;
}

MediaTypes postedTypes(const Profile &profile)
{
    MediaTypes types;
    addOwn(types, MediaForm::Description, "streamdesc", profile);
    addAtom(types, profile);
    addEvent(types, profile);
    addEvents(types, profile);
    addRaw(types);
    return types;
}

MediaTypes idempotentPostTypes(const Profile &profile)
{
    MediaTypes types;
    addAtom(types, profile);
    return types;
}

MediaTypes nodeTypes()
{
    return {{MediaForm::Json, "application/json"},
            {MediaForm::Xml, "text/xml"},
            {MediaForm::Xml, "application/xml"},
            {MediaForm::Text, "text/plain"}};
}

MediaTypes jsonTypes()
{
    return {{MediaForm::Json, "application/json"}};
}

MediaTypes scriptTypes()
{
    return {{MediaForm::Text, "application/javascript"}, {MediaForm::Text, "application/json"}};
}

std::optional<MediaType> typeOfBody(const QByteArray &contentType, const MediaTypes &supported)
{
    const auto range = rangeFrom(contentType);
    if (!range || (range->charset && *range->charset != "utf-8"))
        return std::nullopt;
    const auto found = std::find_if(supported.begin(), supported.end(), [&](const MediaType &type) {
        return type.name == range->name();
    });
    if (found == supported.end() || (range->charset && found->form == MediaForm::Raw))
        return std::nullopt;
    return *found;
}

bool isMediaType(const QByteArray &contentType)
{
    return rangeFrom(contentType).has_value();
}

std::optional<MediaType> typeOfAnswer(const QByteArray &accept, const MediaTypes &supported)
{
    if (accept.trimmed().isEmpty())
        return supported.front();
    std::vector<MediaRange> ranges;
    for (const QByteArray &part : accept.split(',')) {
        if (const auto range = rangeFrom(part))
            ranges.push_back(*range);
    }
    std::stable_sort(ranges.begin(), ranges.end(), [](const MediaRange &a, const MediaRange &b) {
        return a.priority > b.priority;
    });
    for (const MediaRange &range : ranges) {
        for (const MediaType &type : supported) {
            if (range.allows(type.name))
                return type;
        }
    }
    return std::nullopt;
}

std::optional<QByteArray> typeOfFormat(const QByteArray &format)
{
    const QByteArray name = format.toLower();
    if (name == "json")
        return "application/json";
    if (name == "text")
        return "text/plain";
    if (name == "xml")
        return "text/xml";
    if (name == "atom")
        return "application/atom+xml";
    if (name == "atomxj")
        return "application/vnd.eventstore.atom+json";
    if (name == "atomsvc")
        return "application/atomsvc+xml";
    if (name == "atomsvcxj")
        return "application/vnd.eventstore.atomsvc+json";
    return std::nullopt;
}

bool acceptsAnything(const QByteArray &accept)
{
    if (accept.trimmed().isEmpty())
        return true;
    const QByteArrayList parts = accept.split(',');
    return std::any_of(
        parts.begin(), parts.end(), [](const QByteArray &part) { return part.trimmed() == "*/*"; });
}

qint32 hashOf(const QByteArray &mediaType)
{
    quint32 hash = 2'166'136'261U; // FNV-1a
    for (const char c : mediaType)
        hash = (hash ^ static_cast<quint8>(c)) * 16'777'619U;
    return static_cast<qint32>(hash);
}

QByteArray atomJsonName(const Profile &profile)
{
    return profile.kurrentNames ? "application/vnd.kurrent.atom+json"
                                : "application/vnd.eventstore.atom+json";
}

} // namespace core::sandbox
