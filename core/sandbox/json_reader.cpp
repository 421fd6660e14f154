#include "core/sandbox/iso_moment.h"
#include "core/sandbox/json_value.h"
#include "core/sandbox/server_text.h"

#include <QString>

#include <charconv>
#include <limits>

namespace core::sandbox {

namespace {

/// The server reads no deeper.
constexpr int MaxDepth = 64;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isNameCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$'
           || static_cast<unsigned char>(c) >= 0x80;
}

/// Reads as leniently as the server: comments, names without quotes, single quotes and a comma
/// behind the last item of an array are fine.
class Reader
{
public:
    Reader(const QByteArray &text, const JsonReading &reading)
        : m_text(text)
        , m_reading(reading)
    {}

    std::optional<JsonValue> whole()
    {
        JsonValue value;
        skipSpace();
        m_mayBeOpen = m_reading.arraysMayBeOpen && peek() == '[';
        if (!read(value, 0) || !(skipSpace(), m_reading.mayHaveMoreBehind || atEnd()))
            return std::nullopt;
        return value;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_text.at(m_at); }

    bool take(char c)
    {
        if (atEnd() || m_text.at(m_at) != c)
            return false;
        ++m_at;
        return true;
    }

    bool takeWord(QByteArrayView word)
    {
        if (!QByteArrayView(m_text).sliced(m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }

    void skipSpace()
    {
        while (!atEnd()) {
            const qsizetype before = m_at;
            while (isSpace(peek()))
                ++m_at;
            if (takeWord("/*"))
                m_isCommentOpen = !skipBehind("*/");
            else if (takeWord("//"))
                (void)skipBehind("\n");
            if (m_at == before)
                return;
        }
    }

    bool skipBehind(const QByteArray &mark)
    {
        const qsizetype found = m_text.indexOf(mark, m_at);
        m_at = found < 0 ? m_text.size() : found + mark.size();
        return found >= 0;
    }

    /// Behind an item.
    bool takeEnd(char bracket)
    {
        skipSpace();
        return take(bracket) || (m_mayBeOpen && atEnd() && !m_isCommentOpen);
    }

    bool read(JsonValue &value, int depth)
    {
        skipSpace();
        switch (peek()) {
        case '{':
            return depth < MaxDepth && readObject(value, depth);
        case '[':
            return depth < MaxDepth && readArray(value, depth);
        case '"':
        case '\'':
            value.kind = JsonValue::Kind::Text;
            return readText(value);
        default:
            return readWord(value) || readNumber(value);
        }
    }

    bool readWord(JsonValue &value)
    {
        if (takeWord("null"))
            value.kind = JsonValue::Kind::Null;
        else if (takeWord("true"))
            value.kind = JsonValue::Kind::True;
        else if (takeWord("false"))
            value.kind = JsonValue::Kind::False;
        else
            return false;
        return true;
    }

    bool readObject(JsonValue &value, int depth)
    {
        value.kind = JsonValue::Kind::Object;
        ++m_at;
        skipSpace();
        if (take('}'))
            return true;
        while (true) {
            QByteArray name;
            JsonValue held;
            if (!readName(name) || !(skipSpace(), take(':')) || !read(held, depth + 1))
                return false;
            put(value, {std::move(name), std::move(held)});
            if (takeEnd('}'))
                return true;
            if (!take(','))
                return false;
            skipSpace();
            if (take('}'))
                return true;
        }
    }

    void put(JsonValue &value, JsonValue::Member member) const
    {
        const auto same
            = [&](const JsonValue::Member &other) { return other.first == member.first; };
        const auto found = std::find_if(value.members.begin(), value.members.end(), same);
        if (found == value.members.end()) {
            value.members.push_back(std::move(member));
        } else if (m_reading.repeatedKey == RepeatedKey::StaysInPlace) {
            found->second = std::move(member.second);
        } else {
            value.members.erase(found);
            value.members.push_back(std::move(member));
        }
    }

    bool readName(QByteArray &name)
    {
        skipSpace();
        if (peek() == '"' || peek() == '\'') {
            JsonValue text;
            if (!readQuoted(text.text))
                return false;
            name = text.text;
            return true;
        }
        const qsizetype from = m_at;
        while (!atEnd() && isNameCharacter(peek()))
            ++m_at;
        name = m_text.mid(from, m_at - from);
        return m_at > from;
    }

    bool readArray(JsonValue &value, int depth)
    {
        value.kind = JsonValue::Kind::Array;
        ++m_at;
        skipSpace();
        if (take(']'))
            return true;
        while (true) {
            JsonValue item;
            if (!read(item, depth + 1))
                return false;
            value.items.push_back(std::move(item));
            if (takeEnd(']'))
                return true;
            if (!take(','))
                return false;
            skipSpace();
            if (take(']'))
                return true;
        }
    }

    bool readText(JsonValue &value)
    {
        if (!readQuoted(value.text))
            return false;
        if (m_reading.moments == Moments::AreRewritten)
            value.text = momentWrittenAnew(value.text);
        return true;
    }

    bool readQuoted(QByteArray &out)
    {
        const char quote = m_text.at(m_at++);
        QString utf16; // escapes may come in halves of a character
        qsizetype plainFrom = m_at;
        while (!atEnd()) {
            const char c = m_text.at(m_at);
            if (c != quote && c != '\\') {
                ++m_at;
                continue;
            }
            utf16 += textFrom(m_text.mid(plainFrom, m_at - plainFrom));
            ++m_at;
            if (c == quote) {
                out = utf16.toUtf8();
                return true;
            }
            if (!readEscape(utf16))
                return false;
            plainFrom = m_at;
        }
        return false;
    }

    bool readEscape(QString &out)
    {
        if (atEnd())
            return false;
        const char c = m_text.at(m_at++);
        if (c == 'u') {
            bool isHex = false;
            const ushort code = m_text.mid(m_at, 4).toUShort(&isHex, 16);
            out += QChar(code);
            m_at += 4;
            return isHex && m_at <= m_text.size();
        }
        const qsizetype known = QByteArrayView("bfnrt\"'\\/").indexOf(c);
        if (known < 0)
            return false;
        out += QLatin1Char("\b\f\n\r\t\"'\\/"[known]);
        return true;
    }

    bool readNumber(JsonValue &value)
    {
        const qsizetype from = m_at;
        while (!atEnd() && QByteArrayView("+-.0123456789eE").contains(peek()))
            ++m_at;
        const QByteArray text = m_text.mid(from, m_at - from);
        if (text.isEmpty() || text.startsWith('+'))
            return false;
        const bool isInteger = !text.contains('.') && !text.contains('e') && !text.contains('E');
        return isInteger ? readInteger(text, value) : readFloat(text, value);
    }

    static bool readInteger(const QByteArray &text, JsonValue &value)
    {
        value.kind = JsonValue::Kind::Integer;
        const QByteArray digits = text.startsWith('-') ? text.mid(1) : text;
        if (digits.isEmpty() || digits.contains('-') || digits.contains('+'))
            return false;
        bool fits = false;
        const qint64 number = text.toLongLong(&fits);
        value.text = fits ? QByteArray::number(number) : text;
        return true;
    }

    static bool readFloat(const QByteArray &text, JsonValue &value)
    {
        value.kind = JsonValue::Kind::Float;
        const char *end = text.constData() + text.size();
        const auto result = std::from_chars(text.constData(), end, value.number);
        if (result.ptr != end)
            return false;
        if (result.ec == std::errc::result_out_of_range) {
            // Too large becomes infinite, too small zero.
            const qsizetype e = text.toLower().indexOf('e');
            const bool isSmall = e >= 0 && text.mid(e + 1).startsWith('-');
            const double size = isSmall ? 0 : std::numeric_limits<double>::infinity();
            value.number = text.startsWith('-') ? -size : size;
        }
        return true;
    }

    const QByteArray &m_text;
    JsonReading m_reading;
    qsizetype m_at = 0;
    bool m_mayBeOpen = false;
    bool m_isCommentOpen = false;
};

} // namespace

std::optional<JsonValue> readJson(const QByteArray &text, const JsonReading &reading)
{
    return Reader(text, reading).whole();
}

} // namespace core::sandbox
