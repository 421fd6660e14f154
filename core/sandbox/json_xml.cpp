#include "core/sandbox/json_xml.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <cctype>
#include <string>

namespace core::sandbox {

namespace {

using Kind = JsonValue::Kind;

bool isNameStart(char32_t c)
{
    return (c < 0x80 && std::isalpha(static_cast<int>(c)) != 0) || c == '_' || c >= 0xc0;
}

bool isNamePart(char32_t c)
{
    return isNameStart(c) || c == '-' || c == '.' || c == 0xb7
           || (c < 0x80 && std::isdigit(static_cast<int>(c)) != 0);
}

/// Whether an underscore begins what would be read as a character's number.
bool isEncoding(const std::u32string &name, size_t at)
{
    const auto isHex = [](char32_t c) { return c < 0x80 && std::isxdigit(static_cast<int>(c)); };
    return name.size() >= at + 7 && name[at] == U'_' && name[at + 1] == U'x'
           && std::all_of(&name[at + 2], &name[at + 6], isHex) && name[at + 6] == U'_';
}

/// Characters that XML does not allow in names are written by their number. What stands before a
/// colon is a namespace, and lost.
QByteArray encodedName(const QByteArray &text)
{
    QByteArray out;
    const std::u32string name = QString::fromUtf8(text.mid(text.indexOf(':') + 1)).toStdU32String();
    for (size_t i = 0; i < name.size(); ++i) {
        const char32_t c = name[i];
        if ((i == 0 ? isNameStart(c) : isNamePart(c)) && !isEncoding(name, i))
            out += QString::fromUcs4(&c, 1).toUtf8();
        else
            out += "_x"
                   + QByteArray::number(static_cast<uint>(c), 16).toUpper().rightJustified(4, '0')
                   + '_';
    }
    return out;
}

/// What stands between the tags of a value that has no parts.
QByteArray plainText(const JsonValue &value)
{
    switch (value.kind) {
    case Kind::True:
        return "true";
    case Kind::False:
        return "false";
    case Kind::Integer:
        return value.text;
    case Kind::Float:
        return shortestDigits(value.number);
    case Kind::Text:
        return value.text;
    default:
        return {};
    }
}

/// Names that the conversion keeps for itself.
bool isReserved(const QByteArray &name)
{
    return name == "$id" || name == "$ref" || name == "$type" || name == "$value";
}

bool isAttribute(const JsonValue::Member &member)
{
    return (member.first.startsWith('@') || isReserved(member.first))
           && !member.second.isContainer();
}

/// There is no way to write such a member.
bool isUnspeakable(const JsonValue::Member &member)
{
    const QByteArray &name = member.first;
    return encodedName(name).isEmpty() || name == "@" || name.startsWith('?')
           || (name.startsWith('@') && member.second.isContainer());
}

QByteArray attributesOf(const JsonValue &value)
{
    QByteArray out;
    for (const JsonValue::Member &member : value.members) {
        if (!isAttribute(member))
            continue;
        const bool reserved = isReserved(member.first);
        if (reserved && !out.contains(" xmlns:json="))
            out += R"( xmlns:json="http://james.newtonking.com/projects/json")";
        out += (reserved ? " json:" : " ") + encodedName(member.first.mid(1)) + "=\""
               + xmlAttributeEscaped(plainText(member.second)) + '"';
    }
    return out;
}

/// Writes elements into one text; may find that it cannot.
class ElementWriter
{
public:
    void addMembers(const JsonValue &value, const QByteArray &extraAttributes)
    {
        for (const JsonValue::Member &member : value.members) {
            m_hasFailed = m_hasFailed || isUnspeakable(member);
            if (isAttribute(member) || m_hasFailed)
                continue;
            if (member.first == "#text") {
                m_out += xmlEscaped(plainText(member.second));
                continue;
            }
            const QByteArray name = encodedName(member.first);
            if (member.second.kind != Kind::Array) {
                addElement(name, member.second, extraAttributes);
                continue;
            }
            for (const JsonValue &item : member.second.items)
                addElement(name, item, extraAttributes);
        }
    }

    void
    addElement(const QByteArray &name, const JsonValue &value, const QByteArray &extraAttributes)
    {
        m_out += '<' + name + attributesOf(value) + extraAttributes;
        const qsizetype content = m_out.size();
        m_out += '>';
        if (value.kind == Kind::Object) {
            addMembers(value, {});
        } else if (value.kind == Kind::Array) {
            for (const JsonValue &item : value.items)
                addElement(name, item, {});
        } else {
            m_out += xmlEscaped(plainText(value));
        }
        // An empty text still has both tags.
        if (m_out.size() == content + 1 && value.kind != Kind::Text)
            m_out.replace(content, 1, " />");
        else
            m_out += "</" + name + '>';
    }

    [[nodiscard]] std::optional<QByteArray> written() const
    {
        return m_hasFailed ? std::nullopt : std::optional(m_out);
    }

private:
    QByteArray m_out;
    bool m_hasFailed = false;
};

JsonValue elementAsJson(QXmlStreamReader &reader)
{
    JsonValue value = JsonValue::object({});
    for (const QXmlStreamAttribute &attribute : reader.attributes())
        value.members.emplace_back('@' + attribute.qualifiedName().toUtf8(),
                                   JsonValue::ofText(attribute.value().toUtf8()));
    QString text;
    while (!reader.atEnd() && reader.readNext() != QXmlStreamReader::EndElement) {
        if (reader.isCharacters() && !reader.isWhitespace())
            text += reader.text();
        if (!reader.isStartElement())
            continue;
        const QByteArray name = reader.qualifiedName().toUtf8();
        JsonValue child = elementAsJson(reader);
        const auto same = std::find_if(value.members.begin(),
                                       value.members.end(),
                                       [&](const auto &member) { return member.first == name; });
        if (same == value.members.end())
            value.members.emplace_back(name, std::move(child));
        else if (same->second.kind == Kind::Array)
            same->second.items.push_back(std::move(child));
        else
            same->second = JsonValue::array({same->second, std::move(child)});
    }
    if (value.members.empty())
        return text.isEmpty() ? JsonValue() : JsonValue::ofText(text.toUtf8());
    if (!text.isEmpty())
        value.members.emplace_back("#text", JsonValue::ofText(text.toUtf8()));
    return value;
}

} // namespace

QByteArray xmlEscaped(const QByteArray &text)
{
    QByteArray out;
    for (const char c : text) {
        const auto code = static_cast<quint8>(c);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (code < 0x20 && c != '\t' && c != '\n' && c != '\r')
            out += "&#x" + QByteArray::number(code, 16).toUpper() + ';';
        else
            out += c;
    }
    return out;
}

QByteArray xmlAttributeEscaped(const QByteArray &text)
{
    return xmlEscaped(text).replace('"', "&quot;");
}

std::optional<QByteArray> xmlOf(const JsonValue &value, const QByteArray &element)
{
    if (value.kind != Kind::Object)
        return std::nullopt;
    ElementWriter writer;
    writer.addElement(element, value, {});
    return writer.written();
}

std::optional<QByteArray> xmlContentOf(const JsonValue &value, const QByteArray &childAttributes)
{
    if (value.kind != Kind::Object)
        return std::nullopt;
    ElementWriter writer;
    writer.addMembers(value, childAttributes);
    return writer.written();
}

std::optional<JsonValue> jsonOfXml(const QByteArray &xml)
{
    QXmlStreamReader reader(xml);
    if (!reader.readNextStartElement())
        return std::nullopt;
    JsonValue root = elementAsJson(reader);
    while (!reader.atEnd())
        reader.readNext();
    return reader.hasError() ? std::nullopt : std::optional(std::move(root));
}

} // namespace core::sandbox
