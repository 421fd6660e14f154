// What an audit found wrong, as rows: a heading a reason, its first examples below.
// GUI thread.
#pragma once

#include "core/links/audit_report.h"

#include <QAbstractTableModel>

namespace ui {

class AuditFindingsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Revision, Link, Why, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const core::AuditReport &report);
    /// The link of the row; nothing for a heading.
    [[nodiscard]] std::optional<core::Revision> linkAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString heading; ///< empty for an example
        core::AuditExample example;

        friend bool operator==(const Row &, const Row &) = default;
    };

    [[nodiscard]] static QList<Row> rowsOf(const core::AuditReport &report);

    QList<Row> m_rows;
};

} // namespace ui
