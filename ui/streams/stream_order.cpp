#include "ui/streams/stream_order.h"

#include "ui/streams/stream_tree_model.h"

namespace ui {

StreamOrder::StreamOrder(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    if (m_collator.locale() == QLocale::c()) // which knows no numbers
        m_collator.setLocale(QLocale(QLocale::English));
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    setRecursiveFilteringEnabled(true);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
}

bool StreamOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const int leftRank = left.data(StreamTreeModel::RankRole).toInt();
    const int rightRank = right.data(StreamTreeModel::RankRole).toInt();
    if (leftRank != rightRank)
        return leftRank < rightRank;
    return m_collator.compare(left.data().toString(), right.data().toString()) < 0;
}

bool StreamOrder::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return parent.isValid() && QSortFilterProxyModel::filterAcceptsRow(row, parent);
}

} // namespace ui
