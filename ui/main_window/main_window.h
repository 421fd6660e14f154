// The window: puts the panes together and carries what is asked from one to the other.
// GUI thread.
#pragma once

#include "core/links/projected_stream.h"
#include "ui/actions/action_registry.h"
#include "ui/main_window/first_tabs.h"
#include "ui/main_window/open_connections.h"
#include "ui/theme/theme.h"

#include <QMainWindow>

namespace core {
class SecretStore;
class Settings;
class WireLog;
} // namespace core

namespace ui {

class AddressDesk;
class AddressField;
class CommandPalette;
class BusyLine;
class ConnectionDesk;
class ConnectionLife;
class DeletionDesk;
class DraftStore;
class EventDetailPane;
class EventInFront;
class HelpDesk;
class LinkDesk;
class Navigator;
class Prompts;
class StatusLine;
class TopBar;
class Travel;
class WindowMemory;
class WindowPanes;
class WireLogDock;
class Workspace;

/// What the window needs and does not own.
struct WindowParts {
    core::Settings &settings;
    core::SecretStore &secrets;
    Prompts &prompts;
    Theme &theme;
    OpenConnections::ClientFactory makeClient;
    /// Starts the local sandbox; what comes of it is told by startPrepared() or the connection's
    /// fail().
    std::function<void(Connection *connection)> startSandbox;
    /// What "Copy Diagnostics" copies.
    std::function<QString()> diagnostics;
    /// Where the clients of `makeClient` tell their calls.
    core::WireLog &wireLog;
    /// Keeps what is typed; without it drafts are lost with the window, which asks first.
    DraftStore *drafts = nullptr;
};

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowParts parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    using FirstTabs = ui::FirstTabs;

    /// Opens a connection beside those that are open.
    void openServer(const core::ConnectionSettings &settings, const FirstTabs &tabs);
    void openProfile(const core::ConnectionProfile &profile, const FirstTabs &tabs);
    void openSandbox(const FirstTabs &tabs);
    /// For startSandbox: what was being prepared is ready.
    void startPrepared(Connection *connection, const core::ConnectionSettings &settings);

    /// Opens the connections and tabs that were open when the window was last closed; false if
    /// there were none.
    bool openRemembered();

    /// Opens what the text says in the connection in front.
    void openAddress(const QString &text);

    [[nodiscard]] const ActionRegistry &actionRegistry() const { return m_actions; }
    [[nodiscard]] Workspace *workspace() const { return m_workspace; }

Q_SIGNALS:
    /// Events came into view in the tab in front.
    void eventsShown(qint64 rows);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    // main_window_commands.cpp: which commands there are, and which can be used now
    void addCommands();
    void refreshActions();
    void escape();

    // main_window_wiring.cpp: what one part tells is carried to the others
    void connectAll();
    void connectPanes();
    void connectTabs();
    void connectStreams();
    void connectConnections();
    void onPageChanged();
    void onConnectionChanged(const Connection *connection);
    void showFront();
    void fillConnectionMenu();
    void onAppended(Connection *connection,
                    const core::StreamName &stream,
                    core::Revision revision,
                    qsizetype events);

    void makeParts();
    void layOut();
    [[nodiscard]] core::CorrelationNames correlationNames() const;

    WindowParts m_parts;
    ActionRegistry m_actions;
    OpenConnections m_connections;
    ConnectionDesk *m_desk;
    ConnectionLife *m_life = nullptr;
    bool m_mayClose = false; ///< the person gave up unsent drafts

    WindowPanes *m_panes = nullptr;
    TopBar *m_topBar = nullptr;
    AddressField *m_address = nullptr;
    BusyLine *m_busy = nullptr;
    Navigator *m_navigator = nullptr;
    Workspace *m_workspace = nullptr;
    EventDetailPane *m_detail = nullptr;
    Travel *m_travel = nullptr;
    AddressDesk *m_addresses = nullptr;
    DeletionDesk *m_deletion = nullptr;
    LinkDesk *m_links = nullptr;
    EventInFront *m_event = nullptr;
    WireLogDock *m_wireLog = nullptr;
    StatusLine *m_status = nullptr;
    CommandPalette *m_palette = nullptr;
    HelpDesk *m_help = nullptr;
    WindowMemory *m_memory = nullptr;
};

} // namespace ui
