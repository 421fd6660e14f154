// The window's wiring: what one part tells is carried to the others.
#include "core/settings/settings.h"
#include "ui/actions/command_palette.h"
#include "ui/append/draft_store.h"
#include "ui/connections/connection.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/events_page.h"
#include "ui/main_window/address_desk.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/connection_life.h"
#include "ui/main_window/deletion_desk.h"
#include "ui/main_window/event_in_front.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/side_buttons.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_commands.h"
#include "ui/main_window/window_panes.h"
#include "ui/main_window/workspace.h"
#include "ui/streams/close_names.h"
#include "ui/streams/stream_index.h"
#include "ui/widgets/paint_later.h"
#include "ui/widgets/words.h"
#include "ui/wire_log/wire_log_dock.h"

#include <QAction>
#include <QMenu>

namespace ui {

namespace {

constexpr qsizetype CloseNamesOffered = 3;
constexpr qsizetype CategoriesOffered = 8;

} // namespace

void MainWindow::connectAll()
{
    connectPanes();
    connectTabs();
    connectStreams();
    connectConnections();
    connect(m_workspace, &Workspace::stateChanged, this, &MainWindow::refreshActions);
    connect(m_workspace, &Workspace::reportChanged, this, &MainWindow::refreshActions);
    connect(m_workspace, &Workspace::reopenableChanged, this, &MainWindow::refreshActions);
    connect(m_travel, &Travel::moved, this, &MainWindow::refreshActions);
    connect(m_event, &EventInFront::changed, this, &MainWindow::refreshActions);
    connect(m_detail, &EventDetailPane::canFoldChanged, this, &MainWindow::refreshActions);
    connect(m_wireLog, &WireLogDock::choiceChanged, this, &MainWindow::refreshActions);
    connect(m_panes, &WindowPanes::shownChanged, this, &MainWindow::refreshActions);
}

void MainWindow::connectPanes()
{
    connect(&m_parts.theme, &Theme::changed, this, [this] {
        paintLater(centralWidget()); // all takes the new colours in this turn
        paintLater(m_workspace);
        paintLater(m_detail);
    });
    connect(m_addresses,
            &AddressDesk::serverRequested,
            this,
            [this](const core::ConnectionSettings &settings) { openServer(settings, {}); });
    m_palette->setMoreEntries([this] {
        return connectionEntries({m_connections, *m_desk, *m_life})
               + streamEntries(m_connections, *m_travel);
    });
    connect(m_links, &LinkDesk::placeRequested, m_travel, &Travel::goTo);
    connect(m_links,
            &LinkDesk::linkFollowed,
            this,
            [this](const core::LinkTarget &link, core::LinkState end) {
                if (auto *events = qobject_cast<EventsPage *>(m_workspace->eventTab()))
                    events->tellLinkEnd(link, end);
            });
    connect(new SideButtons(this), &SideButtons::pressed, this, [this](Qt::MouseButton button) {
        const char *id = button == Qt::BackButton ? "view.back" : "view.forward";
        m_actions.action(QString::fromLatin1(id))->trigger();
    });
    connect(m_navigator,
            &Navigator::streamRequested,
            this,
            [this](Connection *connection, const core::StreamName &stream) {
                m_travel->enter(connection, {stream});
            });
    connect(m_navigator,
            &Navigator::appendRequested,
            this,
            [this](Connection *connection, const core::StreamName &stream) {
                m_travel->goToDraft(connection, stream);
            });
    connect(
        m_wireLog, &WireLogDock::said, this, [this](const QString &text) { m_status->say(text); });
}

/// What is in front, and what is wished for there.
void MainWindow::connectTabs()
{
    connect(m_workspace, &Workspace::currentPageChanged, this, &MainWindow::onPageChanged);
    connect(m_workspace, &Workspace::addressRequested, m_travel, &Travel::goTo);
    connect(m_workspace,
            &Workspace::appendRequested,
            this,
            [this](Connection *connection, const core::StreamName &stream) {
                m_travel->goToDraft(connection, stream);
            });
    connect(m_workspace, &Workspace::undeleteRequested, m_deletion, &DeletionDesk::undelete);
    connect(m_workspace, &Workspace::eventMenuRequested, this, [this](const QPoint &place) {
        openEventMenu(m_actions, *this, place);
    });
    connect(m_workspace,
            &Workspace::projectionsRequested,
            m_actions.action(QStringLiteral("connection.projections")),
            &QAction::trigger);
    connect(m_workspace,
            &Workspace::correlationNamesChanged,
            this,
            [this](const core::CorrelationNames &names) {
                m_parts.settings.correlationName.set(names.correlation);
                m_parts.settings.causationName.set(names.causation);
                m_links->takeNames();
            });
    connect(m_workspace, &Workspace::detailRequested, m_panes, &WindowPanes::focusDetail);
    connect(m_workspace, &Workspace::appended, this, &MainWindow::onAppended);
    connect(
        m_workspace, &Workspace::said, this, [this](QWidget *page, const QString &text, Tone tone) {
            m_status->say(text, m_travel->wayTo(page), tr("Show"), tone);
        });
    connect(m_workspace, &Workspace::eventsShown, this, &MainWindow::eventsShown);
}

/// What tabs ask of streams, and tell of them.
void MainWindow::connectStreams()
{
    connect(m_workspace,
            &Workspace::streamsMet,
            this,
            [this](const Connection *connection, const QList<core::StreamName> &streams) {
                if (StreamIndex *index = m_connections.indexOf(connection))
                    index->noteMet(streams);
            });
    connect(m_workspace,
            &Workspace::streamFound,
            this,
            [this](const Connection *connection, const core::StreamName &stream) {
                if (StreamIndex *index = m_connections.indexOf(connection))
                    index->noteSeen(stream);
            });
    m_workspace->setCloseNames([this](const Connection *connection, const core::StreamName &name) {
        const StreamIndex *index = m_connections.indexOf(connection);
        if (!index)
            return QList<core::StreamName>();
        return name.isAll() ? categoryStreams(index->streams(), CategoriesOffered)
                            : closeNames(name.text(), index->streams(), CloseNamesOffered);
    });
    m_workspace->setOrderOf(
        [this](const core::StreamName &stream) { return m_parts.settings.newestFirst(stream); });
    m_workspace->setCauseNames([this] { return correlationNames(); });
}

void MainWindow::connectConnections()
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

void MainWindow::onPageChanged()
{
    if (Connection *connection = m_workspace->currentConnection())
        m_connections.setFront(connection);
    const core::StreamName stream = m_workspace->currentStream();
    m_address->showAddress(stream.text());
    m_navigator->showConnection(m_connections.front());
    m_navigator->showCurrent(m_connections.front(), stream);
    m_event->refresh();
    showFront();
    m_panes->makeRoomForPage();
    refreshActions();
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

void MainWindow::onAppended(Connection *connection,
                            const core::StreamName &stream,
                            core::Revision revision,
                            qsizetype events)
{
    const Address address{stream, revision};
    m_navigator->noteOpened(connection, stream);
    if (EventsPage *page = m_workspace->eventsOf(connection, stream))
        page->goTo(revision);
    const QString place = revision.toString();
    m_status->say(
        events == 1
            ? tr("Appended to %1 at %2").arg(stream.text(), place)
            : tr("Appended %1 to %2, the last at %3").arg(eventsText(events), stream.text(), place),
        m_travel->wayTo(connection, address));
}

} // namespace ui
