#include "ui/wire_log/wire_log_table.h"

#include "ui/wire_log/wire_log_columns.h"

#include <QScrollBar>

namespace ui {

WireLogTable::WireLogTable(QWidget *parent)
    : PlainTable(parent)
{
    setContextMenuPolicy(Qt::CustomContextMenu);
    const auto fit = [this](WireColumn column, const QString &widest) {
        setColumnFit(static_cast<int>(column), widest, true);
    };
    fit(WireColumn::Time, QStringLiteral("00:00:00.000"));
    fit(WireColumn::Connection, QStringLiteral("production"));
    fit(WireColumn::Method, QStringLiteral("Streams/Append"));
    fit(WireColumn::Target, QStringLiteral("$ce-customer-1042"));
    fit(WireColumn::Status, QStringLiteral("204 No Content"));
    fit(WireColumn::Sent, QStringLiteral("99,999"));
    fit(WireColumn::Received, QStringLiteral("9,999,999"));
    fit(WireColumn::Duration, QStringLiteral("9,999.9"));
    fit(WireColumn::Node, QStringLiteral("127.0.0.1:2113"));
}

/// Connected around the view's own handling: what was seen is known before it, and kept after it.
void WireLogTable::setModel(QAbstractItemModel *model)
{
    const auto remember = [this] {
        m_wasAtEnd = isAtEnd();
        m_topBefore = verticalScrollBar()->value();
    };
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, remember);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, remember);
    PlainTable::setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_wasAtEnd)
            scrollToBottom();
    });
    connect(model,
            &QAbstractItemModel::rowsRemoved,
            this,
            [this](const QModelIndex &, int first, int last) {
                if (m_wasAtEnd)
                    scrollToBottom();
                else if (first < m_topBefore)
                    verticalScrollBar()->setValue(m_topBefore - (last - first + 1));
            });
}

bool WireLogTable::isAtEnd() const
{
    return verticalScrollBar()->value() == verticalScrollBar()->maximum();
}

/// The view itself would begin with the first row, far from the end.
void WireLogTable::focusInEvent(QFocusEvent *event)
{
    if (model() && model()->rowCount() > 0 && !currentIndex().isValid())
        selectRow(model()->rowCount() - 1);
    PlainTable::focusInEvent(event);
}

} // namespace ui
