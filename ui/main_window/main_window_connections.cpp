// The window's connections: opening, what is in front, changing, closing.
#include "ui/append/append_words.h"
#include "ui/append/draft_store.h"
#include "ui/connections/connection.h"
#include "ui/connections/connection_badge.h"
#include "ui/connections/connection_words.h"
#include "ui/connections/saved_connections.h"
#include "ui/main_window/address_desk.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/deletion_desk.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/workspace.h"
#include "ui/prompts/prompts.h"
#include "ui/streams/stream_index.h"
#include "ui/theme/icons.h"
#include "ui/widgets/next_turn.h"

#include <QAction>
#include <QMenu>

#include <functional>

namespace ui {

void MainWindow::openServer(const core::ConnectionSettings &settings, const FirstTabs &tabs)
{
    const core::ConnectionProfile profile = m_desk->profileFor(settings);
    Connection *open = m_connections.find([&profile](const Connection &each) {
        return !each.isSandbox() && isReachedAlike(each.profile(), profile);
    });
    if (!open) {
        openProfile(profile, tabs);
        return;
    }
    if (open->state() == Connection::State::Failed) { // perhaps this link has the right password
        core::ConnectionProfile again = open->profile();
        again.settings = settings;
        open->setProfile(again);
        m_desk->begin(open);
    }
    showConnectionPage(open);
}

void MainWindow::openProfile(const core::ConnectionProfile &profile, const FirstTabs &tabs)
{
    Connection *open = m_connections.find([&profile](const Connection &each) {
        return !profile.id.isEmpty() && each.profile().id == profile.id;
    });
    if (open) {
        showOpen(open);
        return;
    }
    Connection *connection = m_connections.prepare(profile, false);
    m_travel->leaveBy([&] { m_workspace->openConnecting(connection, tabs.tabs, tabs.front); });
    m_desk->begin(connection);
}

void MainWindow::openSandbox(const FirstTabs &tabs)
{
    if (Connection *open = m_connections.find(std::mem_fn(&Connection::isSandbox))) {
        showOpen(open);
        return;
    }
    core::ConnectionProfile profile;
    profile.name = tr("sandbox");
    profile.color = core::ConnectionColor::Green;
    profile.guard = core::Guard::Free;
    Connection *connection = m_connections.prepare(profile, true);
    m_travel->leaveBy([&] { m_workspace->openConnecting(connection, tabs.tabs, tabs.front); });
    m_parts.startSandbox(connection);
}

void MainWindow::showOpen(Connection *connection)
{
    if (connection->state() == Connection::State::Failed)
        retryConnection(connection);
    showConnectionPage(connection);
}

void MainWindow::startPrepared(Connection *connection, const core::ConnectionSettings &settings)
{
    m_connections.start(connection, settings);
}

void MainWindow::connectDesk()
{
    connect(m_desk,
            &ConnectionDesk::openRequested,
            this,
            [this](const core::ConnectionProfile &profile) { openProfile(profile, {}); });
    connect(m_desk,
            &ConnectionDesk::reopenAdvised,
            this,
            [this](Connection *connection, const core::ConnectionProfile &profile) {
                const QPointer<Connection> changed(connection);
                m_status->say(
                    tr("%1 is still open as it was").arg(connection->name()),
                    [this, changed, profile] {
                        if (changed)
                            openAgain(changed, profile);
                    },
                    tr("Open Again"));
            });
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
    connect(m_workspace, &Workspace::retryRequested, this, &MainWindow::retryConnection);
    connect(m_workspace, &Workspace::editRequested, m_desk, &ConnectionDesk::edit);
    connect(
        m_workspace, &Workspace::credentialsRequested, m_desk, &ConnectionDesk::askForCredentials);
    connect(m_deletion,
            &DeletionDesk::credentialsRequested,
            m_desk,
            &ConnectionDesk::askForCredentials);
    connect(m_deletion, &DeletionDesk::editRequested, m_desk, &ConnectionDesk::edit);
    connect(m_desk, &ConnectionDesk::otherCredentialsGiven, this, &MainWindow::openAgain);
    connect(m_status, &StatusLine::guardRequested, this, &MainWindow::editConnection);
    connect(m_status, &StatusLine::tryNowRequested, this, [this] {
        retryConnection(m_connections.front());
    });
    connect(&m_connections, &OpenConnections::connected, this, &MainWindow::onConnected);
    connect(&m_connections, &OpenConnections::changed, this, &MainWindow::onConnectionChanged);
}

void MainWindow::onConnected(Connection *connection)
{
    StreamIndex *index = m_connections.indexOf(connection);
    m_navigator->addConnection(connection, *index);
    connect(index, &StreamIndex::streamsAdded, m_workspace, [this, connection] {
        m_workspace->refreshOffers(connection);
    });
    inNextTurn(this, [this, connection = QPointer(connection)] {
        if (connection && connection->client())
            wakeTabs(connection);
    });
    if (connection->isSandbox())
        m_status->say(
            tr("A sandbox with sample data, on this machine only"),
            [this] { m_desk->askForServer(); },
            tr("Connect to a Server…"));
    else
        m_status->say(tr("Connected to %1").arg(connection->fullName()));
}

void MainWindow::wakeTabs(Connection *connection)
{
    // Who went on elsewhere while it was connecting stays there.
    const bool isInFront = m_workspace->currentConnection() == connection;
    m_workspace->wake(connection);
    for (const KeptTab &tab : m_workspace->keptTabs(connection)) {
        if (tab.kind == KeptTab::Kind::Events)
            m_navigator->noteOpened(connection, tab.address.stream);
    }
    onPageChanged();
    if (isInFront)
        m_workspace->focusPage();
    m_workspace->restoreDrafts(connection);
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

/// From where the last attempt ended: what comes before the client is done again where there is
/// none.
void MainWindow::retryConnection(Connection *connection)
{
    if (!connection)
        return;
    if (connection->client()) {
        connection->tryNow();
    } else if (connection->isSandbox()) {
        connection->prepare({});
        m_parts.startSandbox(connection);
    } else {
        m_desk->begin(connection);
    }
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
            showConnectionPage(connection);
        });
    }
    menu->addSeparator();
    for (const core::ConnectionProfile &profile : m_desk->closedOnes()) {
        const QString text = profile.isProduction() ? tr("Open %1 (production)") : tr("Open %1");
        QAction *action = menu->addAction(icon(QStringLiteral("dot"), toneOf(profile.color)),
                                          text.arg(profile.name));
        connect(action, &QAction::triggered, this, [this, profile] { openProfile(profile, {}); });
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
                                    showConnectionPage(other);
                            }});
    }
    for (const core::ConnectionProfile &profile : m_desk->closedOnes()) {
        const QString text
            = profile.isProduction() ? tr("Connect to %1 (production)") : tr("Connect to %1");
        entries.append({text.arg(profile.name), {}, [this, profile] { openProfile(profile, {}); }});
    }
    return entries;
}

void MainWindow::editConnection()
{
    if (m_connections.front() && !m_connections.front()->isSandbox())
        m_desk->edit(m_connections.front());
}

/// The tab of it that was in front last, or its first one.
void MainWindow::showConnectionPage(Connection *connection)
{
    if (m_workspace->showTabOf(connection)) {
        m_workspace->focusPage();
        return;
    }
    if (connection->hasStood())
        m_travel->goTo(connection, {core::StreamName::all()});
    else
        m_workspace->openConnecting(connection);
}

void MainWindow::afterDrafts(Connection *connection,
                             const QString &title,
                             const std::function<void()> &action)
{
    const DraftLoss loss = m_workspace->draftLoss(connection);
    if (loss.drafts() == 0) {
        action();
        return;
    }
    m_parts.prompts.confirm(this,
                            {.title = title,
                             .text = lossText(loss),
                             .acceptText = tr("Close Anyway"),
                             .isDestructive = true},
                            [closing = QPointer<Connection>(connection), action](bool accepted) {
                                if (accepted && closing)
                                    action();
                            });
}

void MainWindow::closeCurrentConnection()
{
    if (Connection *connection = m_connections.front())
        afterDrafts(connection, tr("Close %1?").arg(connection->fullName()), [this, connection] {
            closeConnection(connection);
        });
}

void MainWindow::closeConnection(Connection *connection)
{
    m_addresses->endLookup();
    m_workspace->closeAll(connection);
    m_navigator->removeConnection(connection);
    m_links->forget(connection);
    m_connections.close(connection);
    onPageChanged();
}

void MainWindow::openAgain(Connection *connection, const core::ConnectionProfile &profile)
{
    const QString title = tr("Open %1 again?").arg(connection->fullName());
    afterDrafts(connection, title, [this, connection, profile] {
        const FirstTabs tabs = openTabs(connection);
        connection->setProfile(profile); // what is remembered of it goes along
        closeConnection(connection);
        openProfile(profile, tabs);
    });
}

} // namespace ui
