// The wire log as a table, the newest call last.
// GUI thread.
#pragma once

#include "core/wire_log/wire_log.h"
#include "ui/wire_log/wire_log_columns.h"

#include <QAbstractTableModel>

namespace ui {

class WireLogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The log must outlive it.
    explicit WireLogModel(const core::WireLog &log, QObject *parent = nullptr);

    [[nodiscard]] const core::WireEntry &entryAt(int row) const { return m_log.at(row); }

    /// Some column of the row holds the word; case does not matter.
    [[nodiscard]] bool holds(int row, const QString &word) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const core::WireLog &m_log;
};

/// "Streams/Read" of "event_store.client.streams.Streams/Read"; a method of HTTP as it is.
[[nodiscard]] QStringView shortMethod(const core::WireEntry &entry);

} // namespace ui
