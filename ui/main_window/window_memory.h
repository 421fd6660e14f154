// What is open, kept for the next time that the window opens: connections, and the tabs of each.
// GUI thread.
#pragma once

#include "core/client/connection_profile.h"
#include "ui/main_window/first_tabs.h"

#include <QObject>
#include <QTimer>

#include <optional>

class QWidget;

namespace core {
class Settings;
}

namespace ui {

class ConnectionDesk;
class OpenConnections;

/// Keeps it a moment after it has changed, so that a window that is killed, or logged out of, comes
/// back as well.
class WindowMemory final : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        core::Settings &settings;
        const OpenConnections &connections;
        const ConnectionDesk &desk;
        const Workspace &workspace;
        const QWidget &window; ///< nothing is kept of what happens before it is shown
    };

    /// One connection that was open.
    struct Opened {
        /// Without its password, which comes from the keyring or is asked for; nothing: the
        /// sandbox.
        std::optional<core::ConnectionProfile> profile;
        FirstTabs tabs;
    };

    WindowMemory(const Parts &parts, QObject *parent);

    /// Keeps it now.
    void keep();
    /// What was open the last time; the one that was in front comes last.
    [[nodiscard]] QList<Opened> opened() const;

private:
    void keepSoon();
    [[nodiscard]] std::optional<core::ConnectionProfile> profileOf(const QString &mark) const;

    Parts m_parts;
    QTimer m_keeping; ///< runs while something is open that is not kept yet
};

} // namespace ui
