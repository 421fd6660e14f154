#include "ui/main_window/main_window.h"

#include "core/settings/settings.h"
#include "ui/actions/command_palette.h"
#include "ui/append/append_page.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/main_window/address_desk.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/connection_life.h"
#include "ui/main_window/deletion_desk.h"
#include "ui/main_window/event_in_front.h"
#include "ui/main_window/help_desk.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_memory.h"
#include "ui/main_window/window_panes.h"
#include "ui/main_window/workspace.h"
#include "ui/main_window/write_guard.h"
#include "ui/prompts/prompts.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/wire_log/wire_log_dock.h"

#include <QAction>
#include <QCloseEvent>
#include <QMenuBar>
#include <QPushButton>
#include <QWhatsThisClickedEvent>

namespace ui {

namespace {

constexpr QSize FirstSize{1280, 800};
constexpr QSize SmallestSize{960, 600};

} // namespace

MainWindow::MainWindow(WindowParts parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(std::move(parts))
    , m_connections(m_parts.makeClient,
                    [this](const Connection &connection) {
                        return makeWriteGate(connection, m_parts.prompts, *this);
                    })
    , m_desk(new ConnectionDesk(
          {m_parts.settings, m_parts.secrets, m_parts.prompts, m_connections, *this}))
{
    setObjectName(QStringLiteral("main-window"));
    setMinimumSize(SmallestSize);
    resize(FirstSize);
    makeParts();
    addCommands();
    layOut();
    connectAll();
    restoreGeometry(m_parts.settings.windowGeometry.get());
    m_panes->restore();
    if (m_parts.drafts)
        m_workspace->keepDraftsIn(*m_parts.drafts);
    onPageChanged();
}

MainWindow::~MainWindow()
{
    // The pages use the clients of the connections: they go first.
    delete takeCentralWidget();
}

/// What the commands act on.
void MainWindow::makeParts()
{
    const auto names = [this] { return correlationNames(); };
    m_address = new AddressField;
    m_navigator = new Navigator(m_parts.settings, nullptr);
    m_workspace = new Workspace(m_parts.prompts, nullptr);
    m_detail = new EventDetailPane(nullptr, &m_parts.prompts);
    m_links = new LinkDesk({*m_detail, *m_navigator, *this, names});
    m_wireLog = new WireLogDock(m_parts.wireLog);
    m_busy = new BusyLine;
    m_status = new StatusLine;
    m_panes = new WindowPanes({m_parts.settings,
                               *m_address,
                               *m_navigator,
                               *m_workspace,
                               *m_detail,
                               *m_wireLog,
                               *m_busy,
                               *m_status});
    m_palette = new CommandPalette(m_actions, this);
    m_travel = new Travel(*m_workspace, *m_navigator, *m_address, this);
    m_event = new EventInFront(
        {*m_workspace, m_connections, *m_detail, *m_links, *m_panes, *m_status, *m_travel}, this);
    m_deletion = new DeletionDesk({*m_workspace, *m_status, *m_travel, *this, names});
    m_addresses
        = new AddressDesk({*m_address, *m_busy, *m_status, *m_workspace, m_connections, *m_travel});
    m_life = new ConnectionLife({m_connections,
                                 *m_desk,
                                 *m_workspace,
                                 *m_navigator,
                                 *m_travel,
                                 *m_status,
                                 m_parts.prompts,
                                 *this,
                                 m_parts.startSandbox});
    m_help = new HelpDesk({*m_address,
                           *m_navigator,
                           *m_workspace,
                           *m_detail,
                           *m_wireLog,
                           *m_status,
                           *this,
                           m_parts.diagnostics});
    m_memory
        = new WindowMemory({m_parts.settings, m_connections, *m_desk, *m_workspace, *this}, this);
}

/// The menus and the buttons of the top bar are views of the commands.
void MainWindow::layOut()
{
    m_actions.fillMenuBar(menuBar());
    addActions(m_actions.actions());
    m_topBar = new TopBar(m_actions, m_address);
    m_panes->layOut(m_topBar, size());
    setCentralWidget(m_panes);
    EmptyState *empty = m_workspace->emptyState();
    empty->setMessage(tr("No tab is open"),
                      tr("Open a stream by its name, or choose one on the left."));
    for (const char *id : {"stream.open", "connection.connect"}) {
        QAction *action = m_actions.action(QString::fromLatin1(id));
        QPushButton *button = empty->addButton(action->text());
        button->setObjectName(QStringLiteral("workspace/")
                              + action->objectName().replace(u'.', u'-'));
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
    }
}

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

void MainWindow::openAddress(const QString &text)
{
    m_addresses->open(text);
}

core::CorrelationNames MainWindow::correlationNames() const
{
    return {m_parts.settings.correlationName.get(), m_parts.settings.causationName.get()};
}

/// What stands over the window asks for the manual so: see setHelpSection().
bool MainWindow::event(QEvent *event)
{
    if (event->type() != QEvent::WhatsThisClicked)
        return QMainWindow::event(event);
    m_help->openManual(static_cast<QWhatsThisClickedEvent *>(event)->href());
    return true;
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (m_panes)
        m_panes->arrange(size());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const DraftLoss loss = m_workspace->draftLoss();
    if (loss.drafts() > 0 && !m_mayClose) {
        event->ignore();
        m_parts.prompts.confirm(this,
                                {.title = loss.drafts() == 1
                                              ? tr("Quit and lose a draft?")
                                              : tr("Quit and lose %1 drafts?").arg(loss.drafts()),
                                 .text = lossText(loss),
                                 .acceptText = tr("Quit Anyway"),
                                 .isDestructive = true},
                                [this](bool accepted) {
                                    m_mayClose = accepted;
                                    if (accepted)
                                        close();
                                });
        return;
    }
    m_memory->keep();
    m_parts.settings.windowGeometry.set(saveGeometry());
    m_panes->keep();
    QMainWindow::closeEvent(event);
}

} // namespace ui
