#include "ui/events/event_table_model.h"

#include "core/links/link_text.h"
#include "ui/widgets/words.h"

#include <QLocale>

#include <algorithm>

namespace ui {

namespace {

QString addressOf(const core::RecordedEvent &event)
{
    return core::addressText(event.stream, event.revision);
}

/// Names told of; a log of more streams has a list of its own.
constexpr qsizetype MostMet = 2000;

} // namespace

EventKey EventKey::of(const core::ResolvedEvent &event)
{
    const core::RecordedEvent &original = event.original();
    return {original.revision, original.stream, original.position};
}

EventTableModel::EventTableModel(const core::StreamName &stream, QObject *parent)
    : QAbstractTableModel(parent)
    , m_stream(stream)
{}

void EventTableModel::setNewestFirst(bool newestFirst)
{
    if (m_isNewestFirst == newestFirst)
        return;
    beginResetModel();
    m_isNewestFirst = newestFirst;
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, 0);
}

std::optional<EventKey> EventTableModel::keyAt(int row) const
{
    return row >= 0 && row < rowCount() ? keyAtRank(turned(row)) : std::nullopt;
}

int EventTableModel::rowOf(const EventKey &key) const
{
    const int rank = rankOf(key);
    return rank < 0 ? -1 : turned(rank);
}

const core::ResolvedEvent *EventTableModel::eventAt(int row) const
{
    return row >= 0 && row < rowCount() ? rowAt(row).event : nullptr;
}

void EventTableModel::want(int row) const
{
    if (row >= 0 && row < rowCount() && rowAt(row).state == EventRowState::Loading)
        wantRank(turned(row));
}

QString EventTableModel::groupedPlaceAt(int row) const
{
    const EventRow shown = rowAt(row);
    if (!m_stream.isAll())
        return shown.revision ? QLocale().toString(shown.revision->value) : QString();
    const auto position = shown.event ? shown.event->original().position : std::nullopt;
    return position ? QLocale().toString(position->commit) : QString();
}

void EventTableModel::tellLinkEnd(const EventKey &link, core::LinkState end)
{
    m_linkEnds.insert({link.stream, link.revision}, end);
    const int row = rowOf(link);
    if (row < 0)
        return;
    const QModelIndex cell = index(row, static_cast<int>(EventColumn::Type));
    Q_EMIT dataChanged(cell, cell);
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : EventColumnCount;
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto column = static_cast<EventColumn>(index.column());
    const bool isNumber = column == EventColumn::Place || column == EventColumn::Size;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const EventRow row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (row.state == EventRowState::Loading)
            wantRank(turned(index.row()));
        return text(row, column);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::AccessibleTextRole:
        return spokenText(row, column);
    case LoadingRole:
        return row.state == EventRowState::Loading;
    case RowStateRole:
        return static_cast<int>(row.state);
    case ToneRole:
        return static_cast<int>(tone(row, column));
    case NoteRole:
        return column == EventColumn::Type ? note(row) : QString();
    case DayRole:
        return row.event && row.event->shown().created.isTold()
                   ? QVariant(dayOf(row.event->shown().created))
                   : QVariant();
    default:
        return {};
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    const auto column = static_cast<EventColumn>(section);
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = column == EventColumn::Place || column == EventColumn::Size;
        return QVariant::fromValue((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && column == EventColumn::Place)
        return m_isNewestFirst ? tr("The newest is on top. Click to have the oldest there")
                               : tr("The oldest is on top. Click to have the newest there");
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case EventColumn::Place: {
        const QString place = m_stream.isAll() ? tr("Position") : tr("Revision");
        return m_isNewestFirst ? place + QStringLiteral(" ↑") : place;
    }
    case EventColumn::Type:
        return tr("Type");
    case EventColumn::Stream:
        return m_stream.isAll() ? tr("Stream") : tr("Links to");
    case EventColumn::Created:
        return tr("Created (UTC)");
    case EventColumn::Size:
        return tr("Size");
    }
    return {};
}

/// Before the rows are there: `first` counts those that are.
void EventTableModel::beginInsertRanks(int first, int last)
{
    const int row = m_isNewestFirst ? rowCount() - first : first;
    beginInsertRows({}, row, row + last - first);
}

void EventTableModel::beginRemoveRanks(int first, int last)
{
    beginRemoveRows({}, qMin(turned(first), turned(last)), qMax(turned(first), turned(last)));
}

void EventTableModel::ranksChanged(int first, int last)
{
    const int top = qMin(turned(first), turned(last));
    const int bottom = qMax(turned(first), turned(last));
    Q_EMIT dataChanged(index(top, 0), index(bottom, EventColumnCount - 1));
}

void EventTableModel::lookInto(const core::EventBatch &events)
{
    lookForLinks(events);
    meetStreams(events);
}

/// Broken links name what may not exist any more.
void EventTableModel::meetStreams(const core::EventBatch &events)
{
    QList<core::StreamName> met;
    for (const core::ResolvedEvent &event : events) {
        if (m_met.size() >= MostMet)
            break;
        if (event.isBroken() || deletedHere(event))
            continue;
        const auto target = linkTarget(event.shown());
        const core::StreamName &stream = target ? target->stream : event.shown().stream;
        if (stream == m_stream || m_met.contains(stream))
            continue;
        m_met.insert(stream);
        met.append(stream);
    }
    if (!met.isEmpty())
        Q_EMIT streamsMet(met);
}

void EventTableModel::lookForLinks(const core::EventBatch &events)
{
    if (m_linksSeen)
        return;
    m_linksSeen = std::any_of(events.cbegin(), events.cend(), [](const core::ResolvedEvent &event) {
        return event.original().isLink();
    });
    if (m_linksSeen)
        Q_EMIT linksSeen();
}

QString EventTableModel::text(const EventRow &row, EventColumn column) const
{
    if (column == EventColumn::Place) {
        if (m_stream.isAll() && row.event)
            return positionText(row.event->original().position.value_or(core::Position{}));
        return row.revision ? row.revision->toString() : QString();
    }
    if (!row.event)
        return column == EventColumn::Type ? row.note : QString();
    const core::RecordedEvent &shown = row.event->shown();
    switch (column) {
    case EventColumn::Place:
        break;
    case EventColumn::Type:
        return typeText(*row.event);
    case EventColumn::Stream: {
        if (m_stream.isAll() && !row.event->link)
            return shown.stream.text() + QStringLiteral(" @ ") + shown.revision.toString();
        return streamText(*row.event);
    }
    case EventColumn::Created:
        return clockText(shown.created);
    case EventColumn::Size:
        // What the server's list made of bytes that are no text has another size.
        return shown.isUnanswered ? tr("not told")
               : shown.dataExact  ? sizeText(shown.data.size())
                                  : tr("not exact");
    }
    return {};
}

QString EventTableModel::toolTip(const EventRow &row, EventColumn column) const
{
    if (row.state == EventRowState::GoneRange)
        return row.note;
    if (row.state == EventRowState::Gone)
        return tr("The server has no event %1 any more.").arg(text(row, EventColumn::Place));
    if (!row.event)
        return {};
    const core::RecordedEvent &shown = row.event->shown();
    if (shown.isUnanswered)
        return core::unansweredWhy();
    switch (column) {
    case EventColumn::Place:
        return addressOf(row.event->original());
    case EventColumn::Type:
        return typeText(*row.event);
    case EventColumn::Stream: {
        const QString target = text(row, column);
        if (deletedHere(*row.event))
            return tr("%1, which marks the deletion").arg(target);
        if (!row.event->event && !linkTarget(*row.event->link))
            return tr("The data of this link is not of the form REVISION@STREAM.");
        if (row.event->isBroken())
            return tr("%1 cannot be read: it is missing, truncated or deleted.").arg(target);
        return row.event->link ? tr("%1, linked from %2").arg(target, addressOf(*row.event->link))
                               : target;
    }
    case EventColumn::Created:
        return momentText(shown.created);
    case EventColumn::Size:
        if (!shown.isExact())
            return tr("Over HTTP a list does not hold these bytes; they are fetched for the event "
                      "that is looked at.");
        return tr("Data %1 bytes, metadata %2 bytes")
            .arg(QLocale().toString(shown.data.size()), QLocale().toString(shown.metadata.size()));
    }
    return {};
}

QString EventTableModel::spokenText(const EventRow &row, EventColumn column) const
{
    if (row.state == EventRowState::Loading)
        return tr("Loading");
    const QString shown = text(row, column);
    const bool isTarget
        = column == EventColumn::Stream && row.event && row.event->original().isLink();
    if (isTarget && deletedHere(*row.event))
        return tr("Deletion marker, link to %1").arg(shown);
    if (isTarget)
        return isBrokenLink(*row.event) ? tr("Broken link to %1").arg(shown)
                                        : tr("Link to %1").arg(shown);
    if (column == EventColumn::Place && row.state == EventRowState::Gone)
        return tr("%1, gone").arg(shown);
    if (const QString more = column == EventColumn::Type ? note(row) : QString(); !more.isEmpty())
        return tr("%1, %2").arg(shown, more);
    return column == EventColumn::Created && row.event ? momentText(row.event->shown().created)
                                                       : shown;
}

/// What became of a broken link, as far as somebody has asked.
QString EventTableModel::note(const EventRow &row) const
{
    if (!row.event || !isBrokenLink(*row.event))
        return {};
    const core::RecordedEvent &link = row.event->original();
    const auto end = m_linkEnds.constFind({link.stream, link.revision});
    return end == m_linkEnds.cend() ? tr("broken") : core::linkStateWords(*end);
}

EventTone EventTableModel::tone(const EventRow &row, EventColumn column) const
{
    if (!row.event)
        return EventTone::Dim;
    const bool isLink = row.event->original().isLink();
    if (isLink && deletedHere(*row.event))
        return column == EventColumn::Type || column == EventColumn::Stream ? EventTone::Dim
                                                                            : EventTone::Plain;
    if (column == EventColumn::Stream && isLink)
        return isBrokenLink(*row.event) ? EventTone::Broken : EventTone::Link;
    const bool isUnresolved = !row.event->event || row.event->event->isLink();
    return column == EventColumn::Type && isUnresolved ? EventTone::Dim : EventTone::Plain;
}

} // namespace ui
