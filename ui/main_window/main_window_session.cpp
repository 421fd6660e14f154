// What was open when the window was closed, and opening it again.
#include "core/settings/settings.h"
#include "ui/connections/saved_connections.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/workspace.h"

#include <chrono>

namespace ui {

namespace {

constexpr std::chrono::seconds RememberAfter{2};
constexpr QLatin1String SandboxMark("sandbox");
constexpr QLatin1String KeptPrefix("kept:");
constexpr QLatin1String OpenPrefix("open-");

QStringList textsOf(const QList<KeptTab> &tabs)
{
    QStringList texts;
    for (const KeptTab &tab : tabs)
        texts.append(tab.toText());
    return texts;
}

/// How to find a connection again; `place`: its own among those that are open.
QString markOf(const Connection &connection, qsizetype place)
{
    if (connection.isSandbox())
        return SandboxMark;
    const core::ConnectionProfile &profile = connection.profile();
    return profile.id.isEmpty() ? OpenPrefix + QString::number(place) : KeptPrefix + profile.id;
}

} // namespace

/// A window that is killed, or logged out of, comes back as well.
void MainWindow::connectSession()
{
    m_remembering.setSingleShot(true);
    m_remembering.setInterval(RememberAfter);
    connect(&m_remembering, &QTimer::timeout, this, &MainWindow::rememberOpen);
    const auto remember = [this] {
        if (isVisible())
            m_remembering.start();
    };
    connect(m_workspace, &Workspace::currentPageChanged, this, remember);
    connect(m_workspace, &Workspace::currentEventChanged, this, remember);
    connect(m_workspace, &Workspace::stateChanged, this, remember);
    connect(m_workspace, &Workspace::reopenableChanged, this, remember);
}

/// The connection in front comes last, so that it is in front again.
void MainWindow::rememberOpen()
{
    for (const QString &mark : m_parts.settings.openConnections.get()) {
        if (mark.startsWith(OpenPrefix))
            m_parts.settings.forgetConnection(mark);
    }
    QStringList marks;
    QList<Connection *> connections = m_connections.all();
    if (Connection *front = m_connections.front(); connections.removeOne(front))
        connections.append(front);
    for (const Connection *connection : std::as_const(connections)) {
        const QString mark = markOf(*connection, marks.size());
        if (mark.startsWith(OpenPrefix))
            SavedConnections::write(connection->profile(), m_parts.settings.savedConnection(mark));
        const FirstTabs tabs = FirstTabs::of(*m_workspace, connection);
        marks.append(mark);
        core::Setting<QStringList> kept = m_parts.settings.openTabs(mark);
        kept.set(textsOf(tabs.tabs));
        core::Setting<int> front = m_parts.settings.frontTab(mark);
        front.set(static_cast<int>(tabs.front));
    }
    m_parts.settings.openConnections.set(marks);
}

/// Without its password, which comes from the keyring or is asked for.
std::optional<core::ConnectionProfile> MainWindow::rememberedOne(const QString &mark) const
{
    if (mark.startsWith(KeptPrefix))
        return m_desk->keptOne(mark.mid(KeptPrefix.size()));
    if (mark.startsWith(OpenPrefix))
        return SavedConnections::read(m_parts.settings.savedConnection(mark));
    return std::nullopt;
}

bool MainWindow::openRemembered()
{
    bool isAnyOpened = false;
    for (const QString &mark : m_parts.settings.openConnections.get()) {
        FirstTabs tabs{{}, m_parts.settings.frontTab(mark).get()};
        for (const QString &tab : m_parts.settings.openTabs(mark).get())
            tabs.tabs.append(KeptTab::parse(tab));
        if (mark == SandboxMark) {
            openSandbox(tabs);
            isAnyOpened = true;
        } else if (const auto profile = rememberedOne(mark)) {
            openProfile(*profile, tabs);
            isAnyOpened = true;
        }
    }
    return isAnyOpened;
}

} // namespace ui
