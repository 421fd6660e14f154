#include "ui/audit/audit_findings_model.h"

#include "ui/audit/audit_words.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/words.h"

namespace ui {

void AuditFindingsModel::setReport(const core::AuditReport &report)
{
    QList<Row> rows = rowsOf(report);
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QList<AuditFindingsModel::Row> AuditFindingsModel::rowsOf(const core::AuditReport &report)
{
    QList<Row> rows;
    const auto add = [&rows](const QString &heading, const QList<core::AuditExample> &examples) {
        rows.append(Row{heading, {}});
        for (const core::AuditExample &example : examples)
            rows.append(Row{{}, example});
    };
    for (auto reason = report.reasons.cbegin(); reason != report.reasons.cend(); ++reason)
        add(auditReasonText(report, reason.key()), report.examples.value(reason.key()));
    if (report.open > 0)
        add(tr("Not judged yet: %1 into %2")
                .arg(linksText(report.open),
                     report.openStreams == 1
                         ? tr("1 stream")
                         : tr("%1 streams").arg(groupedNumber(qint64(report.openStreams)))),
            {});
    if (report.repeated > 0)
        add(tr("Target linked before: %1").arg(linksText(report.repeated)),
            report.repeatedExamples);
    return rows;
}

std::optional<core::Revision> AuditFindingsModel::linkAt(int row) const
{
    if (row < 0 || row >= m_rows.size() || !m_rows.at(row).heading.isEmpty())
        return std::nullopt;
    return m_rows.at(row).example.link;
}

int AuditFindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int AuditFindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags AuditFindingsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return linkAt(index.row()) ? usual : usual & ~Qt::ItemFlags(Qt::ItemIsSelectable);
}

QVariant AuditFindingsModel::data(const QModelIndex &index, int role) const
{
    const Row &row = m_rows.at(index.row());
    if (!row.heading.isEmpty()) {
        if (role == Qt::DisplayRole && index.column() == 0)
            return row.heading;
        return role == CellHeadingRole ? QVariant(true) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        if (index.column() == Revision)
            return groupedNumber(qint64(row.example.link.value));
        return index.column() == Link ? row.example.text.simplified() : row.example.why;
    case Qt::TextAlignmentRole:
        return index.column() == Revision ? int(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case CellMonospaceRole:
        return index.column() != Why;
    case CellLinkRole:
        return index.column() == Revision;
    default:
        return {};
    }
}

QVariant AuditFindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Revision)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == Revision ? tr("Revision") : section == Link ? tr("Link") : tr("Why");
}

} // namespace ui
