#include "ui/audit/target_streams_model.h"

#include "ui/theme/palette_colors.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/words.h"

namespace ui {

/// While an audit runs there are ever more; what is scrolled to and chosen stays.
void TargetStreamsModel::setReport(const core::AuditReport &report)
{
    QList<core::AuditTargetStream> targets = report.byStream;
    if (report.rest)
        targets.append(*report.rest);
    const int before = rowCount();
    const int now = int(targets.size());
    if (now < before) {
        beginResetModel();
        m_targets = std::move(targets);
        endResetModel();
        return;
    }
    // First the rows that are there, then new ones: while rows come, the others hold still.
    const QList<core::AuditTargetStream> added = targets.mid(before);
    targets.resize(before);
    if (targets != m_targets) {
        m_targets = std::move(targets);
        Q_EMIT dataChanged(index(0, 0), index(before - 1, ColumnCount - 1));
    }
    if (added.isEmpty())
        return;
    beginInsertRows({}, before, now - 1);
    m_targets.append(added);
    endInsertRows();
}

core::StreamName TargetStreamsModel::streamAt(int row) const
{
    return row >= 0 && row < m_targets.size() ? m_targets.at(row).stream : core::StreamName();
}

int TargetStreamsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_targets.size());
}

int TargetStreamsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TargetStreamsModel::text(const core::AuditTargetStream &target, int column) const
{
    switch (column) {
    case Stream:
        return target.stream.isEmpty() ? tr("other streams, not kept apart") : target.stream.text();
    case Links:
        return groupedNumber(qint64(target.links));
    case Resolved:
        return groupedNumber(qint64(target.links - target.broken - target.open));
    case Broken:
        return groupedNumber(qint64(target.broken));
    default:
        return reasonText(target);
    }
}

QString TargetStreamsModel::reasonText(const core::AuditTargetStream &target)
{
    const QString reason = target.broken > 0 ? core::linkStateWords(target.reason) : QString();
    if (target.open == 0)
        return reason;
    const QString open = tr("%1 not judged yet").arg(groupedNumber(qint64(target.open)));
    return reason.isEmpty() ? open : tr("%1 · %2").arg(reason, open);
}

QVariant TargetStreamsModel::data(const QModelIndex &index, int role) const
{
    const core::AuditTargetStream &target = m_targets.at(index.row());
    const bool isNumber = index.column() >= Links && index.column() <= Broken;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(target, index.column());
    case Qt::TextAlignmentRole:
        return isNumber ? int(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case CellMonospaceRole:
        return isNumber;
    case CellLinkRole:
        return index.column() == Stream && !target.stream.isEmpty();
    case CellToneRole:
        if (index.column() == Broken && target.broken > 0)
            return int(Tone::Danger);
        return isNumber && target.broken == 0 && index.column() == Broken ? int(Tone::Dim)
                                                                          : QVariant();
    default:
        return {};
    }
}

QVariant TargetStreamsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool isNumber = section >= Links && section <= Broken;
    if (role == Qt::TextAlignmentRole && isNumber)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Stream:
        return tr("Target stream");
    case Links:
        return tr("Links");
    case Resolved:
        return tr("Resolve");
    case Broken:
        return tr("Broken");
    default:
        return tr("Last reason");
    }
}

} // namespace ui
