#include "ui/events/stream_table_model.h"

#include <QTimer>

#include <utility>

namespace ui {

namespace {

/// Farther apart than this, two wanted revisions belong to two views, and only the newer counts.
constexpr quint64 OneView = 2 * EventPageCache::EventsPerPage;

} // namespace

StreamTableModel::StreamTableModel(const core::StreamName &stream,
                                   const Limits &limits,
                                   QObject *parent)
    : EventTableModel(stream, parent)
    , m_limits(limits)
    , m_cache(limits.cacheBytes)
    , m_wantedTimer(new QTimer(this))
{
    m_wantedTimer->setSingleShot(true);
    m_wantedTimer->setInterval(0);
    connect(m_wantedTimer, &QTimer::timeout, this, &StreamTableModel::tellWanted);
}

void StreamTableModel::clear()
{
    beginResetModel();
    m_extent.reset();
    m_windowFirst = 0;
    m_windowRows = 0;
    m_goneReason.clear();
    m_cache.clear();
    m_wanted.reset();
    endResetModel();
    Q_EMIT extentChanged();
}

void StreamTableModel::setExtent(core::Revision first, core::Revision last, bool keepsWindow)
{
    const bool wasEmpty = isEmpty();
    beginResetModel();
    m_extent = Extent{first, last};
    m_goneReason.clear();
    m_cache.clear();
    m_wanted.reset();
    const quint64 length = last.value - first.value + 1;
    m_windowRows = qMin(length, m_limits.windowRows);
    const quint64 atEnd = last.value - m_windowRows + 1;
    m_windowFirst = keepsWindow && !wasEmpty ? qBound(first.value, m_windowFirst, atEnd) : atEnd;
    endResetModel();
    Q_EMIT extentChanged();
}

void StreamTableModel::growTo(core::Revision last)
{
    if (!m_extent || last <= m_extent->last)
        return;
    const bool wasAtEnd = windowIsAtEnd();
    const quint64 room = m_limits.windowRows - m_windowRows;
    const quint64 added = wasAtEnd ? qMin(room, last.value - m_extent->last.value) : 0;
    if (added > 0) {
        const int rank = rowCount();
        beginInsertRanks(rank, rank + static_cast<int>(added) - 1);
        m_windowRows += added;
        m_extent->last = last;
        endInsertRows();
    }
    m_extent->last = last;
    Q_EMIT extentChanged();
}

void StreamTableModel::setGoneReason(const QString &reason)
{
    m_goneReason = reason;
    if (headRows() > 0)
        ranksChanged(0, 0);
}

void StreamTableModel::insert(core::Revision first,
                              core::Revision end,
                              const core::EventBatch &events)
{
    if (!m_extent || end <= first)
        return;
    m_cache.insert(first, end, events);
    lookInto(events);
    changed(first, {end.value - 1});
}

void StreamTableModel::append(const core::EventBatch &events)
{
    if (events.isEmpty())
        return;
    const core::Revision first = events.constFirst().original().revision;
    const core::Revision last = events.constLast().original().revision;
    if (!m_extent) {
        setExtent(first, last);
    } else {
        growTo(last);
    }
    insert(first, {last.value + 1}, events);
}

void StreamTableModel::askAgain()
{
    if (m_windowRows > 0)
        changed({m_windowFirst}, {m_windowFirst + m_windowRows - 1});
}

bool StreamTableModel::bringIntoWindow(core::Revision revision)
{
    if (!m_extent || revision < m_extent->first || revision > m_extent->last)
        return false;
    if (rowOfRevision(revision) < 0)
        centerWindow(revision);
    return true;
}

void StreamTableModel::centerWindow(core::Revision revision)
{
    const quint64 half = m_limits.windowRows / 2;
    moveWindow(revision.value > half ? revision.value - half : 0);
}

void StreamTableModel::bringEndIntoWindow()
{
    if (!m_extent || windowIsAtEnd())
        return;
    moveWindow(m_extent->last.value);
}

bool StreamTableModel::windowIsAtEnd() const
{
    return !m_extent || m_windowFirst + m_windowRows == m_extent->last.value + 1;
}

int StreamTableModel::rowOfRevision(core::Revision revision) const
{
    const int rank = rankOfRevision(revision);
    return rank < 0 ? -1 : rowOfRank(rank);
}

int StreamTableModel::rankOfRevision(core::Revision revision) const
{
    if (revision.value < m_windowFirst || revision.value >= m_windowFirst + m_windowRows)
        return -1;
    return static_cast<int>(revision.value - m_windowFirst + headRows());
}

bool StreamTableModel::knows(core::Revision revision) const
{
    return m_cache.find(revision).state != EventPageCache::State::Missing;
}

int StreamTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_extent ? 0 : static_cast<int>(m_windowRows + headRows());
}

EventRow StreamTableModel::at(int rank) const
{
    if (static_cast<quint64>(rank) < headRows()) {
        const core::Revision lastGone{m_extent->first.value - 1};
        const QString gone = lastGone.value == 0
                                 ? tr("revision 0 is gone")
                                 : tr("revisions 0–%1 are gone").arg(lastGone.value);
        const QString note = m_goneReason.isEmpty() ? gone : tr("%1: %2").arg(gone, m_goneReason);
        return {EventRowState::GoneRange, nullptr, {}, note};
    }
    const core::Revision revision = revisionOf(rank);
    const EventPageCache::Place place = m_cache.find(revision);
    switch (place.state) {
    case EventPageCache::State::Missing:
        break;
    case EventPageCache::State::Here:
        return {EventRowState::Here, place.event, revision, {}};
    case EventPageCache::State::Gone:
        return {EventRowState::Gone, nullptr, revision, tr("gone")};
    }
    return {EventRowState::Loading, nullptr, revision, {}};
}

std::optional<EventKey> StreamTableModel::keyAtRank(int rank) const
{
    if (static_cast<quint64>(rank) < headRows())
        return {};
    return EventKey{revisionOf(rank), streamName(), {}};
}

int StreamTableModel::rankOf(const EventKey &key) const
{
    return key.stream == streamName() ? rankOfRevision(key.revision) : -1;
}

void StreamTableModel::wantRank(int rank) const
{
    const core::Revision revision = revisionOf(rank);
    const bool isSameView = m_wanted && revision.value + OneView > m_wanted->first.value
                            && revision.value < m_wanted->last.value + OneView;
    if (isSameView) {
        m_wanted->first = qMin(m_wanted->first, revision);
        m_wanted->last = qMax(m_wanted->last, revision);
    } else {
        m_wanted = Extent{revision, revision};
    }
    m_wantedTimer->start();
}

quint64 StreamTableModel::headRows() const
{
    return m_extent && m_extent->first.value > 0 && m_windowFirst == m_extent->first.value ? 1 : 0;
}

core::Revision StreamTableModel::revisionOf(int rank) const
{
    return {m_windowFirst + static_cast<quint64>(rank) - headRows()};
}

/// At the end a tenth of the window stays free for what will be written.
void StreamTableModel::moveWindow(quint64 wanted)
{
    const quint64 length = m_extent->last.value - m_extent->first.value + 1;
    const quint64 kept = m_limits.windowRows - m_limits.windowRows / 10;
    const quint64 latest = m_extent->last.value + 1 - qMin(length, kept);
    const quint64 first = qBound(m_extent->first.value, wanted, latest);
    if (first == m_windowFirst)
        return;
    beginResetModel();
    m_windowFirst = first;
    m_windowRows = qMin(m_extent->last.value + 1 - m_windowFirst, m_limits.windowRows);
    m_wanted.reset();
    endResetModel();
}

void StreamTableModel::tellWanted()
{
    if (const auto wanted = std::exchange(m_wanted, {}))
        Q_EMIT rangeWanted(wanted->first, wanted->last);
}

void StreamTableModel::changed(core::Revision first, core::Revision last)
{
    const quint64 windowEnd = m_windowFirst + m_windowRows;
    if (last.value < m_windowFirst || first.value >= windowEnd)
        return;
    ranksChanged(rankOfRevision({qMax(first.value, m_windowFirst)}),
                 rankOfRevision({qMin(last.value, windowEnd - 1)}));
}

} // namespace ui
