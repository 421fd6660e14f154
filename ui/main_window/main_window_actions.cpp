// The table of the window's commands: file, connection; which of all can be used now.
#include "ui/append/append_page.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/events_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/connection_life.h"
#include "ui/main_window/event_in_front.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/window_panes.h"
#include "ui/main_window/workspace.h"
#include "ui/wire_log/wire_log_dock.h"

#include <QAction>
#include <QMenu>

namespace ui {

namespace {

/// Not those that only a projection writes to.
bool takesEvents(const core::StreamName &stream)
{
    return !stream.isEmpty() && !stream.isAll() && !core::ProjectedStream::parse(stream);
}

} // namespace

void MainWindow::enable(const char *actionId, bool enabled)
{
    m_actions.action(id(actionId))->setEnabled(enabled);
}

void MainWindow::addFileActions()
{
    m_actions.add(
        {.id = id("file.close-tab"), .text = tr("Close Tab"), .shortcuts = keys({"Ctrl+W"})},
        [this](bool) { m_workspace->closeCurrent(); });
    m_actions.add({.id = id("file.reopen-tab"),
                   .text = tr("Bring Back Closed Tab"),
                   .shortcuts = keys({"Ctrl+Shift+T"})},
                  [this](bool) {
                      m_workspace->reopenClosed();
                      m_workspace->focusPage();
                  });
    m_actions.add(
        {.id = id("file.quit"), .text = tr("Quit"), .group = 9, .shortcuts = keys({"Ctrl+Q"})},
        [this](bool) { close(); });
}

void MainWindow::addConnectionActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::Connection;
        m_actions.add(spec, std::move(handler));
    };
    add({.id = id("connection.connect"),
         .text = tr("Connect to a Server…"),
         .shortcuts = keys({"Ctrl+Shift+O"}),
         .asksForMore = true},
        [this](bool) { m_desk->askForServer(); });
    add({.id = id("connection.sandbox"), .text = tr("Open the Sandbox")},
        [this](bool) { m_life->openSandbox({}); });
    add({.id = id("connection.reconnect"), .text = tr("Reconnect Now"), .group = 1},
        [this](bool) { m_life->retry(m_connections.front()); });
    add({.id = id("connection.edit"),
         .text = tr("Edit Connection…"),
         .group = 1,
         .asksForMore = true},
        [this](bool) { m_life->editFront(); });
    add({.id = id("connection.close"), .text = tr("Close Connection"), .group = 1},
        [this](bool) { m_life->closeFront(); });
}

void MainWindow::addSandboxActions()
{
    m_actions.add({.id = id("sandbox.other-writer"),
                   .text = tr("Let Somebody Else Write Here"),
                   .menu = MenuId::Sandbox},
                  [this](bool) { letSomebodyElseWrite(); });
}

void MainWindow::refreshActions()
{
    const EventsPage *events = m_workspace->currentEvents();
    const core::StreamName stream = m_workspace->currentStream();
    const bool isWritable = !stream.isEmpty() && !stream.isAll();
    const core::ResolvedEvent *event = m_event->get();
    enable("file.close-tab", m_workspace->tabCount() > 0);
    enable("file.reopen-tab", m_workspace->canReopen());
    enable("stream.go-to", events != nullptr);
    const Page *page = m_workspace->currentPage();
    enable("stream.reload", page && page->canReload());
    enable("stream.pin", isWritable && !stream.isMetadata());
    enable("stream.copy-name", !stream.isEmpty());
    enable("stream.delete", isWritable);
    enable("stream.undelete", events && events->canUndelete());
    enable("stream.tombstone", isWritable);
    enable("event.new", takesEvents(stream));
    const bool isSandbox = m_connections.front() && m_connections.front()->isSandbox();
    enable("sandbox.other-writer", takesEvents(stream) && isSandbox);
    m_actions.menuOf(id("sandbox.other-writer"))->menuAction()->setVisible(isSandbox);
    enable("event.new-like", event && takesEvents(event->shown().stream));
    const AppendPage *draft = m_workspace->currentDraft();
    const DraftAbilities can = draft ? draft->abilities() : DraftAbilities();
    enable("event.send", can.send);
    enable("event.next", can.goOn);
    enable("event.add", can.edit);
    enable("event.remove", can.removeEvent);
    enable("event.metadata", can.edit);
    for (const char *needsEvent : {"event.copy-payload",
                                   "event.copy-as",
                                   "event.copy-address",
                                   "event.copy-json",
                                   "event.save-payload",
                                   "event.as-json",
                                   "event.as-text",
                                   "event.as-bytes"})
        enable(needsEvent, event != nullptr);
    for (const char *needsFolds : {"event.fold", "event.unfold"})
        enable(needsFolds, m_detail->canFold());
    enable("event.copy-id", event && !event->shown().id.isNull());
    for (const char *needsText : {"event.find", "event.find-next", "event.find-previous"})
        enable(needsText, event || draft);
    refreshLinkActions();
    enable("view.filter", events != nullptr);
    enable("event.find-all", m_connections.front() && m_connections.front()->client());
    enable("view.links", events != nullptr);
    enable("view.live", events != nullptr);
    enable("view.newest-first", events != nullptr);
    enable("view.system", events && stream.isAll());
    enable("wire.copy-curl", m_wireLog->canCopyAsCurl());
    enable("wire.copy-grpcurl", m_wireLog->canCopyAsGrpcurl());
    const NavigationHistory *history = m_workspace->currentHistory();
    enable("view.back", history && history->canGoBack());
    enable("view.forward", history && history->canGoForward());
    enable("connection.close", m_connections.front() != nullptr);
    refreshReportActions();
    refreshSwitches();
}

void MainWindow::refreshSwitches()
{
    const EventsPage *events = m_workspace->currentEvents();
    const auto check = [this](const QString &actionId, bool checked) {
        m_actions.action(actionId)->setChecked(checked);
    };
    check(id("view.links"), events && events->resolveLinks());
    check(id("view.live"), events && events->isLive());
    check(id("view.newest-first"), events && events->isNewestFirst());
    check(id("view.system"), events && events->showSystem());
    check(id("view.navigator"), m_panes->isNavigatorShown());
    check(id("view.detail"), m_panes->isDetailShown());
    check(id("view.wire-log"), m_panes->isWireLogShown());
    check(id("stream.pin"),
          m_navigator->isPinned(m_connections.front(), m_workspace->currentStream()));
    check(id("view.dense-rows"), m_parts.theme.hasDenseRows());
    for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
        check(id("view.theme-") + toString(choice), m_parts.theme.choice() == choice);
}

} // namespace ui
