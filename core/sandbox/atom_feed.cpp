#include "core/sandbox/atom_feed.h"

#include "core/sandbox/atom_json.h"
#include "core/sandbox/json_xml.h"

namespace core::sandbox {

namespace {

constexpr char Declaration[] = R"(<?xml version="1.0" encoding="utf-8"?>)";
constexpr char AtomNamespace[] = "http://www.w3.org/2005/Atom";

/// Writes elements of the Atom namespace, which a single entry names by a prefix and a feed by
/// being in it.
class AtomXml
{
public:
    AtomXml(const Profile &profile, QByteArray prefix)
        : m_profile(profile)
        , m_prefix(std::move(prefix))
    {}

    [[nodiscard]] QByteArray open(const QByteArray &name) const
    {
        return '<' + m_prefix + name + '>';
    }
    [[nodiscard]] QByteArray close(const QByteArray &name) const
    {
        return "</" + m_prefix + name + '>';
    }
    [[nodiscard]] QByteArray element(const QByteArray &name, const QByteArray &text) const
    {
        return open(name) + xmlEscaped(text) + close(name);
    }
    template<typename Element>
    [[nodiscard]] QByteArray head(const Element &of) const
    {
        return element("title", of.title) + element("id", of.id) + element("updated", of.updated)
               + open("author") + element("name", m_profile.author) + close("author");
    }
    [[nodiscard]] QByteArray links(const std::vector<AtomLink> &links) const
    {
        QByteArray out;
        for (const AtomLink &link : links)
            out += '<' + m_prefix + "link href=\"" + xmlAttributeEscaped(link.uri) + "\" rel=\""
                   + xmlAttributeEscaped(link.relation) + "\" />";
        return out;
    }
    /// Nothing if its content cannot be written as XML.
    [[nodiscard]] std::optional<QByteArray> entry(const AtomEntry &entry) const
    {
        QByteArray out = head(entry) + element("summary", entry.summary) + links(entry.links);
        if (!entry.content)
            return out;
        const auto read = readJson(printJson(*entry.content), {.moments = Moments::AreRewritten});
        const QByteArray leaveNamespace = m_prefix.isEmpty() ? R"( xmlns="")" : "";
        const auto content = read ? xmlContentOf(*read, leaveNamespace) : std::nullopt;
        if (!content)
            return std::nullopt;
        return out + '<' + m_prefix + R"(content type="application/xml">)" + *content
               + close("content");
    }

private:
    const Profile &m_profile;
    QByteArray m_prefix;
};

std::optional<QByteArray> xmlOf(const AtomFeed &feed, const Profile &profile)
{
    const AtomXml xml(profile, {});
    QByteArray out = QByteArray(Declaration) + "<feed xmlns=\"" + AtomNamespace + "\">"
                     + xml.head(feed) + xml.links(feed.links);
    for (const AtomEntry &entry : feed.entries) {
        const auto inner = xml.entry(entry);
        if (!inner)
            return std::nullopt;
        out += xml.open("entry") + *inner + xml.close("entry");
    }
    return out + xml.close("feed");
}

std::optional<QByteArray> xmlOf(const AtomEntry &entry, const Profile &profile)
{
    const AtomXml xml(profile, "atom:");
    const auto inner = xml.entry(entry);
    if (!inner)
        return std::nullopt;
    return QByteArray(Declaration) + "<atom:entry xmlns:atom=\"" + AtomNamespace + "\">" + *inner
           + xml.close("entry");
}

/// A page that leads browsers to the server's own interface.
QByteArray htmlOf(const QByteArray &json)
{
    return "\n            <!DOCTYPE html>\n            <html>\n            <head>\n"
           "            </head>\n            <body>\n            <script>\n"
           "                var data = "
           + json
           + ";\n                var newLocation = '/web/index.html#/streams/' + data.streamId\n"
             "                if('positionEventNumber' in data){\n"
             "                    newLocation = newLocation + '/' + data.positionEventNumber;\n"
             "                }\n                window.location.replace(newLocation);\n"
             "            </script>\n            </body>\n            </html>\n            ";
}

/// What cannot be written as XML leaves the answer empty.
template<typename Element>
QByteArray writtenAs(const Element &element, const MediaType &type, const Profile &profile)
{
    if (type.form == MediaForm::Html)
        return htmlOf(printJson(jsonOf(element, profile)));
    if (type.isJson())
        return printJson(jsonOf(element, profile));
    return xmlOf(element, profile).value_or(QByteArray());
}

} // namespace

QByteArray written(const AtomFeed &feed, const MediaType &type, const Profile &profile)
{
    return writtenAs(feed, type, profile);
}

QByteArray written(const AtomEntry &entry, const MediaType &type, const Profile &profile)
{
    return writtenAs(entry, type, profile);
}

std::optional<QByteArray> writtenEmpty(const MediaType &type)
{
    if (type.form == MediaForm::Raw)
        return std::nullopt;
    if (type.form == MediaForm::Html)
        return htmlOf("{}");
    return type.isJson() ? QByteArray("{}") : QByteArray();
}

} // namespace core::sandbox
