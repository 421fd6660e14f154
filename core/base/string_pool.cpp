#include "core/base/string_pool.h"

namespace core {

QString StringPool::intern(std::string_view utf8)
{
    const auto length = qsizetype(utf8.size());
    const auto found = m_texts.constFind(QByteArray::fromRawData(utf8.data(), length));
    if (found != m_texts.constEnd())
        return *found;
    if (m_texts.size() >= m_capacity)
        m_texts.clear();
    return *m_texts.insert(QByteArray(utf8.data(), length), QString::fromUtf8(utf8.data(), length));
}

} // namespace core
