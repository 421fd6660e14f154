// One JSON object on one line, written key by key.
// A value: any thread.
#pragma once

#include "core/base/ids.h"

#include <QByteArray>
#include <QStringView>

#include <optional>

namespace core {

class JsonLine
{
public:
    JsonLine &text(QByteArrayView key, QStringView value);
    JsonLine &number(QByteArrayView key, qint64 value);
    JsonLine &number(QByteArrayView key, std::optional<Revision> value);
    JsonLine &position(const std::optional<Position> &value);
    /// `json` must be a JSON value.
    JsonLine &raw(QByteArrayView key, QByteArrayView json);

    /// The object without its line break.
    [[nodiscard]] QByteArray object() const { return m_line + '}'; }
    /// The object with its line break.
    [[nodiscard]] QByteArray line() const { return m_line + "}\n"; }

private:
    QByteArray m_line{"{"};
};

/// An array; each item becomes a JSON value.
template<typename List, typename ToJson>
[[nodiscard]] QByteArray jsonArray(const List &list, ToJson toJson)
{
    QByteArray json("[");
    for (const auto &item : list) {
        if (json.size() > 1)
            json += ',';
        json += toJson(item);
    }
    return json + ']';
}

} // namespace core
