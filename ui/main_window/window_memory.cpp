#include "ui/main_window/window_memory.h"

#include "core/settings/settings.h"
#include "ui/connections/connection.h"
#include "ui/connections/saved_connections.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/open_connections.h"
#include "ui/main_window/workspace.h"

#include <chrono>

namespace ui {

namespace {

constexpr std::chrono::seconds KeepAfter{2};
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

WindowMemory::WindowMemory(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    m_keeping.setSingleShot(true);
    m_keeping.setInterval(KeepAfter);
    connect(&m_keeping, &QTimer::timeout, this, &WindowMemory::keep);
    const Workspace *workspace = &m_parts.workspace;
    connect(workspace, &Workspace::currentPageChanged, this, &WindowMemory::keepSoon);
    connect(workspace, &Workspace::currentEventChanged, this, &WindowMemory::keepSoon);
    connect(workspace, &Workspace::stateChanged, this, &WindowMemory::keepSoon);
    connect(workspace, &Workspace::reopenableChanged, this, &WindowMemory::keepSoon);
}

void WindowMemory::keepSoon()
{
    if (m_parts.window.isVisible())
        m_keeping.start();
}

void WindowMemory::keep()
{
    m_keeping.stop();
    core::Settings &settings = m_parts.settings;
    for (const QString &mark : settings.openConnections.get()) {
        if (mark.startsWith(OpenPrefix))
            settings.forgetConnection(mark);
    }
    QStringList marks;
    QList<Connection *> connections = m_parts.connections.all();
    if (Connection *front = m_parts.connections.front(); connections.removeOne(front))
        connections.append(front);
    for (const Connection *connection : std::as_const(connections)) {
        const QString mark = markOf(*connection, marks.size());
        if (mark.startsWith(OpenPrefix))
            SavedConnections::write(connection->profile(), settings.savedConnection(mark));
        const FirstTabs tabs = FirstTabs::of(m_parts.workspace, connection);
        marks.append(mark);
        core::Setting<QStringList> kept = settings.openTabs(mark);
        kept.set(textsOf(tabs.tabs));
        core::Setting<int> front = settings.frontTab(mark);
        front.set(static_cast<int>(tabs.front));
    }
    settings.openConnections.set(marks);
}

std::optional<core::ConnectionProfile> WindowMemory::profileOf(const QString &mark) const
{
    if (mark.startsWith(KeptPrefix))
        return m_parts.desk.keptOne(mark.mid(KeptPrefix.size()));
    if (mark.startsWith(OpenPrefix))
        return SavedConnections::read(m_parts.settings.savedConnection(mark));
    return std::nullopt;
}

QList<WindowMemory::Opened> WindowMemory::opened() const
{
    QList<Opened> all;
    for (const QString &mark : m_parts.settings.openConnections.get()) {
        Opened one{profileOf(mark), {{}, m_parts.settings.frontTab(mark).get()}};
        for (const QString &tab : m_parts.settings.openTabs(mark).get())
            one.tabs.tabs.append(KeptTab::parse(tab));
        if (one.profile || mark == SandboxMark)
            all.append(one);
    }
    return all;
}

} // namespace ui
