// The table of commands that change what is seen: switches, panes, tabs, theme, wire log.
#include "core/settings/settings.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/events_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_panes.h"
#include "ui/main_window/workspace.h"
#include "ui/wire_log/wire_log_dock.h"

namespace ui {

namespace {

constexpr int NumberedTabs = 9;

} // namespace

void MainWindow::addViewActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::View;
        m_actions.add(spec, std::move(handler));
    };
    add({.id = id("view.palette"),
         .text = tr("All Commands…"),
         .shortcuts = keys({"Ctrl+K", "Ctrl+Shift+P"}),
         .asksForMore = true},
        [this](bool) { openPalette(); });
    add({.id = id("view.links"),
         .text = tr("Resolve Links"),
         .group = 1,
         .shortcuts = keys({"Ctrl+Shift+R"}),
         .isCheckable = true},
        [this](bool checked) {
            if (EventsPage *events = m_workspace->currentEvents())
                events->setResolveLinks(checked);
        });
    add({.id = id("view.live"),
         .text = tr("Live"),
         .group = 1,
         .shortcuts = keys({"F8"}),
         .isCheckable = true},
        [this](bool checked) {
            if (EventsPage *events = m_workspace->currentEvents())
                events->setLive(checked);
        });
    add({.id = id("view.system"),
         .text = tr("Show System Events"),
         .group = 1,
         .isCheckable = true},
        [this](bool checked) {
            if (EventsPage *events = m_workspace->currentEvents())
                events->setShowSystem(checked);
        });
    add({.id = id("view.newest-first"),
         .text = tr("Newest First"),
         .group = 1,
         .isCheckable = true},
        [this](bool checked) {
            if (EventsPage *events = m_workspace->currentEvents())
                events->setNewestFirst(checked);
        });
    add({.id = id("view.filter"), .text = tr("Filter Events…"), .group = 1, .asksForMore = true},
        [this](bool) {
            if (EventsPage *events = m_workspace->currentEvents())
                events->focusFilter();
        });
    add({.id = id("view.navigator"),
         .text = tr("Navigator"),
         .group = 2,
         .shortcuts = keys({"F9"}),
         .isCheckable = true},
        [this](bool checked) { m_panes->showNavigator(checked); });
    add({.id = id("view.detail"),
         .text = tr("Event Detail"),
         .group = 2,
         .shortcuts = keys({"Shift+F9"}),
         .isCheckable = true},
        [this](bool checked) { m_panes->showDetail(checked); });
    add({.id = id("view.wire-log"),
         .text = tr("Wire Log"),
         .group = 2,
         .shortcuts = keys({"F12"}),
         .isCheckable = true},
        [this](bool checked) { m_panes->showWireLog(checked); });
    add({.id = id("view.back"),
         .text = tr("Back"),
         .group = 3,
         .shortcuts = keys({"Alt+Left"}),
         .icon = QStringLiteral("arrow-left")},
        [this](bool) { m_travel->goBack(); });
    add({.id = id("view.forward"),
         .text = tr("Forward"),
         .group = 3,
         .shortcuts = keys({"Alt+Right"}),
         .icon = QStringLiteral("arrow-right")},
        [this](bool) { m_travel->goForward(); });
    add({.id = id("view.next-pane"),
         .text = tr("Next Pane"),
         .group = 4,
         .shortcuts = keys({"F6"})},
        [this](bool) { m_panes->focusNext(1); });
    add({.id = id("view.previous-pane"),
         .text = tr("Previous Pane"),
         .group = 4,
         .shortcuts = keys({"Shift+F6"})},
        [this](bool) { m_panes->focusNext(-1); });
    add({.id = id("view.escape"),
         .text = tr("Back to the Events"),
         .group = 4,
         .shortcuts = keys({"Esc"})},
        [this](bool) { escape(); });
}

void MainWindow::addTabActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::View;
        spec.group = 5;
        spec.submenu = tr("Tab");
        m_actions.add(spec, std::move(handler));
    };
    add({.id = id("tab.next"), .text = tr("Next Tab"), .shortcuts = keys({"Ctrl+Tab"})},
        [this](bool) { m_workspace->showNext(1); });
    add({.id = id("tab.previous"),
         .text = tr("Previous Tab"),
         .shortcuts = keys({"Ctrl+Shift+Tab", "Ctrl+Shift+Backtab"})},
        [this](bool) { m_workspace->showNext(-1); });
    for (int i = 0; i < NumberedTabs; ++i)
        add({.id = id("tab.") + QString::number(i + 1),
             .text = tr("Tab %1").arg(i + 1),
             .shortcuts = {QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1))}},
            [this, i](bool) { m_workspace->showTab(i); });
}

void MainWindow::addThemeActions()
{
    m_actions.add({.id = id("view.dense-rows"),
                   .text = tr("Dense Rows"),
                   .menu = MenuId::View,
                   .group = 6,
                   .isCheckable = true},
                  [this](bool checked) {
                      m_parts.theme.setDenseRows(checked);
                      m_parts.settings.hasDenseRows.set(checked);
                  });
    const QList<std::pair<ThemeChoice, QString>> choices{{ThemeChoice::System, tr("As the System")},
                                                         {ThemeChoice::Light, tr("Light")},
                                                         {ThemeChoice::Dark, tr("Dark")}};
    for (const auto &[choice, text] : choices)
        m_actions.add({.id = id("view.theme-") + toString(choice),
                       .text = text,
                       .menu = MenuId::View,
                       .group = 6,
                       .submenu = tr("Theme"),
                       .isCheckable = true},
                      [this, picked = choice](bool) {
                          m_parts.theme.choose(picked);
                          m_parts.settings.theme.set(toString(picked));
                          refreshSwitches();
                      });
}

void MainWindow::addWireActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::View;
        spec.group = 2;
        spec.submenu = tr("Wire Log Calls");
        m_actions.add(spec, std::move(handler));
    };
    add({.id = id("wire.copy-curl"), .text = tr("Copy Call as curl")},
        [this](bool) { m_wireLog->copyAsCurl(); });
    add({.id = id("wire.copy-grpcurl"), .text = tr("Copy Call as grpcurl")},
        [this](bool) { m_wireLog->copyAsGrpcurl(); });
    add({.id = id("wire.clear"), .text = tr("Clear Wire Log")},
        [this](bool) { m_wireLog->clear(); });
}

} // namespace ui
