#include "core/text/json_line.h"

#include "core/text/json_text.h"

namespace core {

JsonLine &JsonLine::raw(QByteArrayView key, QByteArrayView json)
{
    if (m_line.size() > 1)
        m_line += ',';
    m_line += '"';
    m_line += key;
    m_line += "\":";
    m_line += json;
    return *this;
}

JsonLine &JsonLine::text(QByteArrayView key, QStringView value)
{
    return raw(key, toJsonString(value));
}

JsonLine &JsonLine::number(QByteArrayView key, qint64 value)
{
    return raw(key, QByteArray::number(value));
}

JsonLine &JsonLine::number(QByteArrayView key, std::optional<Revision> value)
{
    return raw(key, value ? QByteArray::number(value->value) : QByteArray("null"));
}

JsonLine &JsonLine::position(const std::optional<Position> &value)
{
    if (!value)
        return raw("position", "null");
    return raw("position",
               JsonLine()
                   .raw("commit", QByteArray::number(value->commit))
                   .raw("prepare", QByteArray::number(value->prepare))
                   .object());
}

} // namespace core
