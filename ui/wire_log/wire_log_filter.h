// The calls that a person wants to see: those with every word they typed, in any column.
// GUI thread.
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace ui {

class WireLogModel;

class WireLogFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// The log must outlive it.
    explicit WireLogFilter(WireLogModel &log, QObject *parent = nullptr);

    /// Words between spaces; case does not matter.
    void setWords(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    const WireLogModel &m_log;
    QStringList m_words;
};

} // namespace ui
