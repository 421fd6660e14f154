// The memory of recently written event ids, by which a repeat that expects "any" is recognised.
// Lives on the store's writing thread.
#pragma once

#include "core/base/ids.h"

#include <QHash>

#include <deque>
#include <optional>

namespace core::sandbox {

/// Bounded, and gone with the process, as on a server: the first place an id was written to is the
/// one that is kept, so the same id in another stream later is not known there.
class RecentIds
{
public:
    void put(const EventId &id, qint64 stream, qint64 revision)
    {
        if (m_places.contains(id))
            return;
        if (m_order.size() == Capacity) {
            m_places.remove(m_order.front());
            m_order.pop_front();
        }
        m_places.insert(id, {stream, revision});
        m_order.push_back(id);
    }

    [[nodiscard]] std::optional<qint64> revisionIn(qint64 stream, const EventId &id) const
    {
        const auto found = m_places.constFind(id);
        if (found == m_places.cend() || found->stream != stream)
            return std::nullopt;
        return found->revision;
    }

    void clear()
    {
        m_places.clear();
        m_order.clear();
    }

private:
    static constexpr size_t Capacity = 100'000;
    struct Place {
        qint64 stream = 0;
        qint64 revision = 0;
    };
    QHash<EventId, Place> m_places;
    std::deque<EventId> m_order;
};

} // namespace core::sandbox
