// What can be done with JSON as text: check, format, shorten, look up. Every number, string, order
// and duplicate stays as it was written, to the byte.
// Pure functions: any thread.
#pragma once

#include "core/text/json_scanner.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <variant>

namespace core {

/// Line and column as people count: from 1, the column in characters.
struct TextPlace {
    qsizetype line = 1;
    qsizetype column = 1;

    friend bool operator==(const TextPlace &, const TextPlace &) = default;
};

/// Where byte `at` of UTF-8 text lies. Lines end with "\n".
[[nodiscard]] TextPlace placeOf(QByteArrayView text, qsizetype at);

/// The outcome of checkJson().
struct JsonCheck {
    std::optional<JsonNote> error; ///< the first one; without it the text is JSON
    /// Legal, but read differently by different programs: duplicate keys, surrogates that stand
    /// alone, a byte order mark. At most JsonWarningLimit.
    QList<JsonNote> warnings;

    [[nodiscard]] bool isValid() const { return !error; }
};

inline constexpr qsizetype JsonWarningLimit = 20;

/// Checks everything; for a document that a person edits.
[[nodiscard]] JsonCheck checkJson(QByteArrayView source);

/// Only whether it is JSON, quickly. A byte order mark in front is allowed.
[[nodiscard]] bool isJson(QByteArrayView source);

/// A line an element, indented; nothing where the source is not JSON. Lines are not indented
/// further than 64 levels, so that the size stays in proportion.
[[nodiscard]] std::optional<QByteArray> formatJson(QByteArrayView source, int indent = 2);

/// Without the space between tokens; nothing where the source is not JSON.
[[nodiscard]] std::optional<QByteArray> compactJson(QByteArrayView source);

/// The value at a path of object keys and array indices (in digits), `{"$acl", "$r"}`; an empty
/// path is the document. Of duplicate keys the last counts. Nothing where it is missing, or the
/// source is not JSON.
[[nodiscard]] std::optional<JsonRange> findJson(QByteArrayView source,
                                                const QList<QByteArray> &path);

/// A member of the document, where that is an object.
struct JsonMember {
    QString key;
    JsonRange keyRange; ///< with its quotes
    JsonRange value;
    JsonToken::Kind kind = JsonToken::Kind::Null; ///< the value's first token

    friend bool operator==(const JsonMember &, const JsonMember &) = default;
};

/// The members in their order, duplicates too; or the error, also where the document is not an
/// object.
[[nodiscard]] std::variant<QList<JsonMember>, JsonNote>
jsonMembers(QByteArrayView source, int depthLimit = JsonDepthLimit);

/// The text of a key or string token, given with its quotes. Lone surrogates are kept.
[[nodiscard]] QString jsonStringText(QByteArrayView token);

/// The same in UTF-8, without a detour; a lone surrogate becomes U+FFFD.
[[nodiscard]] QByteArray jsonStringUtf8(QByteArrayView token);

/// A string token for a text, with its quotes; only what must be escaped is.
[[nodiscard]] QByteArray toJsonString(QStringView text);

} // namespace core
