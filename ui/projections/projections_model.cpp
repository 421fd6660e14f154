#include "ui/projections/projections_model.h"

#include "ui/projections/projection_words.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/words.h"

#include <algorithm>

namespace ui {

namespace {

bool isNumber(int column)
{
    return column == ProjectionsModel::Progress || column == ProjectionsModel::Position
           || column == ProjectionsModel::Buffered;
}

/// In short: where two numbers are the same, one of them.
QString shortPlace(const core::ProjectionStatus &status)
{
    return status.position ? positionText(*status.position) : status.place;
}

QString textOf(const core::ProjectionStatus &status, int column)
{
    switch (column) {
    case ProjectionsModel::Name:
        return status.name;
    case ProjectionsModel::Status:
        return status.status;
    case ProjectionsModel::Mode:
        return status.mode;
    case ProjectionsModel::Progress:
        return progressText(status.progress);
    case ProjectionsModel::Position:
        return shortPlace(status);
    case ProjectionsModel::Buffered:
        return groupedNumber(status.buffered);
    default:
        return status.reason;
    }
}

} // namespace

void ProjectionsModel::setProjections(QList<core::ProjectionStatus> projections)
{
    std::sort(projections.begin(), projections.end(), [](const auto &one, const auto &other) {
        return one.name < other.name;
    });
    const bool isSame
        = std::equal(projections.cbegin(),
                     projections.cend(),
                     m_projections.cbegin(),
                     m_projections.cend(),
                     [](const auto &one, const auto &other) { return one.name == other.name; });
    if (!isSame) {
        beginResetModel();
        m_projections = std::move(projections);
        endResetModel();
        return;
    }
    m_projections = std::move(projections);
    if (!m_projections.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::optional<core::ProjectionStatus> ProjectionsModel::projectionAt(int row) const
{
    return row >= 0 && row < m_projections.size() ? std::optional(m_projections.at(row))
                                                  : std::nullopt;
}

int ProjectionsModel::rowOf(const QString &name) const
{
    const auto found = std::find_if(m_projections.cbegin(),
                                    m_projections.cend(),
                                    [&name](const auto &each) { return each.name == name; });
    return found == m_projections.cend() ? -1 : static_cast<int>(found - m_projections.cbegin());
}

int ProjectionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_projections.size());
}

int ProjectionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProjectionsModel::data(const QModelIndex &index, int role) const
{
    const core::ProjectionStatus &status = m_projections.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(status, index.column());
    case Qt::ToolTipRole:
        return index.column() == Position ? status.place : textOf(status, index.column());
    case Qt::TextAlignmentRole:
        return isNumber(index.column()) ? int(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case CellMonospaceRole:
        return isNumber(index.column());
    case CellToneRole:
        if (index.column() == Status)
            return int(toneOf(status));
        return index.column() == Problem ? QVariant(int(Tone::Danger)) : QVariant();
    default:
        return {};
    }
}

QVariant ProjectionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && isNumber(section))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Projection");
    case Status:
        return tr("Status");
    case Mode:
        return tr("Mode");
    case Progress:
        return tr("Progress");
    case Position:
        return tr("Position");
    case Buffered:
        return tr("Buffered");
    default:
        return tr("Error");
    }
}

} // namespace ui
