// Looks into a JSON object without changing a byte of it: the members of its top level as ranges of
// the source. Pure functions: any thread.
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace core::sandbox {

struct JsonMember {
    QByteArray key;   ///< unescaped, UTF-8
    QByteArray value; ///< as it stands in the source
};

/// The members of a JSON object in their order; nothing if the text is not exactly one JSON object.
[[nodiscard]] std::optional<std::vector<JsonMember>> jsonMembers(const QByteArray &text);
/// The elements of a JSON array as they stand in the source; nothing if it is not exactly one
/// array.
[[nodiscard]] std::optional<std::vector<QByteArray>> jsonElements(const QByteArray &text);
/// The last member of that name, as readers of JSON commonly take it.
[[nodiscard]] std::optional<QByteArray> jsonValue(const std::vector<JsonMember> &members,
                                                  const QByteArray &key);
/// The text of a JSON string value, UTF-8; nothing if the value is not a string.
[[nodiscard]] std::optional<QByteArray> jsonText(const QByteArray &value);
[[nodiscard]] QByteArray jsonQuoted(const QByteArray &text);
/// The object with one member set: in its place if it was there, else at the end. Spaces between
/// tokens go, as on the server; numbers stay digit for digit. Nothing if it is not an object.
[[nodiscard]] std::optional<QByteArray>
jsonWithMember(const QByteArray &object, const QByteArray &key, const QByteArray &value);

} // namespace core::sandbox
