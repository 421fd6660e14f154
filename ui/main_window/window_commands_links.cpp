// Tables of commands: links of the event in front.
#include "ui/actions/action_registry.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/event_in_front.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_commands.h"
#include "ui/main_window/workspace.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LinkCommands)
};

} // namespace

void addLinkCommands(ActionRegistry &registry, const LinkCommandParts &parts)
{
    const auto add = [&registry, parts](ActionSpec spec, const std::function<void()> &handler) {
        spec.menu = MenuId::Event;
        spec.group = 3;
        if (!spec.isEnabled)
            spec.isEnabled = [parts] { return parts.event.get() != nullptr; };
        registry.add(spec, [handler](bool) { handler(); });
    };
    add({.id = id("event.follow-link"),
         .text = Words::tr("Follow Link"),
         .shortcuts = keys({"F2"}),
         .isEnabled = [parts] { return parts.event.get() && parts.links.linkedPlace(); }},
        [parts] {
            if (const auto place = parts.links.linkedPlace())
                parts.travel.goTo(parts.connections.front(), *place);
        });
    add({.id = id("event.explain-link"),
         .text = Words::tr("Explain Link"),
         .shortcuts = keys({"Shift+F2"}),
         .isEnabled = [parts] { return parts.event.get() && parts.links.isLink(); }},
        [parts] { parts.event.showDetailPart(parts.links.linkPart()); });
    add({.id = id("event.linked-from"),
         .text = Words::tr("Linked From"),
         .shortcuts = keys({"Ctrl+Shift+L"})},
        [parts] { parts.event.showDetailPart(parts.links.linkedFromPart()); });
    add({.id = id("event.why-not"), .text = Words::tr("Why Is This Not In…"), .asksForMore = true},
        [parts] { parts.links.askWhyNot(); });
    registry.add({.id = id("stream.why-not"),
                  .text = Words::tr("Why Is an Event Not Here…"),
                  .menu = MenuId::Stream,
                  .group = 3,
                  .asksForMore = true,
                  .isEnabled =
                      [parts] {
                          return parts.workspace.currentEvents()
                                 && parts.links.isLinkStream(parts.connections.front(),
                                                             parts.workspace.currentStream());
                      }},
                 [parts](bool) {
                     parts.links.askWhyNotIn(parts.connections.front(),
                                             parts.workspace.currentStream());
                 });
}

} // namespace ui
