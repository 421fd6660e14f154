// The tree of causes as rows, each as far to the right as it is deep.
// GUI thread.
#pragma once

#include "core/links/cause_tree.h"
#include "core/model/link_target.h"

#include <QAbstractTableModel>

namespace ui {

class CauseTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Event, Place, Time, After, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `asked` is the event whose causes these are; its row says so.
    void setTree(const QList<core::CauseNode> &tree, const core::LinkTarget &asked);
    /// Null where there is no such row.
    [[nodiscard]] const core::CauseNode *nodeAt(int row) const;
    /// Of the event that was asked for; -1 if it is not among them.
    [[nodiscard]] int askedRow() const { return m_askedRow; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const QModelIndex &index) const;
    [[nodiscard]] QString note(int row) const;
    [[nodiscard]] QString sentence(int row) const;

    QList<core::CauseNode> m_tree;
    int m_askedRow = -1;
};

} // namespace ui
