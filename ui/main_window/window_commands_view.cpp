// Tables of commands: what is seen. Switches of the tab in front, panes, history, wire log, theme.
#include "core/settings/settings.h"
#include "ui/actions/action_registry.h"
#include "ui/events/events_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_commands.h"
#include "ui/main_window/window_panes.h"
#include "ui/main_window/workspace.h"
#include "ui/theme/theme.h"
#include "ui/wire_log/wire_log_dock.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ViewCommands)
};

struct Switch {
    const char *name;
    QString text;
    QList<QKeySequence> shortcuts;
    bool (EventsPage::*isOn)() const;
    void (EventsPage::*set)(bool on);
    bool isOfAllOnly = false; ///< of no use in another stream
};

void addSwitch(ActionRegistry &registry, Workspace &workspace, const Switch &what)
{
    registry.add({.id = id(what.name),
                  .text = what.text,
                  .menu = MenuId::View,
                  .group = 1,
                  .shortcuts = what.shortcuts,
                  .isCheckable = true,
                  .isEnabled =
                      [&workspace, isOfAllOnly = what.isOfAllOnly] {
                          const EventsPage *events = workspace.currentEvents();
                          return events && (!isOfAllOnly || events->stream().isAll());
                      },
                  .isChecked =
                      [&workspace, isOn = what.isOn] {
                          const EventsPage *events = workspace.currentEvents();
                          return events && (events->*isOn)();
                      }},
                 [&workspace, set = what.set](bool checked) {
                     if (EventsPage *events = workspace.currentEvents())
                         (events->*set)(checked);
                 });
}

/// Of the tab in front.
void addSwitches(ActionRegistry &registry, Workspace &workspace)
{
    using Events = EventsPage;
    const QList<Switch> switches{
        {"view.links",
         Words::tr("Resolve Links"),
         keys({"Ctrl+Shift+R"}),
         &Events::resolveLinks,
         &Events::setResolveLinks},
        {"view.live", Words::tr("Live"), keys({"F8"}), &Events::isLive, &Events::setLive},
        {"view.system",
         Words::tr("Show System Events"),
         {},
         &Events::showSystem,
         &Events::setShowSystem,
         true},
        {"view.newest-first",
         Words::tr("Newest First"),
         {},
         &Events::isNewestFirst,
         &Events::setNewestFirst},
    };
    for (const Switch &each : switches)
        addSwitch(registry, workspace, each);
    registry.add({.id = id("view.filter"),
                  .text = Words::tr("Filter Events…"),
                  .menu = MenuId::View,
                  .group = 1,
                  .asksForMore = true,
                  .isEnabled = [&workspace] { return workspace.currentEvents() != nullptr; }},
                 [&workspace](bool) {
                     if (EventsPage *events = workspace.currentEvents())
                         events->focusFilter();
                 });
}

/// Which panes are there.
void addPanes(ActionRegistry &registry, WindowPanes &panes)
{
    const auto add = [&registry, &panes](const char *name,
                                         const QString &text,
                                         const char *key,
                                         bool (WindowPanes::*isShown)() const,
                                         void (WindowPanes::*show)(bool)) {
        registry.add({.id = id(name),
                      .text = text,
                      .menu = MenuId::View,
                      .group = 2,
                      .shortcuts = keys({key}),
                      .isCheckable = true,
                      .isChecked = [&panes, isShown] { return (panes.*isShown)(); }},
                     [&panes, show](bool checked) { (panes.*show)(checked); });
    };
    using Panes = WindowPanes;
    add("view.navigator",
        Words::tr("Navigator"),
        "F9",
        &Panes::isNavigatorShown,
        &Panes::showNavigator);
    add("view.detail",
        Words::tr("Event Detail"),
        "Shift+F9",
        &Panes::isDetailShown,
        &Panes::showDetail);
    add("view.wire-log", Words::tr("Wire Log"), "F12", &Panes::isWireLogShown, &Panes::showWireLog);
}

void addHistory(ActionRegistry &registry, Workspace &workspace, Travel &travel)
{
    const auto add = [&](const char *name,
                         const QString &text,
                         const char *key,
                         const char *icon,
                         bool (NavigationHistory::*can)() const,
                         void (Travel::*go)()) {
        registry.add({.id = id(name),
                      .text = text,
                      .menu = MenuId::View,
                      .group = 3,
                      .shortcuts = keys({key}),
                      .icon = QString::fromLatin1(icon),
                      .isEnabled =
                          [&workspace, can] {
                              const NavigationHistory *history = workspace.currentHistory();
                              return history && (history->*can)();
                          }},
                     [&travel, go](bool) { (travel.*go)(); });
    };
    using History = NavigationHistory;
    add("view.back",
        Words::tr("Back"),
        "Alt+Left",
        "arrow-left",
        &History::canGoBack,
        &Travel::goBack);
    add("view.forward",
        Words::tr("Forward"),
        "Alt+Right",
        "arrow-right",
        &History::canGoForward,
        &Travel::goForward);
}

/// The keyboard's way through the panes.
void addWays(ActionRegistry &registry, const ViewCommandParts &parts)
{
    const auto add = [&registry](const char *name,
                                 const QString &text,
                                 const char *key,
                                 const std::function<void()> &handler) {
        registry.add({.id = id(name),
                      .text = text,
                      .menu = MenuId::View,
                      .group = 4,
                      .shortcuts = keys({key})},
                     [handler](bool) { handler(); });
    };
    WindowPanes *panes = &parts.panes;
    add("view.next-pane", Words::tr("Next Pane"), "F6", [panes] { panes->focusNext(1); });
    add("view.previous-pane", Words::tr("Previous Pane"), "Shift+F6", [panes] {
        panes->focusNext(-1);
    });
    add("view.escape", Words::tr("Back to the Events"), "Esc", parts.escape);
}

} // namespace

void addViewCommands(ActionRegistry &registry, const ViewCommandParts &parts)
{
    registry.add({.id = id("view.palette"),
                  .text = Words::tr("All Commands…"),
                  .menu = MenuId::View,
                  .shortcuts = keys({"Ctrl+K", "Ctrl+Shift+P"}),
                  .asksForMore = true},
                 [open = parts.openPalette](bool) { open(); });
    addSwitches(registry, parts.workspace);
    addPanes(registry, parts.panes);
    addHistory(registry, parts.workspace, parts.travel);
    addWays(registry, parts);
}

void addWireCommands(ActionRegistry &registry, WireLogDock &wireLog)
{
    const auto add = [&registry](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::View;
        spec.group = 2;
        spec.submenu = Words::tr("Wire Log Calls");
        registry.add(spec, std::move(handler));
    };
    add({.id = id("wire.copy-curl"),
         .text = Words::tr("Copy Call as curl"),
         .isEnabled = [&wireLog] { return wireLog.canCopyAsCurl(); }},
        [&wireLog](bool) { wireLog.copyAsCurl(); });
    add({.id = id("wire.copy-grpcurl"),
         .text = Words::tr("Copy Call as grpcurl"),
         .isEnabled = [&wireLog] { return wireLog.canCopyAsGrpcurl(); }},
        [&wireLog](bool) { wireLog.copyAsGrpcurl(); });
    add({.id = id("wire.clear"), .text = Words::tr("Clear Wire Log")},
        [&wireLog](bool) { wireLog.clear(); });
}

void addThemeCommands(ActionRegistry &registry, Theme &theme, core::Settings &settings)
{
    registry.add({.id = id("view.dense-rows"),
                  .text = Words::tr("Dense Rows"),
                  .menu = MenuId::View,
                  .group = 6,
                  .isCheckable = true,
                  .isChecked = [&theme] { return theme.hasDenseRows(); }},
                 [&theme, &settings](bool checked) {
                     theme.setDenseRows(checked);
                     settings.hasDenseRows.set(checked);
                 });
    const QList<std::pair<ThemeChoice, QString>> choices{
        {ThemeChoice::System, Words::tr("As the System")},
        {ThemeChoice::Light, Words::tr("Light")},
        {ThemeChoice::Dark, Words::tr("Dark")}};
    for (const auto &[choice, text] : choices)
        registry.add({.id = id("view.theme-") + toString(choice),
                      .text = text,
                      .menu = MenuId::View,
                      .group = 6,
                      .submenu = Words::tr("Theme"),
                      .isCheckable = true,
                      .isChecked = [&theme, own = choice] { return theme.choice() == own; }},
                     [&registry, &theme, &settings, picked = choice](bool) {
                         theme.choose(picked);
                         settings.theme.set(toString(picked));
                         registry.refresh(); // the others are checked no longer
                     });
}

} // namespace ui
