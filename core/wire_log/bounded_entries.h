// Entries of the wire log in the order they came, at most so many, and where each is.
// A value: any thread.
#pragma once

#include "core/transport/wire_entry.h"

#include <QHash>

#include <deque>
#include <optional>

namespace core {

struct WireLogLimits {
    qsizetype entries = 5000;
    qint64 bytes = qint64(32) * 1024 * 1024; ///< of what the entries keep in memory, about
};

class BoundedEntries
{
public:
    explicit BoundedEntries(WireLogLimits limits)
        : m_limits(limits)
    {}

    [[nodiscard]] qsizetype size() const { return qsizetype(m_entries.size()); }
    [[nodiscard]] const WireEntry &at(qsizetype index) const { return m_entries[size_t(index)]; }

    /// Where the call with this serial is; 0 is never found.
    [[nodiscard]] std::optional<qsizetype> find(qint64 serial) const;
    void append(const WireEntry &entry);
    /// In the place of one with the same serial.
    void replace(qsizetype index, const WireEntry &entry);

    /// How many of the oldest are too much. The newest stays, whatever its size.
    [[nodiscard]] qsizetype excess() const;
    void removeFirst(qsizetype count);
    /// Leaves none.
    [[nodiscard]] BoundedEntries takeAll();

private:
    WireLogLimits m_limits;
    std::deque<WireEntry> m_entries;
    qint64 m_bytes = 0;
    qint64 m_removed = 0;             ///< so far, from the front
    QHash<qint64, qint64> m_bySerial; ///< index counted from the very first entry
};

} // namespace core
