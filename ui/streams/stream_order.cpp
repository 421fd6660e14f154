#include "ui/streams/stream_order.h"

#include "ui/streams/stream_tree_model.h"

#include <QRegularExpression>

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
    if (!parent.isValid())
        return false;
    if (QSortFilterProxyModel::filterAcceptsRow(row, parent))
        return true;
    // Rows of the server's own streams show what comes behind "$ce-" and "$et-".
    const QRegularExpression filter = filterRegularExpression();
    if (!filter.pattern().contains(u'$'))
        return false;
    const auto stream = sourceModel()
                            ->index(row, 0, parent)
                            .data(StreamTreeModel::StreamRole)
                            .value<core::StreamName>();
    return filter.match(stream.text()).hasMatch();
}

} // namespace ui
