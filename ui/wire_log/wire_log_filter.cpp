#include "ui/wire_log/wire_log_filter.h"

#include <algorithm>

namespace ui {

void WireLogFilter::setWords(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool WireLogFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty())
        return true;
    QStringList cells;
    for (int column = 0; column < sourceModel()->columnCount(parent); ++column)
        cells.append(sourceModel()->index(row, column, parent).data().toString());
    const QString whole = cells.join(u'\n');
    return std::all_of(m_words.begin(), m_words.end(), [&whole](const QString &word) {
        return whole.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace ui
