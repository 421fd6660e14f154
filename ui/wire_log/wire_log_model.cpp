#include "ui/wire_log/wire_log_model.h"

#include "ui/theme/palette_colors.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/words.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace ui {

namespace {

using core::WireEntry;

bool isNumber(WireColumn column)
{
    return column == WireColumn::Sent || column == WireColumn::Received
           || column == WireColumn::Duration;
}

QString title(WireColumn column)
{
    switch (column) {
    case WireColumn::Time:
        return WireLogModel::tr("Time (UTC)");
    case WireColumn::Connection:
        return WireLogModel::tr("Connection");
    case WireColumn::Method:
        return WireLogModel::tr("Method");
    case WireColumn::Target:
        return WireLogModel::tr("Target");
    case WireColumn::Status:
        return WireLogModel::tr("Status");
    case WireColumn::Sent:
        return WireLogModel::tr("Sent");
    case WireColumn::Received:
        return WireLogModel::tr("Received");
    case WireColumn::Duration:
        return WireLogModel::tr("ms");
    case WireColumn::Node:
        return WireLogModel::tr("Node");
    }
    return {};
}

QString durationText(const WireEntry &entry)
{
    if (entry.isRunning)
        return {};
    return QLocale().toString(static_cast<double>(entry.microseconds) / 1000, 'f', 1);
}

QString text(const WireEntry &entry, WireColumn column)
{
    switch (column) {
    case WireColumn::Time:
        return entry.started.toDateTime().toUTC().toString(QStringLiteral("HH:mm:ss.zzz"));
    case WireColumn::Connection:
        return entry.connection;
    case WireColumn::Method:
        return shortMethod(entry).toString();
    case WireColumn::Target:
        return entry.target;
    case WireColumn::Status:
        return entry.status;
    case WireColumn::Sent:
        return groupedNumber(entry.bytesSent);
    case WireColumn::Received:
        return groupedNumber(entry.bytesReceived);
    case WireColumn::Duration:
        return durationText(entry);
    case WireColumn::Node:
        return entry.node.toString();
    }
    return {};
}

/// Where a cell is short for something, the whole.
QString toolTip(const WireEntry &entry, WireColumn column)
{
    switch (column) {
    case WireColumn::Time:
        return eventTimeText(entry.started);
    case WireColumn::Method:
        return entry.method;
    case WireColumn::Sent:
    case WireColumn::Received:
    case WireColumn::Duration:
        return {};
    case WireColumn::Connection:
    case WireColumn::Target:
    case WireColumn::Status:
    case WireColumn::Node:
        break;
    }
    return text(entry, column);
}

Tone toneOf(const WireEntry &entry, WireColumn column)
{
    if (column == WireColumn::Status && entry.failed)
        return Tone::Danger;
    if (column == WireColumn::Status && entry.isRunning)
        return Tone::Accent;
    const bool isSecond = column == WireColumn::Time || column == WireColumn::Connection
                          || column == WireColumn::Node;
    return isSecond ? Tone::Dim : Tone::Text;
}

} // namespace

WireLogModel::WireLogModel(const core::WireLog &log, QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
{
    connect(&log, &core::WireLog::aboutToAppend, this, [this](qsizetype count) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(count) - 1);
    });
    connect(&log, &core::WireLog::appended, this, [this] { endInsertRows(); });
    connect(&log, &core::WireLog::aboutToRemove, this, [this](qsizetype count) {
        beginRemoveRows({}, 0, static_cast<int>(count) - 1);
    });
    connect(&log, &core::WireLog::removed, this, [this] { endRemoveRows(); });
    connect(&log, &core::WireLog::changed, this, [this](qsizetype row) {
        const int at = static_cast<int>(row);
        Q_EMIT dataChanged(index(at, 0), index(at, WireColumnCount - 1));
    });
}

/// A thousand calls are looked at for each key that is typed: what a number and a time cannot hold
/// is not looked for in them, they are made to be compared.
bool WireLogModel::holds(int row, const QString &word) const
{
    const WireEntry &entry = entryAt(row);
    const auto isIn
        = [&word](QStringView text) { return text.contains(word, Qt::CaseInsensitive); };
    if (isIn(shortMethod(entry)) || isIn(entry.target) || isIn(entry.status)
        || isIn(entry.connection) || isIn(entry.node.toString()))
        return true;
    if (std::any_of(word.begin(), word.end(), [](QChar letter) { return letter.isLetter(); }))
        return false;
    const std::array numbers{
        WireColumn::Time, WireColumn::Sent, WireColumn::Received, WireColumn::Duration};
    return std::any_of(numbers.begin(), numbers.end(), [&](WireColumn column) {
        return isIn(text(entry, column));
    });
}

int WireLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_log.size());
}

int WireLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : WireColumnCount;
}

QVariant WireLogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const WireEntry &entry = entryAt(index.row());
    const auto column = static_cast<WireColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, column);
    case Qt::ToolTipRole:
        return toolTip(entry, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft)
                                   | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(title(column), text(entry, column));
    case CellToneRole:
        return static_cast<int>(toneOf(entry, column));
    case CellMonospaceRole:
        return column != WireColumn::Connection && column != WireColumn::Status;
    default:
        return {};
    }
}

QVariant WireLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    const auto column = static_cast<WireColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft)
                                   | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && (column == WireColumn::Sent || column == WireColumn::Received))
        return tr("Bytes of bodies and messages");
    return role == Qt::DisplayRole ? title(column) : QVariant();
}

QStringView shortMethod(const WireEntry &entry)
{
    const QStringView method(entry.method);
    if (entry.wire == WireEntry::Wire::Http)
        return method;
    return method.mid(method.first(qMax(0, method.indexOf(u'/'))).lastIndexOf(u'.') + 1);
}

} // namespace ui
