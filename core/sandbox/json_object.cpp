#include "core/sandbox/json_object.h"

#include <QString>

namespace core::sandbox {

namespace {

/// Deep enough for any metadata; a hostile text ends here instead of on the stack.
constexpr int MaxDepth = 200;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Walks over one JSON text. Every function leaves the place behind what it accepted.
class Walker
{
public:
    explicit Walker(const QByteArray &text)
        : m_text(text)
    {}

    bool skipValue(int depth = 0)
    {
        if (depth > MaxDepth)
            return false;
        skipSpace();
        switch (peek()) {
        case '{':
            return skipObject(depth, nullptr);
        case '[':
            return skipArray(depth, nullptr);
        case '"':
            return skipString();
        default:
            return skipNumber() || take("true") || take("false") || take("null");
        }
    }

    bool skipObject(int depth, std::vector<JsonMember> *members)
    {
        if (!take("{"))
            return false;
        skipSpace();
        if (take("}"))
            return true;
        while (true) {
            skipSpace();
            const qsizetype keyAt = m_at;
            if (!skipString())
                return false;
            const QByteArray key = m_text.mid(keyAt, m_at - keyAt);
            skipSpace();
            if (!take(":"))
                return false;
            skipSpace();
            const qsizetype valueAt = m_at;
            if (!skipValue(depth + 1))
                return false;
            if (members)
                members->push_back({*jsonText(key), m_text.mid(valueAt, m_at - valueAt)});
            skipSpace();
            if (take("}"))
                return true;
            if (!take(","))
                return false;
        }
    }

    bool skipArray(int depth, std::vector<QByteArray> *elements)
    {
        if (!take("["))
            return false;
        skipSpace();
        if (take("]"))
            return true;
        while (true) {
            skipSpace();
            const qsizetype elementAt = m_at;
            if (!skipValue(depth + 1))
                return false;
            if (elements)
                elements->push_back(m_text.mid(elementAt, m_at - elementAt));
            skipSpace();
            if (take("]"))
                return true;
            if (!take(","))
                return false;
        }
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && isSpace(m_text.at(m_at)))
            ++m_at;
    }
    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }

private:
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text.at(m_at) : '\0'; }

    bool take(const char *token)
    {
        const QByteArrayView wanted(token);
        if (!QByteArrayView(m_text).sliced(m_at).startsWith(wanted))
            return false;
        m_at += wanted.size();
        return true;
    }

    bool skipString()
    {
        if (!take("\""))
            return false;
        while (m_at < m_text.size()) {
            const char c = m_text.at(m_at++);
            if (c == '"')
                return true;
            if (static_cast<unsigned char>(c) < 0x20 || (c == '\\' && !skipEscape()))
                return false;
        }
        return false;
    }

    bool skipEscape()
    {
        if (m_at == m_text.size())
            return false;
        const char c = m_text.at(m_at++);
        if (c != 'u')
            return QByteArrayView("\"\\/bfnrt").contains(c);
        if (m_text.size() - m_at < 4)
            return false;
        const QByteArray digits = m_text.mid(m_at, 4);
        m_at += 4;
        bool isHex = false;
        digits.toUInt(&isHex, 16);
        return isHex && digits.size() == 4 && isxdigit(static_cast<unsigned char>(digits.at(0)));
    }

    bool skipDigits()
    {
        const qsizetype from = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > from;
    }

    bool skipNumber()
    {
        take("-");
        if (!take("0") && !skipDigits())
            return false;
        if (take(".") && !skipDigits())
            return false;
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (!take("+"))
                take("-");
            return skipDigits();
        }
        return true;
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
};

QByteArray withoutSpaces(const QByteArray &value)
{
    QByteArray out;
    bool inString = false;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char c = value.at(i);
        if (!inString && isSpace(c))
            continue;
        out += c;
        if (c == '"')
            inString = !inString;
        else if (c == '\\' && inString)
            out += value.at(++i);
    }
    return out;
}

} // namespace

std::optional<std::vector<JsonMember>> jsonMembers(const QByteArray &text)
{
    Walker walker(text);
    std::vector<JsonMember> members;
    walker.skipSpace();
    if (!walker.skipObject(0, &members))
        return std::nullopt;
    walker.skipSpace();
    if (!walker.atEnd())
        return std::nullopt;
    return members;
}

std::optional<std::vector<QByteArray>> jsonElements(const QByteArray &text)
{
    Walker walker(text);
    std::vector<QByteArray> elements;
    walker.skipSpace();
    if (!walker.skipArray(0, &elements))
        return std::nullopt;
    walker.skipSpace();
    if (!walker.atEnd())
        return std::nullopt;
    return elements;
}

std::optional<QByteArray> jsonValue(const std::vector<JsonMember> &members, const QByteArray &key)
{
    const auto found = std::find_if(members.rbegin(),
                                    members.rend(),
                                    [&](const JsonMember &member) { return member.key == key; });
    return found == members.rend() ? std::nullopt : std::optional(found->value);
}

std::optional<QByteArray> jsonText(const QByteArray &value)
{
    if (value.size() < 2 || !value.startsWith('"'))
        return std::nullopt;
    const QByteArray inner = value.mid(1, value.size() - 2);
    if (!inner.contains('\\'))
        return inner;
    QString text;
    const QString source = QString::fromUtf8(inner);
    for (qsizetype i = 0; i < source.size(); ++i) {
        if (source.at(i) != u'\\') {
            text += source.at(i);
            continue;
        }
        const QChar escaped = source.at(++i);
        if (escaped == u'u') {
            text += QChar(source.mid(i + 1, 4).toUShort(nullptr, 16));
            i += 4;
            continue;
        }
        const qsizetype known = QStringView(u"bfnrt").indexOf(escaped);
        text += known < 0 ? escaped : QStringView(u"\b\f\n\r\t").at(known);
    }
    return text.toUtf8();
}

QByteArray jsonQuoted(const QByteArray &text)
{
    QByteArray out = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += '\\';
        if (code < 0x20)
            out += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
        else
            out += c;
    }
    return out + '"';
}

std::optional<QByteArray>
jsonWithMember(const QByteArray &object, const QByteArray &key, const QByteArray &value)
{
    auto members = jsonMembers(object);
    if (!members)
        return std::nullopt;
    bool wasThere = false;
    for (JsonMember &member : *members) {
        if (member.key == key) {
            member.value = value;
            wasThere = true;
        }
    }
    if (!wasThere)
        members->push_back({key, value});
    QByteArray out = "{";
    for (const JsonMember &member : *members) {
        if (out.size() > 1)
            out += ',';
        out += jsonQuoted(member.key) + ':' + withoutSpaces(member.value);
    }
    return out + '}';
}

} // namespace core::sandbox
