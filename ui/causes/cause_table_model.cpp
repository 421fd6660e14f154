#include "ui/causes/cause_table_model.h"

#include "ui/causes/cause_words.h"
#include "ui/theme/palette_colors.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/words.h"

#include <QLocale>

namespace ui {

namespace {

using Kind = core::CauseNode::Kind;

} // namespace

void CauseTableModel::setTree(const QList<core::CauseNode> &tree, const core::LinkTarget &asked)
{
    beginResetModel();
    m_tree = tree;
    m_askedRow = -1;
    for (qsizetype row = 0; row < tree.size() && m_askedRow < 0; ++row) {
        const core::RecordedEvent &event = tree.at(row).event;
        if (event.stream == asked.stream && event.revision == asked.revision)
            m_askedRow = int(row);
    }
    endResetModel();
}

const core::CauseNode *CauseTableModel::nodeAt(int row) const
{
    return row >= 0 && row < m_tree.size() ? &m_tree.at(row) : nullptr;
}

int CauseTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tree.size());
}

int CauseTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CauseTableModel::text(const QModelIndex &index) const
{
    const core::CauseNode &node = m_tree.at(index.row());
    switch (index.column()) {
    case Event:
        return node.event.type;
    case Place:
        return placeText(node.event.stream, node.event.revision);
    case Time: // the year stands in the tooltip
        return QLocale(QLocale::English)
            .toString(node.event.created.toDateTime(), QStringLiteral("d MMM HH:mm:ss.zzz"));
    default:
        return node.parent < 0
                   ? QString()
                   : timeAfterText(m_tree.at(node.parent).event.created, node.event.created);
    }
}

QString CauseTableModel::note(int row) const
{
    const core::CauseNode &node = m_tree.at(row);
    switch (node.kind) {
    case Kind::CauseMissing:
        return tr("cause missing");
    case Kind::CycleBroken:
        return tr("in a circle");
    case Kind::Root:
    case Kind::Caused:
        break;
    }
    return row == m_askedRow ? tr("this event") : QString();
}

/// In full, where there is room.
QString CauseTableModel::sentence(int row) const
{
    const core::CauseNode &node = m_tree.at(row);
    switch (node.kind) {
    case Kind::CauseMissing:
        return tr("its cause is not here: %1").arg(node.causationId);
    case Kind::CycleBroken:
        return tr("its cause is below it: they name each other in a circle");
    case Kind::Root:
    case Kind::Caused:
        break;
    }
    return note(row);
}

QVariant CauseTableModel::data(const QModelIndex &index, int role) const
{
    const core::CauseNode &node = m_tree.at(index.row());
    const bool isFirst = index.column() == Event;
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::ToolTipRole:
        if (index.column() == Time)
            return eventTimeText(node.event.created);
        return isFirst && !sentence(index.row()).isEmpty()
                   ? text(index) + QStringLiteral(" · ") + sentence(index.row())
                   : text(index);
    case Qt::AccessibleTextRole: {
        const QString told = sentence(index.row());
        const QString step = tr("%1, step %2").arg(text(index)).arg(node.depth);
        if (!isFirst)
            return text(index);
        return told.isEmpty() ? step : tr("%1, %2").arg(step, told);
    }
    case Qt::TextAlignmentRole:
        return index.column() >= Time ? int(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case CellIndentRole:
        return isFirst ? node.depth : 0;
    case CellNoteRole:
        return isFirst ? note(index.row()) : QString();
    case CellNoteToneRole: {
        const bool isTrouble = node.kind == Kind::CauseMissing || node.kind == Kind::CycleBroken;
        return int(isTrouble ? Tone::Warning : Tone::Dim);
    }
    case CellLinkRole:
        return index.column() == Place;
    case CellMonospaceRole:
        return index.column() == Time || index.column() == After;
    default:
        return {};
    }
}

QVariant CauseTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= Time)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Event:
        return tr("Event");
    case Place:
        return tr("Stream @ revision");
    case Time:
        return tr("Time (UTC)");
    default:
        return tr("After cause");
    }
}

} // namespace ui
