#include "core/wire_log/bounded_entries.h"

namespace core {

namespace {

constexpr qint64 BytesAnEntry = 512; ///< without its texts, about

qint64 bytesOf(const WireEntry &entry)
{
    qint64 bytes = BytesAnEntry + entry.request.size() + entry.answer.size()
                   + 2 * (entry.target.size() + entry.status.size());
    for (const QList<QByteArray> *headers : {&entry.requestHeaders, &entry.answerHeaders}) {
        for (const QByteArray &header : *headers)
            bytes += header.size();
    }
    return bytes;
}

} // namespace

std::optional<qsizetype> BoundedEntries::find(qint64 serial) const
{
    const auto found = m_bySerial.constFind(serial);
    if (found == m_bySerial.constEnd())
        return std::nullopt;
    return *found - m_removed;
}

void BoundedEntries::append(const WireEntry &entry)
{
    if (entry.serial != 0)
        m_bySerial.insert(entry.serial, m_removed + size());
    m_bytes += bytesOf(entry);
    m_entries.push_back(entry);
}

void BoundedEntries::replace(qsizetype index, const WireEntry &entry)
{
    WireEntry &kept = m_entries[size_t(index)];
    m_bytes += bytesOf(entry) - bytesOf(kept);
    kept = entry;
}

qsizetype BoundedEntries::excess() const
{
    qsizetype count = std::max<qsizetype>(size() - m_limits.entries, 0);
    qint64 bytes = m_bytes;
    for (qsizetype i = 0; i < count; ++i)
        bytes -= bytesOf(at(i));
    while (bytes > m_limits.bytes && count < size() - 1)
        bytes -= bytesOf(at(count++));
    return count;
}

void BoundedEntries::removeFirst(qsizetype count)
{
    for (qsizetype i = 0; i < count; ++i) {
        m_bytes -= bytesOf(m_entries.front());
        m_bySerial.remove(m_entries.front().serial);
        m_entries.pop_front();
    }
    m_removed += count;
}

BoundedEntries BoundedEntries::takeAll()
{
    return std::exchange(*this, BoundedEntries(m_limits));
}

} // namespace core
