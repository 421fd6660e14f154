#include "ui/wire_log/wire_log_filter.h"

#include "ui/wire_log/wire_log_model.h"

#include <algorithm>

namespace ui {

WireLogFilter::WireLogFilter(WireLogModel &log, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_log(log)
{
    setSourceModel(&log);
}

void WireLogFilter::setWords(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool WireLogFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    Q_UNUSED(parent);
    return std::all_of(m_words.begin(), m_words.end(), [this, row](const QString &word) {
        return m_log.holds(row, word);
    });
}

} // namespace ui
