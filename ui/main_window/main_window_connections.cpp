// The window's connections: what is in front, what can be.
#include "ui/append/draft_store.h"
#include "ui/connections/connection.h"
#include "ui/main_window/address_desk.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/connection_life.h"
#include "ui/main_window/deletion_desk.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/window_commands.h"
#include "ui/main_window/window_memory.h"
#include "ui/main_window/workspace.h"

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

bool MainWindow::openRemembered()
{
    const QList<WindowMemory::Opened> opened = m_memory->opened();
    for (const WindowMemory::Opened &one : opened) {
        if (one.profile)
            openProfile(*one.profile, one.tabs);
        else
            openSandbox(one.tabs);
    }
    return !opened.isEmpty();
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
    connect(switching, &QMenu::aboutToShow, this, [this, switching] {
        listConnections(switching, {m_connections, *m_desk, *m_life});
    });
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

void MainWindow::onConnectionChanged(const Connection *connection)
{
    if (connection != m_connections.front())
        return;
    showFront();
    m_actions.refresh();
}

void MainWindow::showFront()
{
    const Connection *connection = m_connections.front();
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
}

void MainWindow::fillConnectionMenu()
{
    QMenu *menu = m_topBar->connectionMenu();
    listConnections(menu, {m_connections, *m_desk, *m_life});
    menu->addSeparator();
    for (const char *id :
         {"connection.connect", "connection.sandbox", "connection.edit", "connection.close"})
        menu->addAction(m_actions.action(QString::fromLatin1(id)));
}

} // namespace ui
