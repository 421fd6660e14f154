#include "ui/events/all_table_model.h"

#include <algorithm>

namespace ui {

AllTableModel::AllTableModel(const core::StreamName &stream, const Limits &limits, QObject *parent)
    : EventTableModel(stream, parent)
    , m_limits(limits)
{}

void AllTableModel::reset(const core::EventBatch &events, bool reachesStart, bool reachesEnd)
{
    beginResetModel();
    m_events.assign(events.cbegin(), events.cend());
    m_bytes = 0;
    for (const core::ResolvedEvent &event : events)
        m_bytes += EventPageCache::bytesOf(event);
    m_reachesStart = reachesStart;
    m_reachesEnd = reachesEnd;
    endResetModel();
    lookInto(events);
}

void AllTableModel::prepend(const core::EventBatch &events, bool reachesStart)
{
    m_reachesStart = reachesStart;
    if (events.isEmpty())
        return;
    beginInsertRanks(0, static_cast<int>(events.size()) - 1);
    m_events.insert(m_events.begin(), events.cbegin(), events.cend());
    for (const core::ResolvedEvent &event : events)
        m_bytes += EventPageCache::bytesOf(event);
    endInsertRows();
    dropNewest();
    lookInto(events);
}

void AllTableModel::append(const core::EventBatch &events, bool reachesEnd)
{
    m_reachesEnd = reachesEnd;
    if (events.isEmpty())
        return;
    const int rank = rowCount();
    beginInsertRanks(rank, rank + static_cast<int>(events.size()) - 1);
    m_events.insert(m_events.end(), events.cbegin(), events.cend());
    for (const core::ResolvedEvent &event : events)
        m_bytes += EventPageCache::bytesOf(event);
    endInsertRows();
    dropOldest();
    lookInto(events);
}

core::Position AllTableModel::oldest() const
{
    return positionOf(m_events.front());
}

core::Position AllTableModel::newest() const
{
    return positionOf(m_events.back());
}

std::optional<core::Position> AllTableModel::newestTold() const
{
    return m_events.back().original().position;
}

int AllTableModel::rowAtOrAfter(core::Position position) const
{
    const int rank = rankAtOrAfter(position);
    return rank < 0 ? -1 : rowOfRank(rank);
}

int AllTableModel::rankAtOrAfter(core::Position position) const
{
    const auto found
        = std::lower_bound(m_events.cbegin(),
                           m_events.cend(),
                           position,
                           [this](const core::ResolvedEvent &event, core::Position wanted) {
                               return positionOf(event) < wanted;
                           });
    return found == m_events.cend() ? -1 : static_cast<int>(found - m_events.cbegin());
}

int AllTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

EventRow AllTableModel::at(int rank) const
{
    const core::ResolvedEvent &event = m_events.at(static_cast<size_t>(rank));
    return {EventRowState::Here, &event, event.original().revision, {}};
}

std::optional<EventKey> AllTableModel::keyAtRank(int rank) const
{
    return EventKey::of(m_events.at(static_cast<size_t>(rank)));
}

int AllTableModel::rankOf(const EventKey &key) const
{
    const auto place = streamName().isAll()
                           ? key.position
                           : core::Position{key.revision.value, key.revision.value};
    const int rank = place ? rankAtOrAfter(*place) : -1;
    if (rank >= 0 && keyAtRank(rank) == key)
        return rank;
    const bool areAllTold
        = !streamName().isAll() || m_events.empty()
          || (key.position && m_events.front().original().position && newestTold());
    return areAllTold ? -1 : rankByName(key);
}

/// Where some positions are not told they are in no order to search by.
int AllTableModel::rankByName(const EventKey &key) const
{
    const auto found
        = std::find_if(m_events.crbegin(), m_events.crend(), [&key](const auto &event) {
              return event.original().revision == key.revision
                     && event.original().stream == key.stream;
          });
    return found == m_events.crend() ? -1 : static_cast<int>(m_events.crend() - found) - 1;
}

void AllTableModel::wantRank(int) const
{} // every row is here

core::Position AllTableModel::positionOf(const core::ResolvedEvent &event) const
{
    const quint64 revision = event.original().revision.value;
    if (!streamName().isAll())
        return {revision, revision};
    return event.original().position.value_or(core::Position{});
}

/// Nothing while the limits hold, else enough to be a tenth below them.
qsizetype AllTableModel::rowsToDrop(bool fromFront) const
{
    const auto rows = static_cast<qsizetype>(m_events.size());
    if (rows <= m_limits.rows && m_bytes <= m_limits.bytes)
        return 0;
    qsizetype dropped = 0;
    qsizetype bytes = m_bytes;
    const auto isTooMuch = [&] {
        return rows - dropped > m_limits.rows / 10 * 9 || bytes > m_limits.bytes / 10 * 9;
    };
    while (rows - dropped > 1 && isTooMuch()) {
        const qsizetype at = fromFront ? dropped : rows - 1 - dropped;
        bytes -= EventPageCache::bytesOf(m_events.at(static_cast<size_t>(at)));
        ++dropped;
    }
    return dropped;
}

void AllTableModel::dropOldest()
{
    const qsizetype count = rowsToDrop(true);
    if (count == 0)
        return;
    beginRemoveRanks(0, static_cast<int>(count) - 1);
    for (qsizetype i = 0; i < count; ++i) {
        m_bytes -= EventPageCache::bytesOf(m_events.front());
        m_events.pop_front();
    }
    m_reachesStart = false;
    endRemoveRows();
}

void AllTableModel::dropNewest()
{
    const qsizetype count = rowsToDrop(false);
    if (count == 0)
        return;
    const int rows = rowCount();
    beginRemoveRanks(rows - static_cast<int>(count), rows - 1);
    for (qsizetype i = 0; i < count; ++i) {
        m_bytes -= EventPageCache::bytesOf(m_events.back());
        m_events.pop_back();
    }
    m_reachesEnd = false;
    endRemoveRows();
}

} // namespace ui
