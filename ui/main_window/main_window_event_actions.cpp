// The table of commands around the event in front: writing, finding, copying.
#include "ui/append/append_page.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/events_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/event_in_front.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/payload_clipboard.h"
#include "ui/widgets/words.h"

namespace ui {

void MainWindow::addEventActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::Event;
        m_actions.add(spec, std::move(handler));
    };
    add({.id = id("event.new"),
         .text = tr("New Event…"),
         .shortcuts = keys({"Ctrl+N"}),
         .asksForMore = true},
        [this](bool) { m_travel->goToDraft(m_connections.front(), m_workspace->currentStream()); });
    add({.id = id("event.new-like"),
         .text = tr("New Event Like This…"),
         .shortcuts = keys({"Ctrl+Shift+N"}),
         .asksForMore = true},
        [this](bool) { newEventLikeCurrent(); });
    add({.id = id("event.send"), .text = tr("Send Event"), .shortcuts = keys({"Ctrl+Return"})},
        [this](bool) {
            if (AppendPage *draft = m_workspace->currentDraft())
                draft->send();
        });
    const auto addToDraft
        = [this, add](const char *name, const QString &text, void (AppendPage::*action)()) {
              add({.id = id(name), .text = text}, [this, action](bool) {
                  if (AppendPage *draft = m_workspace->currentDraft())
                      (draft->*action)();
              });
          };
    addToDraft("event.next", tr("Next Event"), &AppendPage::startNext);
    addToDraft("event.add", tr("Add Another Event"), &AppendPage::addEvent);
    addToDraft("event.remove", tr("Remove This Event"), &AppendPage::removeEvent);
    addToDraft("event.metadata", tr("Edit Metadata"), &AppendPage::editMetadata);
    addFindActions();
    add({.id = id("event.copy-payload"), .text = tr("Copy Payload"), .group = 1}, [this](bool) {
        m_event->whenExact([](const core::ResolvedEvent &event) { copyBytes(event.shown().data); });
    });
    add({.id = id("event.copy-as"),
         .text = tr("Copy As…"),
         .group = 1,
         .shortcuts = keys({"Ctrl+Shift+C"}),
         .asksForMore = true},
        [this](bool) { openCopyMenu(); });
    add({.id = id("event.copy-address"),
         .text = tr("Copy Address"),
         .group = 1,
         .icon = QStringLiteral("copy")},
        [this](bool) { m_detail->copyAddress(); });
    add({.id = id("event.copy-id"), .text = tr("Copy Id"), .group = 1},
        [this](bool) { m_detail->copyId(); });
    add({.id = id("event.copy-json"), .text = tr("Copy as JSON Line"), .group = 1},
        [this](bool) { m_detail->copyAsJson(); });
    add({.id = id("event.save-payload"),
         .text = tr("Save Payload…"),
         .group = 1,
         .asksForMore = true},
        [this](bool) {
            m_event->whenExact([this](const core::ResolvedEvent &) { m_detail->savePayload(); });
        });
    addPayloadActions();
}

/// How the payload is shown that is in front in the detail.
void MainWindow::addPayloadActions()
{
    const auto add = [this](const char *name, const QString &text, std::function<void()> handler) {
        m_actions.add({.id = id(name),
                       .text = text,
                       .menu = MenuId::Event,
                       .group = 1,
                       .submenu = tr("Payload")},
                      [handler = std::move(handler)](bool) { handler(); });
    };
    add("event.as-json", tr("Show as JSON"), [this] { m_detail->showAs(PayloadForm::Json); });
    add("event.as-text", tr("Show as Text"), [this] { m_detail->showAs(PayloadForm::Text); });
    add("event.as-bytes", tr("Show as Bytes"), [this] { m_detail->showAs(PayloadForm::Hex); });
    add("event.fold", tr("Fold All"), [this] { m_detail->setAllFolded(true); });
    add("event.unfold", tr("Unfold All"), [this] { m_detail->setAllFolded(false); });
}

void MainWindow::onAppended(Connection *connection,
                            const core::StreamName &stream,
                            core::Revision revision,
                            qsizetype events)
{
    const Address address{stream, revision};
    m_navigator->noteOpened(connection, stream);
    if (EventsPage *page = m_workspace->eventsOf(connection, stream))
        page->goTo(revision);
    const QString place = revision.toString();
    m_status->say(
        events == 1
            ? tr("Appended to %1 at %2").arg(stream.text(), place)
            : tr("Appended %1 to %2, the last at %3").arg(eventsText(events), stream.text(), place),
        m_travel->wayTo(connection, address));
}

void MainWindow::addFindActions()
{
    const auto add = [this](const char *actionId,
                            const QString &text,
                            const char *key,
                            std::function<void(bool)> handler) {
        m_actions.add({.id = id(actionId),
                       .text = text,
                       .menu = MenuId::Event,
                       .group = 2,
                       .shortcuts = keys({key}),
                       .asksForMore = text.endsWith(u'…')},
                      std::move(handler));
    };
    add("event.find", tr("Find in Payload…"), "Ctrl+F", [this](bool) {
        if (AppendPage *draft = m_workspace->currentDraft()) {
            draft->openFind();
            return;
        }
        m_event->showDetail();
        m_detail->openFind();
    });
    add("event.find-all", tr("Find in All Events…"), "Ctrl+Shift+F", [this](bool) {
        m_travel->goTo(m_connections.front(), {core::StreamName::all()});
        if (EventsPage *events = m_workspace->currentEvents())
            events->focusFilter();
    });
    const auto step = [this](bool backwards) {
        if (AppendPage *draft = m_workspace->currentDraft())
            draft->findNext(backwards);
        else if (m_detail->isVisible())
            m_detail->findNext(backwards);
    };
    add("event.find-next", tr("Find Next"), "F3", [step](bool) { step(false); });
    add("event.find-previous", tr("Find Previous"), "Shift+F3", [step](bool) { step(true); });
}

} // namespace ui
