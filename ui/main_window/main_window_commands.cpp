// Which commands the window has, and which can be used now.
#include "ui/actions/command_palette.h"
#include "ui/append/append_page.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/events_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/address_desk.h"
#include "ui/main_window/deletion_desk.h"
#include "ui/main_window/help_desk.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/window_commands.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QMenu>

namespace ui {

/// In the order of the manual's table of keys.
void MainWindow::addCommands()
{
    addFileCommands(m_actions, *m_workspace, [this] { close(); });
    addStreamCommands(m_actions,
                      {*m_workspace, m_connections, *m_navigator, *m_address, *m_deletion});
    addDraftCommands(m_actions, {*m_workspace, m_connections, *m_travel, *m_event});
    addEventCommands(m_actions, {*m_workspace, m_connections, *m_travel, *m_event, *this});
    addLinkCommands(m_actions, {*m_workspace, m_connections, *m_travel, *m_event, *m_links});
    addReportCommands(m_actions, {*m_workspace, m_connections, *m_travel, *m_event});
    addViewCommands(
        m_actions,
        {*m_workspace, *m_panes, *m_travel, [this] { m_palette->popUp(); }, [this] { escape(); }});
    addWireCommands(m_actions, *m_wireLog);
    addTabCommands(m_actions, *m_workspace);
    addThemeCommands(m_actions, m_parts.theme, m_parts.settings);
    addConnectionCommands(m_actions, {m_connections, *m_desk, *m_life});
    addSandboxCommands(
        m_actions, {*m_workspace, m_connections, *m_travel, *m_status, m_parts.makeClient, *this});
    m_help->addCommands(m_actions);
}

void MainWindow::refreshActions()
{
    m_actions.refresh();
    const Connection *front = m_connections.front();
    m_actions.menuOf(id("sandbox.other-writer"))
        ->menuAction()
        ->setVisible(front && front->isSandbox());
}

void MainWindow::escape()
{
    if (m_addresses->cancel() || m_deletion->cancel())
        return;
    Page *page = m_workspace->currentPage();
    if (page && page->cancel())
        return;
    if (m_links->cancel() || m_detail->cancel())
        return;
    AppendPage *draft = m_workspace->currentDraft();
    if (draft ? draft->closeFind() : m_detail->closeFind())
        return;
    if (page) {
        for (MessageBar *bar : page->findChildren<MessageBar *>()) {
            if (bar->isVisible() && bar->isClosable()) {
                bar->clear();
                return;
            }
        }
    }
    m_workspace->focusPage();
}

} // namespace ui
