// The tabs that a connection is opened with.
// A value of the GUI thread.
#pragma once

#include "ui/main_window/tab_memory.h"

namespace ui {

class Connection;
class Workspace;

/// Tabs to open once a connection stands; `$all` where there are none.
struct FirstTabs {
    QList<KeptTab> tabs;
    qsizetype front = -1; ///< index of the one in front; -1: the last

    /// Of addresses as a person writes them.
    [[nodiscard]] static FirstTabs at(const QStringList &addresses, qsizetype front = -1);
    /// Those that are open now.
    [[nodiscard]] static FirstTabs of(const Workspace &workspace, const Connection *connection);
};

} // namespace ui
