// Tables of commands: the event in front, and the menus that open at it.
#include "ui/actions/action_registry.h"
#include "ui/append/append_page.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/events_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/event_in_front.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_commands.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/payload_clipboard.h"

#include <QCoreApplication>
#include <QMenu>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(EventCommands)
};

QMenu *makeMenu(const char *name, const QString &spoken, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(QLatin1String(name));
    menu->setAccessibleName(spoken);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

void openCopyMenu(const ActionRegistry &registry, const EventCommandParts &parts)
{
    QMenu *menu = makeMenu("event/copy-menu", Words::tr("Copy as"), &parts.window);
    for (const char *name :
         {"event.copy-payload", "event.copy-id", "event.copy-address", "event.copy-json"})
        menu->addAction(registry.action(id(name)));
    menu->setActiveAction(menu->actions().constFirst());
    const Page *page = parts.workspace.currentPage();
    const auto place = page ? page->placeOfCurrent() : std::nullopt;
    menu->popup(place.value_or(parts.event.detail().mapToGlobal(QPoint())));
}

void find(const EventCommandParts &parts)
{
    if (AppendPage *draft = parts.workspace.currentDraft()) {
        draft->openFind();
        return;
    }
    parts.event.showDetail();
    parts.event.detail().openFind();
}

void findNext(const EventCommandParts &parts, bool backwards)
{
    if (AppendPage *draft = parts.workspace.currentDraft())
        draft->findNext(backwards);
    else if (parts.event.detail().isVisible())
        parts.event.detail().findNext(backwards);
}

void findInAll(const EventCommandParts &parts)
{
    parts.travel.goTo(parts.connections.front(), {core::StreamName::all()});
    if (EventsPage *events = parts.workspace.currentEvents())
        events->focusFilter();
}

void addFinding(ActionRegistry &registry, const EventCommandParts &parts)
{
    const auto add = [&registry](const char *name,
                                 const QString &text,
                                 const char *key,
                                 const std::function<bool()> &isEnabled,
                                 const std::function<void()> &handler) {
        registry.add({.id = id(name),
                      .text = text,
                      .menu = MenuId::Event,
                      .group = 2,
                      .shortcuts = keys({key}),
                      .asksForMore = text.endsWith(u'…'),
                      .isEnabled = isEnabled},
                     [handler](bool) { handler(); });
    };
    const auto hasText = [parts] { return parts.event.get() || parts.workspace.currentDraft(); };
    const auto hasServer
        = [parts] { return parts.connections.front() && parts.connections.front()->client(); };
    add("event.find", Words::tr("Find in Payload…"), "Ctrl+F", hasText, [parts] { find(parts); });
    add("event.find-all", Words::tr("Find in All Events…"), "Ctrl+Shift+F", hasServer, [parts] {
        findInAll(parts);
    });
    add("event.find-next", Words::tr("Find Next"), "F3", hasText, [parts] {
        findNext(parts, false);
    });
    add("event.find-previous", Words::tr("Find Previous"), "Shift+F3", hasText, [parts] {
        findNext(parts, true);
    });
}

void addCopying(ActionRegistry &registry, const EventCommandParts &parts)
{
    const auto add = [&registry, parts](ActionSpec spec, const std::function<void()> &handler) {
        spec.menu = MenuId::Event;
        spec.group = 1;
        if (!spec.isEnabled)
            spec.isEnabled = [parts] { return parts.event.get() != nullptr; };
        registry.add(spec, [handler](bool) { handler(); });
    };
    add({.id = id("event.copy-payload"), .text = Words::tr("Copy Payload")}, [parts] {
        parts.event.whenExact(
            [](const core::ResolvedEvent &event) { copyBytes(event.shown().data); });
    });
    add({.id = id("event.copy-as"),
         .text = Words::tr("Copy As…"),
         .shortcuts = keys({"Ctrl+Shift+C"}),
         .asksForMore = true},
        [&registry, parts] { openCopyMenu(registry, parts); });
    add({.id = id("event.copy-address"),
         .text = Words::tr("Copy Address"),
         .icon = QStringLiteral("copy")},
        [parts] { parts.event.detail().copyAddress(); });
    add({.id = id("event.copy-id"),
         .text = Words::tr("Copy Id"),
         .isEnabled =
             [parts] {
                 const core::ResolvedEvent *event = parts.event.get();
                 return event && !event->shown().id.isNull();
             }},
        [parts] { parts.event.detail().copyId(); });
    add({.id = id("event.copy-json"), .text = Words::tr("Copy as JSON Line")},
        [parts] { parts.event.detail().copyAsJson(); });
    add({.id = id("event.save-payload"), .text = Words::tr("Save Payload…"), .asksForMore = true},
        [parts] {
            parts.event.whenExact(
                [parts](const core::ResolvedEvent &) { parts.event.detail().savePayload(); });
        });
}

/// How the payload is shown that is in front in the detail.
void addPayload(ActionRegistry &registry, const EventCommandParts &parts)
{
    const auto add = [&registry](const char *name,
                                 const QString &text,
                                 const std::function<bool()> &isEnabled,
                                 const std::function<void()> &handler) {
        registry.add({.id = id(name),
                      .text = text,
                      .menu = MenuId::Event,
                      .group = 1,
                      .submenu = Words::tr("Payload"),
                      .isEnabled = isEnabled},
                     [handler](bool) { handler(); });
    };
    const auto hasEvent = [parts] { return parts.event.get() != nullptr; };
    const auto canFold = [parts] { return parts.event.canFold(); };
    add("event.as-json", Words::tr("Show as JSON"), hasEvent, [parts] {
        parts.event.detail().showAs(PayloadForm::Json);
    });
    add("event.as-text", Words::tr("Show as Text"), hasEvent, [parts] {
        parts.event.detail().showAs(PayloadForm::Text);
    });
    add("event.as-bytes", Words::tr("Show as Bytes"), hasEvent, [parts] {
        parts.event.detail().showAs(PayloadForm::Hex);
    });
    add("event.fold", Words::tr("Fold All"), canFold, [parts] {
        parts.event.detail().setAllFolded(true);
    });
    add("event.unfold", Words::tr("Unfold All"), canFold, [parts] {
        parts.event.detail().setAllFolded(false);
    });
}

} // namespace

void addEventCommands(ActionRegistry &registry, const EventCommandParts &parts)
{
    addFinding(registry, parts);
    addCopying(registry, parts);
    addPayload(registry, parts);
}

void openEventMenu(const ActionRegistry &registry, QWidget &window, const QPoint &place)
{
    QMenu *menu = makeMenu("event/menu", Words::tr("Event"), &window);
    for (const char *name : {"event.copy-payload",
                             "event.copy-id",
                             "event.copy-address",
                             "event.copy-json",
                             "event.save-payload",
                             "",
                             "event.follow-link",
                             "event.explain-link",
                             "event.linked-from",
                             "event.why-not",
                             "event.causes",
                             "",
                             "event.new-like"}) {
        if (*name == '\0')
            menu->addSeparator();
        else
            menu->addAction(registry.action(id(name)));
    }
    menu->popup(place);
}

} // namespace ui
