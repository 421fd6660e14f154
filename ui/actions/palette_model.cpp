#include "ui/actions/palette_model.h"

#include "ui/actions/fuzzy_match.h"

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr qsizetype MaximumShown = 200;

} // namespace

PaletteModel::PaletteModel(QObject *parent)
    : QAbstractListModel(parent)
{}

void PaletteModel::setEntries(const QList<PaletteEntry> &entries)
{
    m_entries = entries;
    rank();
}

void PaletteModel::setTyped(const QString &typed)
{
    m_typed = typed;
    rank();
}

const PaletteEntry &PaletteModel::entry(int row) const
{
    return m_entries.at(m_shown.at(row));
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteEntry &shown = entry(index.row());
    if (role == Qt::DisplayRole)
        return shown.text;
    if (role == HintRole)
        return shown.hint;
    if (role == Qt::AccessibleTextRole)
        return shown.hint.isEmpty() ? shown.text : shown.text + u' ' + shown.hint;
    return {};
}

void PaletteModel::rank()
{
    beginResetModel();
    QList<std::pair<int, int>> ranked; // score, index
    for (int i = 0; i < m_entries.size(); ++i) {
        if (const std::optional<int> score = fuzzyScore(m_typed, m_entries.at(i).text))
            ranked.append({m_typed.isEmpty() ? 0 : *score, i});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) {
        return a.first > b.first;
    });
    m_shown.clear();
    for (const auto &[score, index] : std::as_const(ranked)) {
        if (m_shown.size() == MaximumShown)
            break;
        m_shown.append(index);
    }
    endResetModel();
}

} // namespace ui
