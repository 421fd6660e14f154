#include "core/text/json_scanner.h"

#include <algorithm>

namespace core {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Bytes of the UTF-8 sequence at `at`, a byte above 0x7f; 0 where it is none (RFC 3629: shortest
/// form, no surrogates, nothing above U+10FFFF).
int utf8Length(const char *at, const char *end)
{
    const auto byte = [&](int index) { return at + index < end ? quint8(at[index]) : quint8(0); };
    const auto follows = [&](int index, quint8 least = 0x80, quint8 most = 0xbf) {
        return byte(index) >= least && byte(index) <= most;
    };
    const quint8 first = byte(0);
    if (first >= 0xc2 && first <= 0xdf)
        return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool second = follows(1, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf);
        return second && follows(2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool second = follows(1, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf);
        return second && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

/// Bytes that stand for themselves in a string: ASCII but for control characters, '"' and '\'.
bool isPlain(char c)
{
    return quint8(c) >= 0x20 && quint8(c) < 0x80 && c != '"' && c != '\\';
}

} // namespace

JsonScanner::JsonScanner(QByteArrayView source, int depthLimit)
    : m_begin(source.data())
    , m_at(source.data())
    , m_end(source.data() + source.size())
    , m_depthLimit(depthLimit)
    , m_hasByteOrderMark(source.startsWith("\xef\xbb\xbf"))
{
    if (m_hasByteOrderMark)
        m_at += 3;
}

bool JsonScanner::next(JsonToken &token)
{
    if (m_error)
        return false;
    skipSpace();
    switch (m_state) {
    case State::Value:
        return readValue(token);
    case State::FirstKey:
        return isAt('}') ? close(token) : readKey(token);
    case State::AfterKey:
        if (!isAt(':'))
            return fail("A \":\" is missing after the key.");
        ++m_at;
        skipSpace();
        return readValue(token);
    case State::FirstElement:
        return isAt(']') ? close(token) : readValue(token);
    case State::AfterValue:
        break;
    }
    return readAfterValue(token);
}

bool JsonScanner::readAfterValue(JsonToken &token)
{
    if (m_closings.isEmpty())
        return m_at < m_end && fail("Nothing may follow the JSON value.");
    const char closing = m_closings.last();
    if (isAt(closing))
        return close(token);
    if (!isAt(',')) {
        return fail(closing == '}' ? "A \",\" or \"}\" is missing here."
                                   : "A \",\" or \"]\" is missing here.");
    }
    ++m_at;
    skipSpace();
    if (isAt(closing))
        return fail("After a \",\" another element must follow.");
    return closing == '}' ? readKey(token) : readValue(token);
}

bool JsonScanner::readKey(JsonToken &token)
{
    if (!isAt('"'))
        return fail("A key in double quotes is missing here.");
    if (!readString(token, JsonToken::Kind::Key))
        return false;
    m_state = State::AfterKey;
    return true;
}

bool JsonScanner::readValue(JsonToken &token)
{
    using Kind = JsonToken::Kind;
    if (m_at == m_end)
        return fail("A JSON value is missing here.");
    m_state = State::AfterValue;
    switch (*m_at) {
    case '{':
        return open(token, '}');
    case '[':
        return open(token, ']');
    case '"':
        return readString(token, Kind::String);
    case 't':
        return readWord(token, "true", Kind::True);
    case 'f':
        return readWord(token, "false", Kind::False);
    case 'n':
        return readWord(token, "null", Kind::Null);
    default:
        return readNumber(token);
    }
}

bool JsonScanner::open(JsonToken &token, char closing)
{
    const bool isObject = closing == '}';
    if (depth() == m_depthLimit)
        return fail("Objects and arrays are nested too deeply from here on.");
    const char *begin = m_at++;
    give(token, isObject ? JsonToken::Kind::ObjectBegin : JsonToken::Kind::ArrayBegin, begin);
    m_closings.append(closing);
    m_state = isObject ? State::FirstKey : State::FirstElement;
    return true;
}

bool JsonScanner::close(JsonToken &token)
{
    const bool isObject = m_closings.last() == '}';
    m_closings.removeLast();
    m_state = State::AfterValue;
    const char *begin = m_at++;
    return give(token, isObject ? JsonToken::Kind::ObjectEnd : JsonToken::Kind::ArrayEnd, begin);
}

bool JsonScanner::readString(JsonToken &token, JsonToken::Kind kind)
{
    const char *begin = m_at++;
    bool hasEscape = false;
    while (true) {
        while (m_at < m_end && isPlain(*m_at))
            ++m_at;
        if (m_at == m_end)
            return fail("A string is not closed.");
        if (*m_at == '"')
            break;
        if (*m_at == '\\') {
            hasEscape = true;
            if (!readEscape())
                return false;
        } else if (quint8(*m_at) < 0x20) {
            return fail("A control character or line break in a string is written as an escape.");
        } else {
            const int length = utf8Length(m_at, m_end);
            if (length == 0)
                return fail("These bytes are not UTF-8.");
            m_at += length;
        }
    }
    ++m_at;
    give(token, kind, begin);
    token.hasEscape = hasEscape;
    return true;
}

bool JsonScanner::readEscape()
{
    static constexpr QByteArrayView Simple("\"\\/bfnrt");
    ++m_at;
    if (m_at < m_end && Simple.contains(*m_at)) {
        ++m_at;
        return true;
    }
    if (!isAt('u'))
        return fail("After a \"\\\" one of \" \\ / b f n r t u must follow.");
    ++m_at;
    for (int digits = 0; digits < 4; ++digits, ++m_at) {
        if (m_at == m_end || !isHexDigit(*m_at))
            return fail("After \"\\u\" four hexadecimal digits must follow.");
    }
    return true;
}

bool JsonScanner::readDigits(const char *expectation)
{
    if (m_at == m_end || !isDigit(*m_at))
        return fail(expectation);
    while (m_at < m_end && isDigit(*m_at))
        ++m_at;
    return true;
}

bool JsonScanner::readNumber(JsonToken &token)
{
    const char *begin = m_at;
    if (*m_at != '-' && !isDigit(*m_at))
        return fail("A JSON value is missing here.");
    if (*m_at == '-')
        ++m_at;
    if (isAt('0')) {
        ++m_at;
        if (m_at < m_end && isDigit(*m_at))
            return fail("A number does not begin with a 0 before other digits.");
    } else if (!readDigits("After the \"-\" of a number a digit must follow.")) {
        return false;
    }
    if (isAt('.')) {
        ++m_at;
        if (!readDigits("After the \".\" of a number a digit must follow."))
            return false;
    }
    if (isAt('e') || isAt('E')) {
        ++m_at;
        if (isAt('+') || isAt('-'))
            ++m_at;
        if (!readDigits("In the exponent of a number a digit must follow."))
            return false;
    }
    return give(token, JsonToken::Kind::Number, begin);
}

bool JsonScanner::readWord(JsonToken &token, QByteArrayView word, JsonToken::Kind kind)
{
    if (!QByteArrayView(m_at, m_end).startsWith(word))
        return fail("This is not true, false or null.");
    const char *begin = m_at;
    m_at += word.size();
    return give(token, kind, begin);
}

bool JsonScanner::fail(const char *sentence)
{
    m_error = JsonNote{QString::fromLatin1(sentence), m_at - m_begin};
    return false;
}

bool JsonScanner::give(JsonToken &token, JsonToken::Kind kind, const char *begin)
{
    token = {kind, {begin - m_begin, m_at - m_begin}, depth(), false};
    return true;
}

void JsonScanner::skipSpace()
{
    while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
        ++m_at;
}

} // namespace core
