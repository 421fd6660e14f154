#include "core/sandbox/json_value.h"

#include <QString>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace core::sandbox {

namespace {

void printText(const QByteArray &text, QByteArray &out)
{
    out += '"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto code = static_cast<unsigned char>(text.at(i));
        // U+0085, U+2028 and U+2029 are escaped too.
        const QByteArray three = text.mid(i, 3);
        const bool isNextLine = text.mid(i, 2) == "\xc2\x85";
        const qsizetype known = QByteArrayView("\"\\\b\f\n\r\t").indexOf(text.at(i));
        if (known >= 0) {
            out += '\\';
            out += "\"\\bfnrt"[known];
        } else if (code < 0x20) {
            out += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
        } else if (isNextLine) {
            out += "\\u0085";
            i += 1;
        } else if (three == "\xe2\x80\xa8" || three == "\xe2\x80\xa9") {
            out += three == "\xe2\x80\xa8" ? "\\u2028" : "\\u2029";
            i += 2;
        } else {
            out += text.at(i);
        }
    }
    out += '"';
}

QByteArray printNumber(double number)
{
    if (std::isinf(number))
        return number > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    if (std::isnan(number))
        return "\"NaN\"";
    const QByteArray digits = shortestDigits(number);
    const bool isPlainInteger = !digits.contains('.') && !digits.contains('E');
    return isPlainInteger ? digits + ".0" : digits;
}

void newLine(int depth, QByteArray &out)
{
    out += '\n' + QByteArray(2 * depth, ' ');
}

void print(const JsonValue &value, int depth, QByteArray &out);

void printItems(const JsonValue &value, int depth, QByteArray &out)
{
    const bool isObject = value.kind == JsonValue::Kind::Object;
    const size_t count = isObject ? value.members.size() : value.items.size();
    out += isObject ? '{' : '[';
    for (size_t i = 0; i < count; ++i) {
        if (i > 0)
            out += ',';
        newLine(depth + 1, out);
        if (isObject) {
            printText(value.members[i].first, out);
            out += ": ";
        }
        print(isObject ? value.members[i].second : value.items[i], depth + 1, out);
    }
    if (count > 0)
        newLine(depth, out);
    out += isObject ? '}' : ']';
}

void print(const JsonValue &value, int depth, QByteArray &out)
{
    switch (value.kind) {
    case JsonValue::Kind::Null:
        out += "null";
        break;
    case JsonValue::Kind::False:
        out += "false";
        break;
    case JsonValue::Kind::True:
        out += "true";
        break;
    case JsonValue::Kind::Integer:
        out += value.text;
        break;
    case JsonValue::Kind::Float:
        out += printNumber(value.number);
        break;
    case JsonValue::Kind::Text:
        printText(value.text, out);
        break;
    case JsonValue::Kind::Array:
    case JsonValue::Kind::Object:
        printItems(value, depth, out);
        break;
    }
}

} // namespace

JsonValue JsonValue::ofText(const QByteArray &text)
{
    JsonValue value;
    value.kind = Kind::Text;
    value.text = text;
    return value;
}

JsonValue JsonValue::ofNumber(qint64 number)
{
    JsonValue value;
    value.kind = Kind::Integer;
    value.text = QByteArray::number(number);
    return value;
}

JsonValue JsonValue::ofBool(bool isTrue)
{
    JsonValue value;
    value.kind = isTrue ? Kind::True : Kind::False;
    return value;
}

JsonValue JsonValue::object(std::vector<Member> members)
{
    JsonValue value;
    value.kind = Kind::Object;
    value.members = std::move(members);
    return value;
}

JsonValue JsonValue::array(std::vector<JsonValue> items)
{
    JsonValue value;
    value.kind = Kind::Array;
    value.items = std::move(items);
    return value;
}

const JsonValue *JsonValue::find(const QByteArray &name) const
{
    const auto found = std::find_if(members.rbegin(), members.rend(), [&](const Member &member) {
        return member.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == members.rend() ? nullptr : &found->second;
}

QByteArray printJson(const JsonValue &value)
{
    QByteArray out;
    print(value, 0, out);
    return out;
}

QByteArray shortestDigits(double number)
{
    std::array<char, 32> buffer{};
    const auto end
        = std::to_chars(
              buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific)
              .ptr;
    const QByteArray scientific(buffer.data(), end - buffer.data()); // -d.ddde+XX
    const qsizetype e = scientific.indexOf('e');
    const int exponent = scientific.mid(e + 1).toInt();
    QByteArray mantissa = scientific.left(e);
    if (exponent >= 17 || exponent < -4) {
        const QByteArray size = QByteArray::number(std::abs(exponent)).rightJustified(2, '0');
        return mantissa + (exponent < 0 ? "E-" : "E+") + size;
    }
    const QByteArray sign = mantissa.startsWith('-') ? "-" : "";
    QByteArray digits = mantissa.mid(sign.size());
    digits.replace(".", "");
    if (exponent < 0)
        return sign + "0." + QByteArray(-exponent - 1, '0') + digits;
    const qsizetype whole = exponent + 1;
    if (digits.size() <= whole)
        return sign + digits.leftJustified(whole, '0');
    return sign + digits.left(whole) + '.' + digits.mid(whole);
}

} // namespace core::sandbox
