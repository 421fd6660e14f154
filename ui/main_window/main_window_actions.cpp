// The table of the window's commands.
#include "core/settings/settings.h"
#include "ui/actions/command_palette.h"
#include "ui/append/append_page.h"
#include "ui/event_detail/event_detail_pane.h"
#include "ui/events/events_page.h"
#include "ui/main_window/address_field.h"
#include "ui/main_window/connection_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/navigator.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/main_window/workspace.h"
#include "ui/streams/stream_index.h"
#include "ui/wire_log/wire_log_dock.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>

namespace ui {

namespace {

constexpr int NumberedTabs = 9;

QList<QKeySequence> keys(std::initializer_list<const char *> texts)
{
    QList<QKeySequence> sequences;
    for (const char *text : texts)
        sequences.append(QKeySequence(QString::fromLatin1(text), QKeySequence::PortableText));
    return sequences;
}

QString id(const char *text)
{
    return QString::fromLatin1(text);
}

} // namespace

void MainWindow::addAction(const ActionSpec &spec, std::function<void(bool)> handler)
{
    m_actions.add(spec, std::move(handler));
}

void MainWindow::enable(const char *actionId, bool enabled)
{
    m_actions.action(id(actionId))->setEnabled(enabled);
}

void MainWindow::addFileActions()
{
    addAction({.id = id("file.close-tab"), .text = tr("Close Tab"), .shortcuts = keys({"Ctrl+W"})},
              [this](bool) { m_workspace->closeCurrent(); });
    addAction({.id = id("file.reopen-tab"),
               .text = tr("Bring Back Closed Tab"),
               .shortcuts = keys({"Ctrl+Shift+T"})},
              [this](bool) {
                  m_workspace->reopenClosed();
                  m_workspace->focusPage();
              });
    addAction(
        {.id = id("file.quit"), .text = tr("Quit"), .group = 9, .shortcuts = keys({"Ctrl+Q"})},
        [this](bool) { close(); });
}

void MainWindow::addStreamActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::Stream;
        addAction(spec, std::move(handler));
    };
    add({.id = id("stream.open"),
         .text = tr("Open Stream…"),
         .shortcuts = keys({"Ctrl+L"}),
         .asksForMore = true},
        [this](bool) { m_topBar->address()->begin(m_workspace->currentStream().text()); });
    add({.id = id("stream.go-to"),
         .text = tr("Go to Revision…"),
         .shortcuts = keys({"Ctrl+G"}),
         .asksForMore = true},
        [this](bool) { m_topBar->address()->begin(m_workspace->currentStream().text() + u'@'); });
    add({.id = id("stream.reload"), .text = tr("Read Again"), .shortcuts = keys({"F5"})},
        [this](bool) {
            if (m_workspace->restartReport())
                return;
            if (EventsPage *events = m_workspace->currentEvents())
                events->reload();
            if (StreamIndex *index = m_connections.indexOf(m_front))
                index->reload();
        });
    add({.id = id("stream.pin"), .text = tr("Pin Stream"), .group = 1, .isCheckable = true},
        [this](bool checked) {
            m_navigator->setPinned(m_front, m_workspace->currentStream(), checked);
        });
    add({.id = id("stream.copy-name"), .text = tr("Copy Stream Name"), .group = 1}, [this](bool) {
        QGuiApplication::clipboard()->setText(m_workspace->currentStream().text());
    });
    add({.id = id("stream.delete"),
         .text = tr("Delete Stream…"),
         .group = 2,
         .icon = QStringLiteral("trash-2"),
         .asksForMore = true},
        [this](bool) { deleteStream(core::DeleteMode::Soft); });
    add({.id = id("stream.undelete"), .text = tr("Undelete Stream"), .group = 2}, [this](bool) {
        undeleteStream(m_workspace->currentConnection(), m_workspace->currentStream());
    });
    add({.id = id("stream.tombstone"),
         .text = tr("Delete Stream for Good…"),
         .group = 2,
         .asksForMore = true},
        [this](bool) { deleteStream(core::DeleteMode::Tombstone); });
}

void MainWindow::addEventActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::Event;
        addAction(spec, std::move(handler));
    };
    add({.id = id("event.new"),
         .text = tr("New Event…"),
         .shortcuts = keys({"Ctrl+N"}),
         .asksForMore = true},
        [this](bool) { newEvent(m_front, m_workspace->currentStream(), false); });
    add({.id = id("event.new-like"),
         .text = tr("New Event Like This…"),
         .shortcuts = keys({"Ctrl+Shift+N"}),
         .asksForMore = true},
        [this](bool) { newEvent(m_front, m_workspace->currentStream(), true); });
    add({.id = id("event.send"), .text = tr("Send Event"), .shortcuts = keys({"Ctrl+Return"})},
        [this](bool) {
            if (AppendPage *draft = m_workspace->currentDraft())
                draft->send();
        });
    addFindActions();
    add({.id = id("event.copy-payload"), .text = tr("Copy Payload"), .group = 1}, [this](bool) {
        if (EventsPage *events = m_workspace->currentEvents())
            events->copyPayload();
        else
            m_detail->copyPayload();
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
        [this](bool) { m_detail->savePayload(); });
}

void MainWindow::addFindActions()
{
    const auto add = [this](const char *actionId,
                            const QString &text,
                            const char *key,
                            std::function<void(bool)> handler) {
        addAction({.id = id(actionId),
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
        m_detail->show();
        m_detail->openFind();
        refreshSwitches();
    });
    add("event.find-all", tr("Find in All Events…"), "Ctrl+Shift+F", [this](bool) {
        goTo(m_front, {core::StreamName::all()});
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

void MainWindow::addViewActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::View;
        addAction(spec, std::move(handler));
    };
    add({.id = id("view.palette"),
         .text = tr("All Commands…"),
         .shortcuts = keys({"Ctrl+K", "Ctrl+Shift+P"}),
         .asksForMore = true},
        [this](bool) { openPalette(); });
    add({.id = id("view.links"),
         .text = tr("Resolve Links"),
         .group = 1,
         .shortcuts = keys({"Ctrl+Shift+R"}),
         .isCheckable = true},
        [this](bool checked) {
            if (EventsPage *events = m_workspace->currentEvents())
                events->setResolveLinks(checked);
        });
    add({.id = id("view.live"),
         .text = tr("Live"),
         .group = 1,
         .shortcuts = keys({"F8"}),
         .isCheckable = true},
        [this](bool checked) {
            if (EventsPage *events = m_workspace->currentEvents())
                events->setLive(checked);
        });
    add({.id = id("view.system"),
         .text = tr("Show System Events"),
         .group = 1,
         .isCheckable = true},
        [this](bool checked) {
            if (EventsPage *events = m_workspace->currentEvents())
                events->setShowSystem(checked);
        });
    add({.id = id("view.filter"), .text = tr("Filter Events…"), .group = 1, .asksForMore = true},
        [this](bool) {
            if (EventsPage *events = m_workspace->currentEvents())
                events->focusFilter();
        });
    add({.id = id("view.navigator"),
         .text = tr("Navigator"),
         .group = 2,
         .shortcuts = keys({"F9"}),
         .isCheckable = true},
        [this](bool checked) {
            m_navigator->setVisible(checked);
            if (!checked && !focusWidget())
                m_workspace->focusPage();
        });
    add({.id = id("view.detail"),
         .text = tr("Event Detail"),
         .group = 2,
         .shortcuts = keys({"Shift+F9"}),
         .isCheckable = true},
        [this](bool checked) {
            m_isDetailAway = false;
            m_detail->setVisible(checked);
            if (!checked && !focusWidget())
                m_workspace->focusPage();
        });
    add({.id = id("view.wire-log"),
         .text = tr("Wire Log"),
         .group = 2,
         .shortcuts = keys({"F12"}),
         .isCheckable = true},
        [this](bool checked) { showWireLog(checked); });
    add({.id = id("view.back"),
         .text = tr("Back"),
         .group = 3,
         .shortcuts = keys({"Alt+Left"}),
         .icon = QStringLiteral("arrow-left")},
        [this](bool) { showPlace(m_history.goBack(currentPlace())); });
    add({.id = id("view.forward"),
         .text = tr("Forward"),
         .group = 3,
         .shortcuts = keys({"Alt+Right"}),
         .icon = QStringLiteral("arrow-right")},
        [this](bool) { showPlace(m_history.goForward(currentPlace())); });
    add({.id = id("view.next-pane"),
         .text = tr("Next Pane"),
         .group = 4,
         .shortcuts = keys({"F6"})},
        [this](bool) { focusNextPane(1); });
    add({.id = id("view.previous-pane"),
         .text = tr("Previous Pane"),
         .group = 4,
         .shortcuts = keys({"Shift+F6"})},
        [this](bool) { focusNextPane(-1); });
    add({.id = id("view.escape"),
         .text = tr("Back to the Events"),
         .group = 4,
         .shortcuts = keys({"Esc"})},
        [this](bool) { escape(); });
}

void MainWindow::addTabActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::View;
        spec.group = 5;
        spec.submenu = tr("Tab");
        addAction(spec, std::move(handler));
    };
    add({.id = id("tab.next"), .text = tr("Next Tab"), .shortcuts = keys({"Ctrl+Tab"})},
        [this](bool) { m_workspace->showNext(1); });
    add({.id = id("tab.previous"),
         .text = tr("Previous Tab"),
         .shortcuts = keys({"Ctrl+Shift+Tab", "Ctrl+Shift+Backtab"})},
        [this](bool) { m_workspace->showNext(-1); });
    for (int i = 0; i < NumberedTabs; ++i)
        add({.id = id("tab.") + QString::number(i + 1),
             .text = tr("Tab %1").arg(i + 1),
             .shortcuts = {QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1))}},
            [this, i](bool) { m_workspace->showTab(i); });
}

void MainWindow::addThemeActions()
{
    const QList<std::pair<ThemeChoice, QString>> choices{{ThemeChoice::System, tr("As the System")},
                                                         {ThemeChoice::Light, tr("Light")},
                                                         {ThemeChoice::Dark, tr("Dark")}};
    for (const auto &[choice, text] : choices)
        addAction({.id = id("view.theme-") + toString(choice),
                   .text = text,
                   .menu = MenuId::View,
                   .group = 6,
                   .submenu = tr("Theme"),
                   .isCheckable = true},
                  [this, picked = choice](bool) {
                      m_parts.theme.choose(picked);
                      m_parts.settings.theme.set(toString(picked));
                      refreshSwitches();
                  });
}

void MainWindow::addWireActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::View;
        spec.group = 2;
        spec.submenu = tr("Wire Log Calls");
        addAction(spec, std::move(handler));
    };
    add({.id = id("wire.copy-curl"), .text = tr("Copy Call as curl")},
        [this](bool) { m_wireLog->copyAsCurl(); });
    add({.id = id("wire.copy-grpcurl"), .text = tr("Copy Call as grpcurl")},
        [this](bool) { m_wireLog->copyAsGrpcurl(); });
    add({.id = id("wire.clear"), .text = tr("Clear Wire Log")},
        [this](bool) { m_wireLog->clear(); });
}

void MainWindow::addConnectionActions()
{
    const auto add = [this](ActionSpec spec, std::function<void(bool)> handler) {
        spec.menu = MenuId::Connection;
        addAction(spec, std::move(handler));
    };
    add({.id = id("connection.connect"),
         .text = tr("Connect to a Server…"),
         .shortcuts = keys({"Ctrl+Shift+O"}),
         .asksForMore = true},
        [this](bool) { m_desk->askForServer(); });
    add({.id = id("connection.sandbox"), .text = tr("Open the Sandbox")},
        [this](bool) { openSandbox({}); });
    add({.id = id("connection.reconnect"), .text = tr("Reconnect Now"), .group = 1}, [this](bool) {
        if (m_front)
            m_front->tryNow();
    });
    add({.id = id("connection.edit"),
         .text = tr("Edit Connection…"),
         .group = 1,
         .asksForMore = true},
        [this](bool) { editConnection(); });
    add({.id = id("connection.close"), .text = tr("Close Connection"), .group = 1},
        [this](bool) { closeCurrentConnection(); });
}

void MainWindow::addSandboxActions()
{
    addAction({.id = id("sandbox.other-writer"),
               .text = tr("Let Somebody Else Write Here"),
               .menu = MenuId::Sandbox},
              [this](bool) { letSomebodyElseWrite(); });
}

void MainWindow::addHelpActions()
{
    addAction({.id = id("help.diagnostics"), .text = tr("Copy Diagnostics"), .menu = MenuId::Help},
              [this](bool) {
                  QGuiApplication::clipboard()->setText(m_parts.diagnostics());
                  m_status->say(tr("Diagnostics copied"));
              });
    addAction(
        {.id = id("help.about"), .text = tr("About Tributary"), .menu = MenuId::Help, .group = 1},
        [this](bool) { aboutTributary(); });
}

void MainWindow::refreshActions()
{
    const EventsPage *events = m_workspace->currentEvents();
    const core::StreamName stream = m_workspace->currentStream();
    const bool isWritable = !stream.isEmpty() && !stream.isAll();
    const bool hasEvent = events && events->currentEvent();
    enable("file.close-tab", m_workspace->tabCount() > 0);
    enable("file.reopen-tab", m_workspace->canReopen());
    enable("stream.go-to", events != nullptr);
    enable("stream.reload",
           events || m_workspace->currentAudit() || m_workspace->currentCauses()
               || m_workspace->currentProjections());
    enable("stream.pin", isWritable);
    enable("stream.copy-name", !stream.isEmpty());
    enable("stream.delete", isWritable);
    enable("stream.undelete", events && events->canUndelete());
    enable("stream.tombstone", isWritable);
    enable("event.new", isWritable);
    const bool isSandbox = m_front && m_front->isSandbox();
    enable("sandbox.other-writer", isWritable && isSandbox);
    m_actions.menuOf(id("sandbox.other-writer"))->menuAction()->setVisible(isSandbox);
    enable("event.new-like", isWritable && hasEvent);
    enable("event.send", m_workspace->currentDraft() != nullptr);
    for (const char *needsEvent : {"event.copy-payload",
                                   "event.copy-as",
                                   "event.copy-address",
                                   "event.copy-id",
                                   "event.copy-json",
                                   "event.save-payload"})
        enable(needsEvent, hasEvent);
    for (const char *needsText : {"event.find", "event.find-next", "event.find-previous"})
        enable(needsText, hasEvent || m_workspace->currentDraft());
    refreshLinkActions();
    enable("view.filter", events != nullptr);
    enable("event.find-all", m_front && m_front->client());
    enable("view.links", events != nullptr);
    enable("view.live", events != nullptr);
    enable("view.system", events && stream.isAll());
    enable("wire.copy-curl", m_wireLog->canCopyAsCurl());
    enable("wire.copy-grpcurl", m_wireLog->canCopyAsGrpcurl());
    enable("view.back", m_history.canGoBack());
    enable("view.forward", m_history.canGoForward());
    enable("connection.close", !m_front.isNull());
    refreshReportActions();
    refreshSwitches();
}

void MainWindow::refreshSwitches()
{
    const EventsPage *events = m_workspace->currentEvents();
    const auto check = [this](const QString &actionId, bool checked) {
        m_actions.action(actionId)->setChecked(checked);
    };
    check(id("view.links"), events && events->resolveLinks());
    check(id("view.live"), events && events->isLive());
    check(id("view.system"), events && events->showSystem());
    check(id("view.navigator"), !m_navigator->isHidden());
    check(id("view.detail"), !m_detail->isHidden());
    check(id("view.wire-log"), !m_wireLog->isHidden());
    check(id("stream.pin"), m_navigator->isPinned(m_front, m_workspace->currentStream()));
    for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
        check(id("view.theme-") + toString(choice), m_parts.theme.choice() == choice);
}

void MainWindow::aboutTributary()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Tributary"));
    box->setTextFormat(Qt::PlainText);
    box->setText(QStringLiteral("Tributary " TRIBUTARY_VERSION));
    box->setInformativeText(tr("A browser and editor for event streams of KurrentDB and "
                               "EventStoreDB."));
    box->addButton(tr("Close"), QMessageBox::AcceptRole);
    box->open();
}

} // namespace ui
