// Tables of commands: the stream in front.
#include "ui/actions/action_registry.h"
#include "ui/events/events_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/deletion_desk.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_commands.h"
#include "ui/main_window/workspace.h"
#include "ui/streams/stream_index.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StreamCommands)
};

bool isWritable(const core::StreamName &stream)
{
    return !stream.isEmpty() && !stream.isAll();
}

void readAgain(const StreamCommandParts &parts)
{
    if (Page *page = parts.workspace.currentPage())
        page->reload();
    StreamIndex *index = parts.connections.indexOf(parts.connections.front());
    if (index && parts.workspace.currentEvents())
        index->reload();
}

bool canReadAgain(const Workspace &workspace)
{
    const Page *page = workspace.currentPage();
    return page && page->canReload();
}

void addGoing(ActionRegistry &registry, const StreamCommandParts &parts)
{
    registry.add({.id = id("stream.open"),
                  .text = Words::tr("Open Stream…"),
                  .menu = MenuId::Stream,
                  .shortcuts = keys({"Ctrl+L"}),
                  .asksForMore = true},
                 [parts](bool) { parts.address.begin(parts.workspace.currentStream().text()); });
    registry.add(
        {.id = id("stream.go-to"),
         .text = Words::tr("Go to Revision, Position or Moment…"),
         .menu = MenuId::Stream,
         .shortcuts = keys({"Ctrl+G"}),
         .asksForMore = true,
         .isEnabled = [parts] { return parts.workspace.currentEvents() != nullptr; }},
        [parts](bool) { parts.address.begin(parts.workspace.currentStream().text() + u'@'); });
    registry.add({.id = id("stream.reload"),
                  .text = Words::tr("Read Again"),
                  .menu = MenuId::Stream,
                  .shortcuts = keys({"F5"}),
                  .isEnabled = [parts] { return canReadAgain(parts.workspace); }},
                 [parts](bool) { readAgain(parts); });
}

void addKeeping(ActionRegistry &registry, const StreamCommandParts &parts)
{
    const auto stream = [parts] { return parts.workspace.currentStream(); };
    registry.add({.id = id("stream.pin"),
                  .text = Words::tr("Pin Stream"),
                  .menu = MenuId::Stream,
                  .group = 1,
                  .isCheckable = true,
                  .isEnabled = [stream] { return isWritable(stream()) && !stream().isMetadata(); },
                  .isChecked =
                      [parts, stream] {
                          return parts.navigator.isPinned(parts.connections.front(), stream());
                      }},
                 [parts, stream](bool checked) {
                     parts.navigator.setPinned(parts.connections.front(), stream(), checked);
                 });
    registry.add({.id = id("stream.copy-name"),
                  .text = Words::tr("Copy Stream Name"),
                  .menu = MenuId::Stream,
                  .group = 1,
                  .isEnabled = [stream] { return !stream().isEmpty(); }},
                 [stream](bool) { QGuiApplication::clipboard()->setText(stream().text()); });
}

void addDeleting(ActionRegistry &registry, const StreamCommandParts &parts)
{
    const auto canDelete = [parts] { return isWritable(parts.workspace.currentStream()); };
    const auto remove = [parts](core::DeleteMode mode) {
        return [parts, mode](bool) {
            parts.deletion.remove(
                parts.workspace.currentConnection(), parts.workspace.currentStream(), mode);
        };
    };
    registry.add({.id = id("stream.delete"),
                  .text = Words::tr("Delete Stream…"),
                  .menu = MenuId::Stream,
                  .group = 2,
                  .icon = QStringLiteral("trash-2"),
                  .asksForMore = true,
                  .isEnabled = canDelete},
                 remove(core::DeleteMode::Soft));
    registry.add({.id = id("stream.undelete"),
                  .text = Words::tr("Undelete Stream"),
                  .menu = MenuId::Stream,
                  .group = 2,
                  .isEnabled =
                      [parts] {
                          const EventsPage *events = parts.workspace.currentEvents();
                          return events && events->canUndelete();
                      }},
                 [parts](bool) {
                     parts.deletion.undelete(parts.workspace.currentConnection(),
                                             parts.workspace.currentStream());
                 });
    registry.add({.id = id("stream.tombstone"),
                  .text = Words::tr("Delete Stream for Good…"),
                  .menu = MenuId::Stream,
                  .group = 2,
                  .asksForMore = true,
                  .isEnabled = canDelete},
                 remove(core::DeleteMode::Tombstone));
}

} // namespace

void addStreamCommands(ActionRegistry &registry, const StreamCommandParts &parts)
{
    addGoing(registry, parts);
    addKeeping(registry, parts);
    addDeleting(registry, parts);
}

QList<PaletteEntry> streamEntries(const OpenConnections &connections, Travel &travel)
{
    QList<PaletteEntry> entries;
    const StreamIndex *index = connections.indexOf(connections.front());
    if (!index)
        return entries;
    for (const core::StreamName &stream : index->streams())
        entries.append({Words::tr("Open %1").arg(stream.text()),
                        {},
                        [&travel, where = QPointer(connections.front()), stream] {
                            travel.goTo(where, {stream});
                        }});
    return entries;
}

} // namespace ui
