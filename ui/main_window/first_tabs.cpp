#include "ui/main_window/first_tabs.h"

#include "ui/main_window/workspace.h"

namespace ui {

FirstTabs FirstTabs::at(const QStringList &addresses, qsizetype front)
{
    FirstTabs first{{}, front};
    for (const QString &address : addresses) {
        const auto written = Address::parse(address, [](const auto &) { return false; });
        first.tabs.append({written.value_or(Address{core::StreamName::all()})});
    }
    return first;
}

FirstTabs FirstTabs::of(const Workspace &workspace, const Connection *connection)
{
    return {workspace.keptTabs(connection), workspace.frontOf(connection)};
}

} // namespace ui
