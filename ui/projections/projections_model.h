// The projections of a server as rows.
// GUI thread.
#pragma once

#include "core/model/projection_status.h"

#include <QAbstractTableModel>
#include <QList>

#include <optional>

namespace ui {

class ProjectionsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Status, Mode, Progress, Position, Buffered, Problem, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// By name. Where the names stay, so do the rows and what is chosen.
    void setProjections(QList<core::ProjectionStatus> projections);
    [[nodiscard]] std::optional<core::ProjectionStatus> projectionAt(int row) const;
    /// -1: there is none.
    [[nodiscard]] int rowOf(const QString &name) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<core::ProjectionStatus> m_projections;
};

} // namespace ui
