// The tables of the window's commands: what they are called, their keys, what they do, when they
// can be used. GUI thread.
#pragma once

#include "ui/actions/palette_model.h"
#include "ui/main_window/open_connections.h"

#include <QPoint>

#include <functional>

class QMenu;
class QWidget;

namespace core {
class Settings;
}

namespace ui {

class ActionRegistry;
class AddressField;
class ConnectionDesk;
class ConnectionLife;
class DeletionDesk;
class EventInFront;
class LinkDesk;
class Navigator;
class StatusLine;
class Theme;
class Travel;
class WindowPanes;
class WireLogDock;
class Workspace;

// What a table acts on must outlive the registry's actions.

void addFileCommands(ActionRegistry &registry,
                     Workspace &workspace,
                     const std::function<void()> &quit);
void addTabCommands(ActionRegistry &registry, Workspace &workspace);

/// Around the stream in front.
struct StreamCommandParts {
    Workspace &workspace;
    OpenConnections &connections;
    Navigator &navigator;
    AddressField &address;
    DeletionDesk &deletion;
};
void addStreamCommands(ActionRegistry &registry, const StreamCommandParts &parts);
/// For the palette: the streams that are known in the connection in front.
[[nodiscard]] QList<PaletteEntry> streamEntries(const OpenConnections &connections, Travel &travel);

/// Writing events.
struct DraftCommandParts {
    Workspace &workspace;
    OpenConnections &connections;
    Travel &travel;
    EventInFront &event;
};
void addDraftCommands(ActionRegistry &registry, const DraftCommandParts &parts);

/// Writing them as somebody else, to try what happens.
struct SandboxCommandParts {
    Workspace &workspace;
    OpenConnections &connections;
    Travel &travel;
    StatusLine &status;
    OpenConnections::ClientFactory makeClient;
    QObject &owner; ///< of what is being written
};
void addSandboxCommands(ActionRegistry &registry, const SandboxCommandParts &parts);

/// Around the event in front: finding, copying, how its payload is shown.
struct EventCommandParts {
    Workspace &workspace;
    OpenConnections &connections;
    Travel &travel;
    EventInFront &event;
    QWidget &window;
};
void addEventCommands(ActionRegistry &registry, const EventCommandParts &parts);
/// What can be done with the event in front, at this place of the screen.
void openEventMenu(const ActionRegistry &registry, QWidget &window, const QPoint &place);

/// Around its links.
struct LinkCommandParts {
    Workspace &workspace;
    OpenConnections &connections;
    Travel &travel;
    EventInFront &event;
    LinkDesk &links;
};
void addLinkCommands(ActionRegistry &registry, const LinkCommandParts &parts);

/// Finding out about links, projections and causes.
struct ReportCommandParts {
    Workspace &workspace;
    OpenConnections &connections;
    Travel &travel;
    EventInFront &event;
};
void addReportCommands(ActionRegistry &registry, const ReportCommandParts &parts);

/// What is seen: switches, panes, the way through them.
struct ViewCommandParts {
    Workspace &workspace;
    WindowPanes &panes;
    Travel &travel;
    std::function<void()> openPalette;
    std::function<void()> escape; ///< ends what runs, or goes back to the events
};
void addViewCommands(ActionRegistry &registry, const ViewCommandParts &parts);
void addWireCommands(ActionRegistry &registry, WireLogDock &wireLog);
void addThemeCommands(ActionRegistry &registry, Theme &theme, core::Settings &settings);

struct ConnectionCommandParts {
    OpenConnections &connections;
    ConnectionDesk &desk;
    ConnectionLife &life;
};
void addConnectionCommands(ActionRegistry &registry, const ConnectionCommandParts &parts);
/// Fills it anew with those that are open, and those that are kept and could be.
void listConnections(QMenu *menu, const ConnectionCommandParts &parts);
/// The same for the palette, without the one in front.
[[nodiscard]] QList<PaletteEntry> connectionEntries(const ConnectionCommandParts &parts);

} // namespace ui
