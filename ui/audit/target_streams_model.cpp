#include "ui/audit/target_streams_model.h"

#include "core/base/free_elsewhere.h"
#include "ui/theme/palette_colors.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/words.h"

namespace ui {

TargetStreamsModel::~TargetStreamsModel()
{
    core::freeElsewhere(std::move(m_targets));
}

/// While an audit runs there are ever more; what is scrolled to and chosen stays. The list is
/// shared, never copied: it may be long.
void TargetStreamsModel::setReport(const core::AuditReport &report)
{
    const int now = int(report.byStream.size()) + (report.rest ? 1 : 0);
    if (now < m_rows) {
        beginResetModel();
        core::freeElsewhere(std::exchange(m_targets, report.byStream));
        m_rest = report.rest;
        m_rows = now;
        endResetModel();
        return;
    }
    // First the rows that are there, then new ones: while rows come, the others hold still.
    if (report.byStream != m_targets || report.rest != m_rest) {
        core::freeElsewhere(std::exchange(m_targets, report.byStream));
        m_rest = report.rest;
        if (m_rows > 0)
            Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
    }
    if (now == m_rows)
        return;
    beginInsertRows({}, m_rows, now - 1);
    m_rows = now;
    endInsertRows();
}

const core::AuditTargetStream &TargetStreamsModel::targetAt(int row) const
{
    return row < m_targets.size() ? m_targets.at(row) : *m_rest;
}

core::StreamName TargetStreamsModel::streamAt(int row) const
{
    return row >= 0 && row < m_rows ? targetAt(row).stream : core::StreamName();
}

int TargetStreamsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
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
    const core::AuditTargetStream &target = targetAt(index.row());
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
