#include "ui/connections/connection_badge.h"

#include "ui/connections/connection.h"
#include "ui/theme/icons.h"

namespace ui {

namespace {

constexpr int LongestName = 180;

QString pictureOf(Connection::State state)
{
    switch (state) {
    case Connection::State::Connected:
        break;
    case Connection::State::Preparing:
    case Connection::State::Connecting:
        return QStringLiteral("ellipsis");
    case Connection::State::Reconnecting:
        return QStringLiteral("unlink");
    case Connection::State::Failed:
        return QStringLiteral("circle-alert");
    }
    return QStringLiteral("dot");
}

} // namespace

ConnectionBadge::ConnectionBadge(QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(QStringLiteral("top-bar/connection"));
    showConnection(nullptr);
}

void ConnectionBadge::showConnection(const Connection *connection)
{
    if (!connection) {
        setIcon(ui::icon(QStringLiteral("dot"), Tone::Dim));
        setText(tr("Not connected"));
        setAccessibleName(tr("Connection: none"));
        return;
    }
    setIcon(connectionIcon(*connection));
    const QString name = fontMetrics().elidedText(connection->name(), Qt::ElideMiddle, LongestName);
    setText(connection->isProduction() ? tr("%1 · Production").arg(name) : name);
    setToolTip(connection->fullName() + u'\n' + connection->statusText());
    setAccessibleName(tr("Connection: %1").arg(connection->fullName()));
}

QIcon connectionIcon(const Connection &connection)
{
    return icon(pictureOf(connection.state()), connection.tone());
}

} // namespace ui
