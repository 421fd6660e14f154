// JSON written as XML and XML read as JSON, by the conversion that the server uses: members become
// elements, "@name" an attribute, arrays elements of the same name.
// Pure functions: any thread.
#pragma once

#include "core/sandbox/json_value.h"

namespace core::sandbox {

/// An element with the members of an object as its children. Nothing if the value is no object or
/// has names that XML cannot say: the server fails on them.
[[nodiscard]] std::optional<QByteArray> xmlOf(const JsonValue &value, const QByteArray &element);
/// The same without the element around, its children with an attribute of their own.
[[nodiscard]] std::optional<QByteArray> xmlContentOf(const JsonValue &value,
                                                     const QByteArray &childAttributes);
[[nodiscard]] QByteArray xmlEscaped(const QByteArray &text);
[[nodiscard]] QByteArray xmlAttributeEscaped(const QByteArray &text);

/// The root's content as JSON: texts, objects, arrays where names repeat. Nothing if it is no XML.
[[nodiscard]] std::optional<JsonValue> jsonOfXml(const QByteArray &xml);

} // namespace core::sandbox
