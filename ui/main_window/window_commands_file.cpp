// Tables of commands: the file menu, the tabs.
#include "ui/actions/action_registry.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/window_commands.h"
#include "ui/main_window/workspace.h"

#include <QCoreApplication>

namespace ui {

namespace {

constexpr int NumberedTabs = 9;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FileCommands)
};

} // namespace

void addFileCommands(ActionRegistry &registry,
                     Workspace &workspace,
                     const std::function<void()> &quit)
{
    registry.add({.id = id("file.close-tab"),
                  .text = Words::tr("Close Tab"),
                  .shortcuts = keys({"Ctrl+W"}),
                  .isEnabled = [&workspace] { return workspace.tabCount() > 0; }},
                 [&workspace](bool) { workspace.closeCurrent(); });
    registry.add({.id = id("file.reopen-tab"),
                  .text = Words::tr("Bring Back Closed Tab"),
                  .shortcuts = keys({"Ctrl+Shift+T"}),
                  .isEnabled = [&workspace] { return workspace.canReopen(); }},
                 [&workspace](bool) {
                     workspace.reopenClosed();
                     workspace.focusPage();
                 });
    registry.add({.id = id("file.quit"),
                  .text = Words::tr("Quit"),
                  .group = 9,
                  .shortcuts = keys({"Ctrl+Q"})},
                 [quit](bool) { quit(); });
}

void addTabCommands(ActionRegistry &registry, Workspace &workspace)
{
    const auto add = [&registry](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::View;
        spec.group = 5;
        spec.submenu = Words::tr("Tab");
        registry.add(spec, std::move(handler));
    };
    add({.id = id("tab.next"), .text = Words::tr("Next Tab"), .shortcuts = keys({"Ctrl+Tab"})},
        [&workspace](bool) { workspace.showNext(1); });
    add({.id = id("tab.previous"),
         .text = Words::tr("Previous Tab"),
         .shortcuts = keys({"Ctrl+Shift+Tab", "Ctrl+Shift+Backtab"})},
        [&workspace](bool) { workspace.showNext(-1); });
    for (int i = 0; i < NumberedTabs; ++i)
        add({.id = id("tab.") + QString::number(i + 1),
             .text = Words::tr("Tab %1").arg(i + 1),
             .shortcuts = {QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1))}},
            [&workspace, i](bool) { workspace.showTab(i); });
}

} // namespace ui
