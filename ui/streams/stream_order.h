// The order of the navigator and what its filter leaves.
// GUI thread.
#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>

namespace ui {

/// Over a StreamTreeModel. Sections stand in their order, pinned and recent in the order they were
/// given, names as people count: order-2 before order-10. A section shows only what is in it.
class StreamOrder final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit StreamOrder(QObject *parent = nullptr);

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QCollator m_collator;
};

} // namespace ui
