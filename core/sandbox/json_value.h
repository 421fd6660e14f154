// JSON as the server's HTTP API reads and writes it: parsed and printed again, with what that does
// to it. Numbers with a point or an exponent go through double, integers stay digit for digit, of
// members of the same name the last one stays. The wire needs this; nothing else may use it.
// Values and pure functions: any thread.
#pragma once

#include <QByteArray>

#include <optional>
#include <utility>
#include <vector>

namespace core::sandbox {

struct JsonValue {
    enum class Kind { Null, False, True, Integer, Float, Text, Array, Object };
    using Member = std::pair<QByteArray, JsonValue>;

    Kind kind = Kind::Null;
    QByteArray text; ///< Text: unescaped, UTF-8. Integer: its digits
    double number = 0;
    std::vector<JsonValue> items = {};
    std::vector<Member> members = {};

    [[nodiscard]] static JsonValue ofText(const QByteArray &text);
    [[nodiscard]] static JsonValue ofNumber(qint64 number);
    [[nodiscard]] static JsonValue ofBool(bool value);
    [[nodiscard]] static JsonValue object(std::vector<Member> members);
    [[nodiscard]] static JsonValue array(std::vector<JsonValue> items);

    [[nodiscard]] bool isContainer() const { return kind == Kind::Array || kind == Kind::Object; }
    /// The member of that name, whatever its case.
    [[nodiscard]] const JsonValue *find(const QByteArray &name) const;
};

/// Where a member goes that was there before: the server has two ways of reading.
enum class RepeatedKey { MovesToEnd, StaysInPlace };
/// Whether texts that look like moments are written anew, as the server does in some places.
enum class Moments { StayText, AreRewritten };

struct JsonReading {
    RepeatedKey repeatedKey = RepeatedKey::MovesToEnd;
    Moments moments = Moments::StayText;
    bool mayHaveMoreBehind = false;
    /// Of an array the closing brackets may be missing, behind a whole item (seen on 24.10).
    bool arraysMayBeOpen = false;
};

/// Nothing if the text is not JSON.
[[nodiscard]] std::optional<JsonValue> readJson(const QByteArray &text,
                                                const JsonReading &reading = {});
/// With an indentation of two spaces.
[[nodiscard]] QByteArray printJson(const JsonValue &value);
/// The shortest digits that give the number back, in the server's way of writing them.
[[nodiscard]] QByteArray shortestDigits(double number);

} // namespace core::sandbox
