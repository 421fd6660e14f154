#include "ui/connections/connection_badge.h"

#include "ui/connections/connection.h"
#include "ui/theme/icons.h"

namespace ui {

namespace {

constexpr int LongestName = 180;

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
    setIcon(ui::icon(QStringLiteral("dot"), dotTone(*connection)));
    setText(fontMetrics().elidedText(connection->name(), Qt::ElideMiddle, LongestName));
    setToolTip(connection->statusText());
    setAccessibleName(tr("Connection: %1").arg(connection->name()));
}

Tone dotTone(const Connection &connection)
{
    switch (connection.state()) {
    case Connection::State::Connected:
        return connection.tone();
    case Connection::State::Preparing:
    case Connection::State::Connecting:
        return Tone::Dim;
    case Connection::State::Reconnecting:
        return Tone::Warning;
    case Connection::State::Failed:
        return Tone::Danger;
    }
    return Tone::Dim;
}

} // namespace ui
