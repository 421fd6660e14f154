#include "core/text/events_form.h"

#include "core/text/json_text.h"

#include <QStringDecoder>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace core {

namespace {

using Kind = PayloadChange::Kind;

/// Longer ones would not fit into what servers take as headers.
constexpr qsizetype LongestTypeInHeader = 4096;
constexpr qsizetype LongestQuote = 40;

/// With a byte order mark where there is one; nothing where the bytes are no text.
std::optional<QString> textOf(const QByteArray &bytes)
{
    using Flag = QStringDecoder::Flag;
    QStringDecoder decoder(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    const QString text = decoder(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

/// Servers trim a header's value.
bool canBeHeader(const QString &type)
{
    const QByteArray utf8 = type.toUtf8();
    return !utf8.isEmpty() && utf8.size() <= LongestTypeInHeader && !utf8.startsWith(' ')
           && !utf8.endsWith(' ') && std::none_of(utf8.begin(), utf8.end(), [](char c) {
                  return (c >= 0 && c < 0x20) || c == 0x7f;
              });
}

/// How the server takes a payload in the events form.
enum class Reading {
    Text,    ///< kept as it is
    Json,    ///< an object or array: parsed and written again
    Perhaps, ///< no JSON by the book, but the server's reader allows more than the book
};

Reading readingOf(const QByteArray &payload)
{
    const QString text = textOf(payload).value_or(QString());
    const auto first
        = std::find_if(text.cbegin(), text.cend(), [](QChar c) { return !c.isSpace(); });
    if (first == text.cend())
        return Reading::Text;
    const bool isBracket = *first == u'{' || *first == u'[';
    if (isBracket && isJson(payload))
        return Reading::Json;
    return isBracket || *first == u'/' ? Reading::Perhaps : Reading::Text; // "/": a comment
}

/// A decimal number without what does not matter to its value.
std::pair<QByteArray, qint64> significant(QByteArrayView number)
{
    QByteArray digits;
    qint64 exponent = 0;
    bool isFraction = false;
    for (qsizetype at = 0; at < number.size(); ++at) {
        const char c = number[at];
        if (c == 'e' || c == 'E') {
            exponent += number.sliced(at + 1).toByteArray().toLongLong();
            break;
        }
        if (c == '.')
            isFraction = true;
        if (c < '0' || c > '9')
            continue;
        digits += c;
        exponent -= isFraction ? 1 : 0;
    }
    while (digits.endsWith('0')) {
        digits.chop(1);
        ++exponent;
    }
    while (digits.startsWith('0'))
        digits.remove(0, 1);
    return {digits, digits.isEmpty() ? 0 : exponent};
}

/// Whole numbers keep their digits; all others go through a double.
std::optional<Kind> changeOfNumber(QByteArrayView number)
{
    const auto isOneOf = [](char c) { return c == '.' || c == 'e' || c == 'E'; };
    if (std::none_of(number.begin(), number.end(), isOneOf))
        return number == QByteArrayView("-0") ? std::optional(Kind::Respelled) : std::nullopt;
    double value = 0;
    const auto read = std::from_chars(number.begin(), number.end(), value);
    if (read.ec != std::errc() || !std::isfinite(value))
        return Kind::ValueChanged;
    char shortest[64];
    const auto written = std::to_chars(std::begin(shortest), std::end(shortest), value);
    if (significant(number) != significant({shortest, written.ptr - shortest}))
        return Kind::ValueChanged;
    const bool isPlain
        = std::none_of(number.begin(), number.end(), [](char c) { return c == 'e' || c == 'E'; });
    const bool hasSpareZero = number.endsWith('0') && !number.endsWith(QByteArrayView(".0"));
    return isPlain && !hasSpareZero ? std::nullopt : std::optional(Kind::Respelled);
}

/// As the server writes it: only what must be escaped is, and three line breaks of Unicode.
QByteArray asServersWrite(const QString &text)
{
    QString token;
    for (const QChar c : text) {
        if (c == u'\b')
            token += QStringLiteral("\\b");
        else if (c == u'\f')
            token += QStringLiteral("\\f");
        else if (c == u'\u0085' || c == u'\u2028' || c == u'\u2029')
            token += QStringLiteral("\\u%1").arg(int(c.unicode()), 4, 16, QLatin1Char('0'));
        else if (c.unicode() < 0x20 || c == u'"' || c == u'\\')
            token += QString::fromLatin1(toJsonString(QString(c)).sliced(1).chopped(1));
        else
            token += c;
    }
    return '"' + token.toUtf8() + '"';
}

QString shown(QByteArrayView token)
{
    const QString text = QString::fromUtf8(token);
    return text.size() > LongestQuote ? text.left(LongestQuote) + u'…' : text;
}

/// The worst that happens to the tokens of an object or array.
PayloadChange changeOfJson(const QByteArray &json, const QString &part)
{
    const QList<JsonNote> warnings = checkJson(json).warnings;
    if (!warnings.isEmpty()) // duplicate keys, lone surrogates
        return {Kind::ValueChanged,
                QStringLiteral("%1 would lose something: %2")
                    .arg(part, warnings.constFirst().text.chopped(1))};
    PayloadChange worst{Kind::LaidOutAnew, QStringLiteral("%1 would be laid out anew").arg(part)};
    JsonScanner scanner(json);
    JsonToken token;
    while (worst.kind < Kind::ValueChanged && scanner.next(token)) {
        const QByteArrayView text = token.range.of(json);
        std::optional<Kind> kind;
        if (token.kind == JsonToken::Kind::Number)
            kind = changeOfNumber(text);
        else if ((token.kind == JsonToken::Kind::String || token.kind == JsonToken::Kind::Key)
                 && asServersWrite(jsonStringText(text)) != text)
            kind = Kind::Respelled;
        if (!kind || *kind <= worst.kind)
            continue;
        const QString fate = *kind == Kind::ValueChanged
                                 ? QStringLiteral("would lose digits")
                                 : QStringLiteral("would be written in another way");
        const QString what = token.kind == JsonToken::Kind::Number ? QStringLiteral("the number ")
                                                                   : QStringLiteral("the text ");
        worst = {*kind, what + QStringLiteral("%1 in %2 %3").arg(shown(text), part, fate)};
    }
    return worst;
}

std::optional<PayloadChange> changeOfPart(const QByteArray &payload, const QString &part)
{
    if (!textOf(payload))
        return PayloadChange{Kind::NotText, QStringLiteral("%1 is no text").arg(part)};
    switch (readingOf(payload)) {
    case Reading::Text:
        return std::nullopt;
    case Reading::Json:
        if (payload == "{}" || payload == "[]")
            return std::nullopt;
        return changeOfJson(payload, part);
    case Reading::Perhaps:
        break;
    }
    return PayloadChange{
        Kind::ValueChanged,
        QStringLiteral("%1 is no JSON by the book, and the server may read it as JSON").arg(part)};
}

bool isReadAsJson(const QByteArray &payload)
{
    return readingOf(payload) == Reading::Json;
}

/// An event is marked as JSON if its data or its metadata is an object or array.
std::optional<PayloadChange> changeOfType(const NewEvent &event)
{
    const bool isJsonThen = isReadAsJson(event.data) || isReadAsJson(event.metadata);
    if (isJsonThen == (event.contentType == ContentType::Json))
        return std::nullopt;
    return PayloadChange{Kind::OtherType,
                         isJsonThen ? QStringLiteral("it would be marked as JSON")
                                    : QStringLiteral("it would not be marked as JSON")};
}

std::optional<PayloadChange> worse(std::optional<PayloadChange> a, std::optional<PayloadChange> b)
{
    if (!a || (b && b->kind > a->kind))
        return b;
    return a;
}

} // namespace

bool goesAlone(const QList<NewEvent> &events)
{
    return events.size() == 1 && events.constFirst().metadata.isEmpty()
           && canBeHeader(events.constFirst().type);
}

std::optional<PayloadChange> changeOnTheWay(const NewEvent &event, bool alone)
{
    if (!alone)
        return worse(worse(changeOfPart(event.data, QStringLiteral("its data")),
                           changeOfPart(event.metadata, QStringLiteral("its metadata"))),
                     changeOfType(event));
    // A body that is said to be JSON is decoded as text, and encoded again.
    if (event.contentType == ContentType::Json && !textOf(event.data))
        return PayloadChange{Kind::NotText, QStringLiteral("its data is no text")};
    return std::nullopt;
}

QByteArray toEventsFormValue(const QByteArray &payload)
{
    return isReadAsJson(payload) ? payload : toJsonString(textOf(payload).value_or(QString()));
}

} // namespace core
