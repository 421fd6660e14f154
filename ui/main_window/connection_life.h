// The life of a connection in the window: opened, shown, tried again, closed.
// GUI thread.
#pragma once

#include "core/client/connection_profile.h"
#include "ui/main_window/first_tabs.h"

#include <QObject>

#include <functional>

class QWidget;

namespace ui {

class ConnectionDesk;
class Navigator;
class OpenConnections;
class Prompts;
class StatusLine;
class Travel;

/// Owns nothing: it leads the connection, its tabs and its entry in the navigator through the same
/// steps. What is asked of a person on the way is the desk's.
class ConnectionLife final : public QObject
{
    Q_OBJECT

public:
    struct Parts {
        OpenConnections &connections;
        ConnectionDesk &desk;
        Workspace &workspace;
        Navigator &navigator;
        Travel &travel;
        StatusLine &status;
        Prompts &prompts;
        QWidget &window;
        /// What comes of it is told by OpenConnections::start() or the connection's fail().
        std::function<void(Connection *connection)> startSandbox;
    };

    explicit ConnectionLife(const Parts &parts);

    /// Opens a connection beside those that are open; shows the one that leads there already.
    void openServer(const core::ConnectionSettings &settings, const FirstTabs &tabs);
    void openProfile(const core::ConnectionProfile &profile, const FirstTabs &tabs);
    void openSandbox(const FirstTabs &tabs);
    /// From where the last attempt ended: what comes before the client is done again where there
    /// is none.
    void retry(Connection *connection);
    /// The tab of it that was in front last, or its first one.
    void show(Connection *connection);
    /// Changes the one in front; not the sandbox.
    void editFront();
    /// Closes the one in front; asks first where text would be lost.
    void closeFront();

Q_SIGNALS:
    /// Its tabs are gone, its client goes next.
    void closing(ui::Connection *connection);
    /// Another one may be in front, or it has other tabs.
    void frontChanged();

private:
    void open(Connection *connection, const FirstTabs &tabs);
    void showOpen(Connection *connection);
    void onConnected(Connection *connection);
    void wakeTabs(Connection *connection);
    void adviseToReopen(Connection *connection, const core::ConnectionProfile &profile);
    void openAgain(Connection *connection, const core::ConnectionProfile &profile);
    void close(Connection *connection);
    void
    afterDrafts(Connection *connection, const QString &title, const std::function<void()> &action);

    Parts m_parts;
};

} // namespace ui
