#include "ui/main_window/connection_life.h"

#include "ui/append/append_words.h"
#include "ui/connections/connection.h"
#include "ui/connections/saved_connections.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/open_connections.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/workspace.h"
#include "ui/prompts/prompts.h"
#include "ui/streams/stream_index.h"
#include "ui/widgets/next_turn.h"

#include <QPointer>

namespace ui {

ConnectionLife::ConnectionLife(const Parts &parts)
    : QObject(&parts.window)
    , m_parts(parts)
{
    connect(&m_parts.desk,
            &ConnectionDesk::openRequested,
            this,
            [this](const core::ConnectionProfile &profile) { openProfile(profile, {}); });
    connect(&m_parts.desk, &ConnectionDesk::reopenAdvised, this, &ConnectionLife::adviseToReopen);
    connect(
        &m_parts.desk, &ConnectionDesk::otherCredentialsGiven, this, &ConnectionLife::openAgain);
    connect(&m_parts.workspace, &Workspace::retryRequested, this, &ConnectionLife::retry);
    connect(&m_parts.connections, &OpenConnections::connected, this, &ConnectionLife::onConnected);
}

void ConnectionLife::openServer(const core::ConnectionSettings &settings, const FirstTabs &tabs)
{
    const core::ConnectionProfile profile = m_parts.desk.profileFor(settings);
    Connection *opened = m_parts.connections.find([&profile](const Connection &each) {
        return !each.isSandbox() && isReachedAlike(each.profile(), profile);
    });
    if (!opened) {
        openProfile(profile, tabs);
        return;
    }
    if (opened->state() == Connection::State::Failed) { // perhaps this link has the right password
        core::ConnectionProfile again = opened->profile();
        again.settings = settings;
        opened->setProfile(again);
        m_parts.desk.begin(opened);
    }
    show(opened);
}

void ConnectionLife::openProfile(const core::ConnectionProfile &profile, const FirstTabs &tabs)
{
    Connection *opened = m_parts.connections.find([&profile](const Connection &each) {
        return !profile.id.isEmpty() && each.profile().id == profile.id;
    });
    if (opened) {
        showOpen(opened);
        return;
    }
    Connection *connection = m_parts.connections.prepare(profile, false);
    open(connection, tabs);
    m_parts.desk.begin(connection);
}

void ConnectionLife::openSandbox(const FirstTabs &tabs)
{
    if (Connection *opened = m_parts.connections.find(std::mem_fn(&Connection::isSandbox))) {
        showOpen(opened);
        return;
    }
    core::ConnectionProfile profile;
    profile.name = tr("sandbox");
    profile.color = core::ConnectionColor::Green;
    profile.guard = core::Guard::Free;
    Connection *connection = m_parts.connections.prepare(profile, true);
    open(connection, tabs);
    m_parts.startSandbox(connection);
}

void ConnectionLife::open(Connection *connection, const FirstTabs &tabs)
{
    m_parts.travel.leaveBy(
        [&] { m_parts.workspace.openConnecting(connection, tabs.tabs, tabs.front); });
}

void ConnectionLife::showOpen(Connection *connection)
{
    if (connection->state() == Connection::State::Failed)
        retry(connection);
    show(connection);
}

void ConnectionLife::retry(Connection *connection)
{
    if (!connection)
        return;
    if (connection->client()) {
        connection->tryNow();
    } else if (connection->isSandbox()) {
        connection->prepare({});
        m_parts.startSandbox(connection);
    } else {
        m_parts.desk.begin(connection);
    }
}

void ConnectionLife::show(Connection *connection)
{
    if (m_parts.workspace.showTabOf(connection)) {
        m_parts.workspace.focusPage();
        return;
    }
    if (connection->hasStood())
        m_parts.travel.goTo(connection, {core::StreamName::all()});
    else
        m_parts.workspace.openConnecting(connection);
}

void ConnectionLife::onConnected(Connection *connection)
{
    StreamIndex *index = m_parts.connections.indexOf(connection);
    m_parts.navigator.addConnection(connection, *index);
    connect(index, &StreamIndex::streamsAdded, &m_parts.workspace, [this, connection] {
        m_parts.workspace.refreshOffers(connection);
    });
    inNextTurn(this, [this, connection = QPointer(connection)] {
        if (connection && connection->client())
            wakeTabs(connection);
    });
    if (connection->isSandbox())
        m_parts.status.say(
            tr("A sandbox with sample data, on this machine only"),
            [this] { m_parts.desk.askForServer(); },
            tr("Connect to a Server…"));
    else
        m_parts.status.say(tr("Connected to %1").arg(connection->fullName()));
}

void ConnectionLife::wakeTabs(Connection *connection)
{
    // Who went on elsewhere while it was connecting stays there.
    const bool isInFront = m_parts.workspace.currentConnection() == connection;
    m_parts.workspace.wake(connection);
    for (const KeptTab &tab : m_parts.workspace.keptTabs(connection)) {
        if (tab.kind == KeptTab::Kind::Events)
            m_parts.navigator.noteOpened(connection, tab.address.stream);
    }
    Q_EMIT frontChanged();
    if (isInFront)
        m_parts.workspace.focusPage();
    m_parts.workspace.restoreDrafts(connection);
}

void ConnectionLife::editFront()
{
    Connection *front = m_parts.connections.front();
    if (front && !front->isSandbox())
        m_parts.desk.edit(front);
}

void ConnectionLife::closeFront()
{
    if (Connection *front = m_parts.connections.front())
        afterDrafts(front, tr("Close %1?").arg(front->fullName()), [this, front] { close(front); });
}

void ConnectionLife::close(Connection *connection)
{
    m_parts.workspace.closeAll(connection);
    m_parts.navigator.removeConnection(connection);
    Q_EMIT closing(connection);
    m_parts.connections.close(connection);
    Q_EMIT frontChanged();
}

void ConnectionLife::adviseToReopen(Connection *connection, const core::ConnectionProfile &profile)
{
    m_parts.status.say(
        tr("%1 is still open as it was").arg(connection->name()),
        [this, changed = QPointer<Connection>(connection), profile] {
            if (changed)
                openAgain(changed, profile);
        },
        tr("Open Again"));
}

void ConnectionLife::openAgain(Connection *connection, const core::ConnectionProfile &profile)
{
    const QString title = tr("Open %1 again?").arg(connection->fullName());
    afterDrafts(connection, title, [this, connection, profile] {
        const FirstTabs tabs = FirstTabs::of(m_parts.workspace, connection);
        connection->setProfile(profile); // what is remembered of it goes along
        close(connection);
        openProfile(profile, tabs);
    });
}

void ConnectionLife::afterDrafts(Connection *connection,
                                 const QString &title,
                                 const std::function<void()> &action)
{
    const DraftLoss loss = m_parts.workspace.draftLoss(connection);
    if (loss.drafts() == 0) {
        action();
        return;
    }
    m_parts.prompts.confirm(&m_parts.window,
                            {.title = title,
                             .text = lossText(loss),
                             .acceptText = tr("Close Anyway"),
                             .isDestructive = true},
                            [closing = QPointer<Connection>(connection), action](bool accepted) {
                                if (accepted && closing)
                                    action();
                            });
}

} // namespace ui
