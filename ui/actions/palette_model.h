// What the command palette lists: entries that fit what is typed, the best first.
// GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QString>

#include <functional>

namespace ui {

/// Something that can be chosen by its name.
struct PaletteEntry {
    QString text;
    QString hint; ///< on the right: a shortcut
    std::function<void()> run;
};

class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { HintRole = Qt::UserRole };

    explicit PaletteModel(QObject *parent = nullptr);

    void setEntries(const QList<PaletteEntry> &entries);
    void setTyped(const QString &typed);
    /// Only for a valid row.
    [[nodiscard]] const PaletteEntry &entry(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    void rank();

    QList<PaletteEntry> m_entries;
    QString m_typed;
    QList<int> m_shown; ///< indexes into m_entries
};

} // namespace ui
