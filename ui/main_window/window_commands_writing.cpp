// Tables of commands: writing events, in a draft or as somebody else.
#include "core/links/projected_stream.h"
#include "ui/actions/action_registry.h"
#include "ui/append/append_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/event_in_front.h"
#include "ui/main_window/other_writer.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_commands.h"
#include "ui/main_window/workspace.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WritingCommands)
};

/// Not those that only a projection writes to.
bool takesEvents(const core::StreamName &stream)
{
    return !stream.isEmpty() && !stream.isAll() && !core::ProjectedStream::parse(stream);
}

/// In the stream of what is shown: of a link that resolves, that of its target.
void beginLikeCurrent(const DraftCommandParts &parts)
{
    parts.event.whenExact(
        [&travel = parts.travel, where = QPointer<Connection>(parts.workspace.currentConnection())](
            const core::ResolvedEvent &event) {
            travel.goToDraft(where, event.shown().stream, event.shown());
        });
}

void addBeginning(ActionRegistry &registry, const DraftCommandParts &parts)
{
    registry.add({.id = id("event.new"),
                  .text = Words::tr("New Event…"),
                  .menu = MenuId::Event,
                  .shortcuts = keys({"Ctrl+N"}),
                  .asksForMore = true,
                  .isEnabled = [parts] { return takesEvents(parts.workspace.currentStream()); }},
                 [parts](bool) {
                     parts.travel.goToDraft(parts.connections.front(),
                                            parts.workspace.currentStream());
                 });
    registry.add({.id = id("event.new-like"),
                  .text = Words::tr("New Event Like This…"),
                  .menu = MenuId::Event,
                  .shortcuts = keys({"Ctrl+Shift+N"}),
                  .asksForMore = true,
                  .isEnabled =
                      [parts] {
                          const core::ResolvedEvent *event = parts.event.get();
                          return event && takesEvents(event->shown().stream);
                      }},
                 [parts](bool) { beginLikeCurrent(parts); });
}

void writeAsSomebodyElse(const SandboxCommandParts &parts)
{
    Connection *connection = parts.workspace.currentConnection();
    const core::StreamName stream = parts.workspace.currentStream();
    if (!connection || !connection->client() || !connection->isSandbox() || stream.isEmpty())
        return;
    new OtherWriter(
        parts.makeClient(connection->client()->settings(), Words::tr("somebody else")),
        stream,
        [&status = parts.status,
         &travel = parts.travel,
         stream,
         where = QPointer<Connection>(connection)](const core::Result<core::WriteOutcome> &result) {
            const auto *outcome = result ? &result.value() : nullptr;
            const auto *written = outcome ? std::get_if<core::Written>(outcome) : nullptr;
            if (written && written->revision)
                status.say(Words::tr("Somebody else wrote to %1 at %2")
                               .arg(stream.text(), written->revision->toString()),
                           travel.wayTo(where, {stream, written->revision}));
            else
                status.say(Words::tr("Somebody else could not write to %1").arg(stream.text()));
        },
        &parts.owner);
}

} // namespace

void addDraftCommands(ActionRegistry &registry, const DraftCommandParts &parts)
{
    addBeginning(registry, parts);
    const auto add = [&registry, &workspace = parts.workspace](const char *name,
                                                               const QString &text,
                                                               const QList<QKeySequence> &shortcuts,
                                                               bool DraftAbilities::*can,
                                                               void (AppendPage::*action)()) {
        registry.add({.id = id(name),
                      .text = text,
                      .menu = MenuId::Event,
                      .shortcuts = shortcuts,
                      .isEnabled =
                          [&workspace, can] {
                              const AppendPage *draft = workspace.currentDraft();
                              return draft && draft->abilities().*can;
                          }},
                     [&workspace, action](bool) {
                         if (AppendPage *draft = workspace.currentDraft())
                             (draft->*action)();
                     });
    };
    using Can = DraftAbilities;
    using Draft = AppendPage;
    add("event.send", Words::tr("Send Event"), keys({"Ctrl+Return"}), &Can::send, &Draft::send);
    add("event.next", Words::tr("Next Event"), {}, &Can::goOn, &Draft::startNext);
    add("event.add", Words::tr("Add Another Event"), {}, &Can::edit, &Draft::addEvent);
    add("event.remove", Words::tr("Remove This Event"), {}, &Can::removeEvent, &Draft::removeEvent);
    add("event.metadata", Words::tr("Edit Metadata"), {}, &Can::edit, &Draft::editMetadata);
}

void addSandboxCommands(ActionRegistry &registry, const SandboxCommandParts &parts)
{
    registry.add({.id = id("sandbox.other-writer"),
                  .text = Words::tr("Let Somebody Else Write Here"),
                  .menu = MenuId::Sandbox,
                  .isEnabled =
                      [parts] {
                          const Connection *front = parts.connections.front();
                          return front && front->isSandbox()
                                 && takesEvents(parts.workspace.currentStream());
                      }},
                 [parts](bool) { writeAsSomebodyElse(parts); });
}

} // namespace ui
