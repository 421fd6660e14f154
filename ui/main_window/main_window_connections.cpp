// The window's connections: what is in front, what can be.
#include "ui/append/draft_store.h"
#include "ui/connections/connection.h"
#include "ui/connections/connection_badge.h"
#include "ui/connections/connection_words.h"
#include "ui/main_window/address_desk.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/connection_life.h"
#include "ui/main_window/deletion_desk.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/workspace.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QMenu>

namespace ui {

void MainWindow::openServer(const core::ConnectionSettings &settings, const FirstTabs &tabs)
{
    m_life->openServer(settings, tabs);
}

void MainWindow::openProfile(const core::ConnectionProfile &profile, const FirstTabs &tabs)
{
    m_life->openProfile(profile, tabs);
}

void MainWindow::openSandbox(const FirstTabs &tabs)
{
    m_life->openSandbox(tabs);
}

void MainWindow::startPrepared(Connection *connection, const core::ConnectionSettings &settings)
{
    m_connections.start(connection, settings);
}

void MainWindow::connectDesk()
{
    connect(
        m_desk, &ConnectionDesk::forgotten, this, [this](const core::ConnectionProfile &profile) {
            if (m_parts.drafts)
                m_parts.drafts->refile(profile.id, Connection::unkeptKey(profile.settings));
        });
    connect(
        m_desk, &ConnectionDesk::said, this, [this](const QString &text) { m_status->say(text); });
    connect(m_topBar->connectionMenu(), &QMenu::aboutToShow, this, &MainWindow::fillConnectionMenu);
    QMenu *switching
        = m_actions.menuOf(QStringLiteral("connection.connect"))->addMenu(tr("Switch To"));
    connect(
        switching, &QMenu::aboutToShow, this, [this, switching] { listConnections(switching); });
    connect(m_workspace, &Workspace::connectRequested, m_desk, &ConnectionDesk::askForServer);
    connect(m_workspace, &Workspace::editRequested, m_desk, &ConnectionDesk::edit);
    connect(
        m_workspace, &Workspace::credentialsRequested, m_desk, &ConnectionDesk::askForCredentials);
    connect(m_deletion,
            &DeletionDesk::credentialsRequested,
            m_desk,
            &ConnectionDesk::askForCredentials);
    connect(m_deletion, &DeletionDesk::editRequested, m_desk, &ConnectionDesk::edit);
    connect(m_status, &StatusLine::guardRequested, m_life, &ConnectionLife::editFront);
    connect(m_status, &StatusLine::tryNowRequested, this, [this] {
        m_life->retry(m_connections.front());
    });
    connect(m_life, &ConnectionLife::closing, m_addresses, &AddressDesk::endLookup);
    connect(m_life, &ConnectionLife::closing, m_links, &LinkDesk::forget);
    connect(m_life, &ConnectionLife::frontChanged, this, &MainWindow::onPageChanged);
    connect(&m_connections, &OpenConnections::changed, this, &MainWindow::onConnectionChanged);
}

void MainWindow::onConnectionChanged(Connection *connection)
{
    if (connection != m_connections.front())
        return;
    m_topBar->showConnection(connection);
    m_status->showConnection(connection);
    m_workspace->setNamesConnections(m_connections.all().size() > 1);
    QStringList title;
    if (const core::StreamName stream = m_workspace->currentStream(); !stream.isEmpty())
        title.append(stream.text());
    if (connection)
        title.append(connection->fullName());
    title.append(QStringLiteral("Tributary"));
    setWindowTitle(title.join(QStringLiteral(" – ")));
    enable("connection.reconnect",
           connection
               && (connection->state() == Connection::State::Reconnecting
                   || connection->state() == Connection::State::Failed));
    enable("connection.edit", connection && !connection->isSandbox());
}

void MainWindow::fillConnectionMenu()
{
    QMenu *menu = m_topBar->connectionMenu();
    listConnections(menu);
    menu->addSeparator();
    for (const char *id :
         {"connection.connect", "connection.sandbox", "connection.edit", "connection.close"})
        menu->addAction(m_actions.action(QString::fromLatin1(id)));
}

/// Those that are open, and those that are kept and could be.
void MainWindow::listConnections(QMenu *menu)
{
    menu->clear();
    for (Connection *connection : m_connections.all()) {
        QAction *action = menu->addAction(connectionIcon(*connection), connection->fullName());
        action->setCheckable(true);
        action->setChecked(connection == m_connections.front());
        connect(action, &QAction::triggered, connection, [this, connection] {
            m_life->show(connection);
        });
    }
    menu->addSeparator();
    for (const core::ConnectionProfile &profile : m_desk->closedOnes()) {
        const QString text = profile.isProduction() ? tr("Open %1 (production)") : tr("Open %1");
        QAction *action = menu->addAction(icon(QStringLiteral("dot"), toneOf(profile.color)),
                                          text.arg(profile.name));
        connect(action, &QAction::triggered, this, [this, profile] {
            m_life->openProfile(profile, {});
        });
    }
}

QList<PaletteEntry> MainWindow::connectionEntries()
{
    QList<PaletteEntry> entries;
    for (Connection *connection : m_connections.all()) {
        if (connection != m_connections.front())
            entries.append({tr("Switch to %1").arg(connection->fullName()),
                            {},
                            [this, other = QPointer<Connection>(connection)] {
                                if (other)
                                    m_life->show(other);
                            }});
    }
    for (const core::ConnectionProfile &profile : m_desk->closedOnes()) {
        const QString text
            = profile.isProduction() ? tr("Connect to %1 (production)") : tr("Connect to %1");
        entries.append(
            {text.arg(profile.name), {}, [this, profile] { m_life->openProfile(profile, {}); }});
    }
    return entries;
}

} // namespace ui
