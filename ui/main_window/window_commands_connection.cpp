// Tables of commands: connections.
#include "ui/actions/action_registry.h"
#include "ui/connections/connection_badge.h"
#include "ui/connections/connection_words.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/connection_life.h"
#include "ui/main_window/window_commands.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QPointer>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ConnectionCommands)
};

bool canReconnect(const Connection *connection)
{
    return connection
           && (connection->state() == Connection::State::Reconnecting
               || connection->state() == Connection::State::Failed);
}

} // namespace

void addConnectionCommands(ActionRegistry &registry, const ConnectionCommandParts &parts)
{
    OpenConnections &connections = parts.connections;
    ConnectionDesk &desk = parts.desk;
    ConnectionLife &life = parts.life;
    const auto add = [&registry](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::Connection;
        registry.add(spec, std::move(handler));
    };
    add({.id = id("connection.connect"),
         .text = Words::tr("Connect to a Server…"),
         .shortcuts = keys({"Ctrl+Shift+O"}),
         .asksForMore = true},
        [&desk](bool) { desk.askForServer(); });
    add({.id = id("connection.sandbox"), .text = Words::tr("Open the Sandbox")},
        [&life](bool) { life.openSandbox({}); });
    add({.id = id("connection.reconnect"),
         .text = Words::tr("Reconnect Now"),
         .group = 1,
         .isEnabled = [&connections] { return canReconnect(connections.front()); }},
        [&life, &connections](bool) { life.retry(connections.front()); });
    add({.id = id("connection.edit"),
         .text = Words::tr("Edit Connection…"),
         .group = 1,
         .asksForMore = true,
         .isEnabled
         = [&connections] { return connections.front() && !connections.front()->isSandbox(); }},
        [&life](bool) { life.editFront(); });
    add({.id = id("connection.close"),
         .text = Words::tr("Close Connection"),
         .group = 1,
         .isEnabled = [&connections] { return connections.front() != nullptr; }},
        [&life](bool) { life.closeFront(); });
}

void listConnections(QMenu *menu, const ConnectionCommandParts &parts)
{
    menu->clear();
    ConnectionLife *life = &parts.life;
    for (Connection *connection : parts.connections.all()) {
        QAction *action = menu->addAction(connectionIcon(*connection), connection->fullName());
        action->setCheckable(true);
        action->setChecked(connection == parts.connections.front());
        QObject::connect(action, &QAction::triggered, connection, [life, connection] {
            life->show(connection);
        });
    }
    menu->addSeparator();
    for (const core::ConnectionProfile &profile : parts.desk.closedOnes()) {
        const QString text
            = profile.isProduction() ? Words::tr("Open %1 (production)") : Words::tr("Open %1");
        QAction *action = menu->addAction(icon(QStringLiteral("dot"), toneOf(profile.color)),
                                          text.arg(profile.name));
        QObject::connect(
            action, &QAction::triggered, life, [life, profile] { life->openProfile(profile, {}); });
    }
}

QList<PaletteEntry> connectionEntries(const ConnectionCommandParts &parts)
{
    QList<PaletteEntry> entries;
    ConnectionLife &life = parts.life;
    for (Connection *connection : parts.connections.all()) {
        if (connection != parts.connections.front())
            entries.append({Words::tr("Switch to %1").arg(connection->fullName()),
                            {},
                            [&life, other = QPointer<Connection>(connection)] {
                                if (other)
                                    life.show(other);
                            }});
    }
    for (const core::ConnectionProfile &profile : parts.desk.closedOnes()) {
        const QString text = profile.isProduction() ? Words::tr("Connect to %1 (production)")
                                                    : Words::tr("Connect to %1");
        entries.append(
            {text.arg(profile.name), {}, [&life, profile] { life.openProfile(profile, {}); }});
    }
    return entries;
}

} // namespace ui
