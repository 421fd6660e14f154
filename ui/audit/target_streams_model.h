// The streams that the links of an audit lead to, the most broken ones first.
// GUI thread.
#pragma once

#include "core/links/audit_report.h"

#include <QAbstractTableModel>

namespace ui {

class TargetStreamsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Stream, Links, Resolved, Broken, Reason, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    ~TargetStreamsModel() override;

    /// The rows are its streams in their order.
    void setReport(const core::AuditReport &report);
    /// Empty for the row of those that were not kept apart.
    [[nodiscard]] core::StreamName streamAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const core::AuditTargetStream &targetAt(int row) const;
    [[nodiscard]] static QString reasonText(const core::AuditTargetStream &target);
    [[nodiscard]] QString text(const core::AuditTargetStream &target, int column) const;

    QList<core::AuditTargetStream> m_targets;
    std::optional<core::AuditTargetStream> m_rest; ///< in the last row
    int m_rows = 0;
};

} // namespace ui
