#include "core/text/json_text.h"

#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <vector>

namespace core {

namespace {

using Kind = JsonToken::Kind;

constexpr int IndentedLevels = 64;

bool opens(Kind kind)
{
    return kind == Kind::ObjectBegin || kind == Kind::ArrayBegin;
}

bool closes(Kind kind)
{
    return kind == Kind::ObjectEnd || kind == Kind::ArrayEnd;
}

/// QString::fromUtf8 would drop a U+FEFF in front.
QString fromUtf8(QByteArrayView utf8)
{
    return QStringDecoder(QStringDecoder::Utf8,
                          QStringDecoder::Flag::Stateless
                              | QStringDecoder::Flag::ConvertInitialBom)(utf8);
}

int hexValue(char c)
{
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/// The code unit of "\uXXXX" whose "u" is at `at`.
char16_t escapedUnit(QByteArrayView token, qsizetype at)
{
    int unit = 0;
    for (qsizetype digit = 1; digit <= 4; ++digit)
        unit = unit * 16 + hexValue(token[at + digit]);
    return char16_t(unit);
}

char16_t simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return char16_t(c);
    }
}

/// Byte of the first escaped surrogate without its other half, or -1.
qsizetype loneSurrogate(QByteArrayView token)
{
    for (qsizetype at = token.indexOf('\\'); at >= 0; at = token.indexOf('\\', at)) {
        if (token[at + 1] != 'u') {
            at += 2;
            continue;
        }
        const char16_t unit = escapedUnit(token, at + 1);
        if (!QChar::isSurrogate(unit)) {
            at += 6;
            continue;
        }
        const bool hasOther = QChar::isHighSurrogate(unit) && token.sliced(at + 6).startsWith("\\u")
                              && QChar::isLowSurrogate(escapedUnit(token, at + 7));
        if (!hasOther)
            return at;
        at += 12;
    }
    return -1;
}

/// The keys of every open object, to find the second of two.
class SeenKeys
{
public:
    /// Whether a key has been seen in its object. The source must outlive this.
    bool isRepeated(const JsonToken &token, QByteArrayView source)
    {
        const QByteArrayView written = token.range.of(source);
        const QByteArray key
            = token.hasEscape ? jsonStringText(written).toUtf8()
                              : QByteArray::fromRawData(written.data() + 1, written.size() - 2);
        QSet<QByteArray> &keys = m_objects.back();
        const qsizetype before = keys.size();
        keys.insert(key);
        return keys.size() == before;
    }
    void enter() { m_objects.emplace_back(); }
    void leave() { m_objects.pop_back(); }

private:
    std::vector<QSet<QByteArray>> m_objects;
};

/// Writes tokens with their commas and colons, on lines of their own or not.
class TokenWriter
{
public:
    /// Without an indentation all goes on one line.
    TokenWriter(QByteArrayView source, std::optional<int> indent)
        : m_source(source)
        , m_indent(indent)
    {
        m_text.reserve(source.size() + (indent ? source.size() / 2 : 0));
    }

    void write(const JsonToken &token)
    {
        if (closes(token.kind)) {
            if (m_last != Last::Open)
                breakLine(token.depth);
        } else if (m_last == Last::Key) {
            m_text += m_indent ? ": " : ":";
        } else {
            if (m_last == Last::Value)
                m_text += ',';
            if (m_last != Last::Nothing)
                breakLine(token.depth);
        }
        m_text += token.range.of(m_source);
        m_last = opens(token.kind) ? Last::Open : token.kind == Kind::Key ? Last::Key : Last::Value;
    }

    QByteArray takeText() { return std::move(m_text); }

private:
    enum class Last { Nothing, Open, Key, Value };

    void breakLine(int depth)
    {
        if (!m_indent)
            return;
        m_text += '\n';
        m_text.append(qsizetype(std::min(depth, IndentedLevels)) * *m_indent, ' ');
    }

    QByteArrayView m_source;
    std::optional<int> m_indent;
    QByteArray m_text;
    Last m_last = Last::Nothing;
};

std::optional<QByteArray> rewritten(QByteArrayView source, std::optional<int> indent)
{
    JsonScanner scanner(source);
    TokenWriter writer(source, indent);
    JsonToken token;
    while (scanner.next(token))
        writer.write(token);
    return scanner.error() ? std::nullopt : std::optional(writer.takeText());
}

/// The range of the value whose first token is given; the scanner goes past it.
bool finishValue(JsonScanner &scanner, const JsonToken &first, JsonRange &range)
{
    range = first.range;
    if (!opens(first.kind))
        return true;
    JsonToken token;
    while (scanner.next(token)) {
        if (token.depth == first.depth) {
            range.end = token.range.end;
            return true;
        }
    }
    return false;
}

/// One step of a path: the child of the container whose text is `source`.
std::optional<JsonRange> findChild(QByteArrayView source, const QByteArray &step)
{
    JsonScanner scanner(source);
    JsonToken token;
    if (!scanner.next(token) || !opens(token.kind))
        return std::nullopt;
    const bool isObject = token.kind == Kind::ObjectBegin;
    std::optional<JsonRange> found;
    for (qsizetype index = 0; scanner.next(token) && !closes(token.kind); ++index) {
        bool isWanted = !isObject && QByteArray::number(index) == step;
        if (isObject) {
            isWanted = jsonStringText(token.range.of(source)).toUtf8() == step;
            if (!scanner.next(token))
                return std::nullopt;
        }
        JsonRange range;
        if (!finishValue(scanner, token, range))
            return std::nullopt;
        if (isWanted)
            found = range;
    }
    return found;
}

} // namespace

TextPlace placeOf(QByteArrayView text, qsizetype at)
{
    const QByteArrayView before = text.first(std::min(at, text.size()));
    const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
    const QByteArrayView line = before.sliced(lineBegin);
    const auto isFirstByte = [](char c) { return (quint8(c) & 0xc0) != 0x80; };
    return {1 + std::count(before.begin(), before.end(), '\n'),
            1 + std::count_if(line.begin(), line.end(), isFirstByte)};
}

JsonCheck checkJson(QByteArrayView source)
{
    JsonCheck check;
    const auto warn = [&](const char *text, qsizetype at) {
        if (check.warnings.size() < JsonWarningLimit)
            check.warnings.append({QString::fromLatin1(text), at});
    };
    JsonScanner scanner(source);
    if (scanner.hasByteOrderMark())
        warn("The text begins with a byte order mark, which many readers refuse.", 0);
    SeenKeys seen;
    JsonToken token;
    while (scanner.next(token)) {
        const qsizetype begin = token.range.begin;
        if (token.kind == Kind::ObjectBegin)
            seen.enter();
        else if (token.kind == Kind::ObjectEnd)
            seen.leave();
        else if (token.kind == Kind::Key && seen.isRepeated(token, source))
            warn("This key occurs twice in its object; most readers keep the last.", begin);
        const qsizetype lone = token.hasEscape ? loneSurrogate(token.range.of(source)) : -1;
        if (lone >= 0)
            warn("Half of a surrogate pair stands alone; many readers refuse it.", begin + lone);
    }
    check.error = scanner.error();
    return check;
}

bool isJson(QByteArrayView source)
{
    JsonScanner scanner(source);
    JsonToken token;
    while (scanner.next(token)) {
    }
    return !scanner.error();
}

std::optional<QByteArray> formatJson(QByteArrayView source, int indent)
{
    return rewritten(source, indent);
}

std::optional<QByteArray> compactJson(QByteArrayView source)
{
    return rewritten(source, std::nullopt);
}

std::optional<JsonRange> findJson(QByteArrayView source, const QList<QByteArray> &path)
{
    JsonScanner scanner(source);
    JsonToken first;
    JsonRange range;
    JsonToken rest;
    if (!scanner.next(first) || !finishValue(scanner, first, range) || scanner.next(rest)
        || scanner.error()) {
        return std::nullopt;
    }
    for (const QByteArray &step : path) {
        const auto child = findChild(range.of(source), step);
        if (!child)
            return std::nullopt;
        range = {range.begin + child->begin, range.begin + child->end};
    }
    return range;
}

std::variant<QList<JsonMember>, JsonNote> jsonMembers(QByteArrayView source, int depthLimit)
{
    JsonScanner scanner(source, depthLimit);
    QList<JsonMember> members;
    JsonToken token;
    if (scanner.next(token) && token.kind != Kind::ObjectBegin)
        return JsonNote{QStringLiteral("An object is expected here."), token.range.begin};
    while (scanner.next(token) && token.kind == Kind::Key) {
        JsonMember member{jsonStringText(token.range.of(source)), token.range, {}, {}};
        if (!scanner.next(token))
            break;
        member.kind = token.kind;
        if (!finishValue(scanner, token, member.value))
            break;
        members.append(member);
    }
    // The end of the object has been read; what is left is to see that nothing follows it.
    if (!scanner.error() && !scanner.next(token) && !scanner.error())
        return members;
    return *scanner.error();
}

QString jsonStringText(QByteArrayView token)
{
    const QByteArrayView inner = token.sliced(1, token.size() - 2);
    if (!inner.contains('\\'))
        return fromUtf8(inner);
    QString text;
    qsizetype from = 0;
    for (qsizetype at = inner.indexOf('\\'); at >= 0; at = inner.indexOf('\\', from)) {
        text += fromUtf8(inner.sliced(from, at - from));
        if (inner[at + 1] == 'u') {
            text += QChar(escapedUnit(inner, at + 1));
            from = at + 6;
        } else {
            text += QChar(simpleEscape(inner[at + 1]));
            from = at + 2;
        }
    }
    return text + fromUtf8(inner.sliced(from));
}

QByteArray jsonStringUtf8(QByteArrayView token)
{
    const QByteArrayView inner = token.sliced(1, token.size() - 2);
    QByteArray text;
    text.reserve(inner.size());
    qsizetype from = 0;
    for (qsizetype at = inner.indexOf('\\'); at >= 0; at = inner.indexOf('\\', from)) {
        text += inner.sliced(from, at - from);
        from = at + 2;
        if (inner[at + 1] != 'u') {
            text += char(simpleEscape(inner[at + 1]));
            continue;
        }
        QString units; // a pair of surrogates is one character
        for (from = at; inner.sliced(from).startsWith("\\u"); from += 6)
            units += QChar(escapedUnit(inner, from + 1));
        text += units.toUtf8();
    }
    return text += inner.sliced(from);
}

QByteArray toJsonString(QStringView text)
{
    static constexpr char Digits[] = "0123456789abcdef";
    const QByteArray utf8 = text.toUtf8();
    QByteArray token;
    token.reserve(utf8.size() + 2);
    token += '"';
    for (const char c : utf8) {
        if (c == '"' || c == '\\') {
            token += '\\';
            token += c;
        } else if (c == '\n') {
            token += "\\n";
        } else if (c == '\t') {
            token += "\\t";
        } else if (c == '\r') {
            token += "\\r";
        } else if (quint8(c) < 0x20) {
            token += "\\u00";
            token += Digits[quint8(c) >> 4];
            token += Digits[quint8(c) & 0x0f];
        } else {
            token += c;
        }
    }
    return token + '"';
}

} // namespace core
