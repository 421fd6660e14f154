// The window's commands around audits of links, causes of events and projections.
#include "core/settings/settings.h"
#include "ui/audit/audit_page.h"
#include "ui/causes/cause_page.h"
#include "ui/connections/connection.h"
#include "ui/events/events_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/event_in_front.h"
#include "ui/main_window/link_desk.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/workspace.h"
#include "ui/projections/projections_page.h"

#include <QAction>

namespace ui {

void MainWindow::addReportActions()
{
    const auto add = [this](const ActionSpec &spec, std::function<void(bool)> handler) {
        m_actions.add(spec, std::move(handler));
    };
    const auto onAudit = [this](void (AuditPage::*action)()) {
        return [this, action](bool) {
            if (AuditPage *audit = m_workspace->currentAudit())
                (audit->*action)();
        };
    };
    add({.id = QStringLiteral("audit.start"),
         .text = tr("Audit Links"),
         .menu = MenuId::Stream,
         .group = 3,
         .shortcuts = keys({"Ctrl+Shift+A"})},
        [this](bool) {
            Connection *connection = m_workspace->currentConnection();
            const core::StreamName stream = m_workspace->currentStream();
            if (!connection || !connection->client() || stream.isEmpty())
                return;
            m_travel->leaveBy([&] { m_workspace->openAudit(connection, stream); });
            m_workspace->focusPage();
        });
    const auto addToAudit
        = [&](const char *id, const QString &text, bool asksForMore, auto action) {
              add({.id = QString::fromLatin1(id),
                   .text = text,
                   .menu = MenuId::Stream,
                   .group = 3,
                   .submenu = tr("Audit in Front"),
                   .asksForMore = asksForMore},
                  action);
          };
    addToAudit("audit.pause", tr("Pause or Go On"), false, onAudit(&AuditPage::togglePause));
    addToAudit("audit.stop", tr("Stop"), false, [this](bool) {
        if (AuditPage *audit = m_workspace->currentAudit())
            audit->cancel();
    });
    addToAudit("audit.save-markdown",
               tr("Save Report as Markdown…"),
               true,
               onAudit(&AuditPage::saveMarkdown));
    addToAudit(
        "audit.save-ndjson", tr("Save Report as NDJSON…"), true, onAudit(&AuditPage::saveNdjson));
    add({.id = QStringLiteral("connection.projections"),
         .text = tr("Projections"),
         .menu = MenuId::Connection,
         .group = 2},
        [this](bool) {
            if (!m_connections.front() || !m_connections.front()->client())
                return;
            m_travel->leaveBy([this] { m_workspace->openProjections(m_connections.front()); });
            m_workspace->focusPage();
        });
    const auto addToProjection
        = [&](const char *id, const QString &text, core::ProjectionCommand::Kind kind) {
              add({.id = QString::fromLatin1(id),
                   .text = text,
                   .menu = MenuId::Connection,
                   .group = 2,
                   .submenu = tr("Projection in Front"),
                   .asksForMore = true},
                  [this, kind](bool) {
                      if (ProjectionsPage *projections = m_workspace->currentProjections())
                          projections->command(kind);
                  });
          };
    using Command = core::ProjectionCommand::Kind;
    addToProjection("projection.enable", tr("Enable…"), Command::Enable);
    addToProjection("projection.disable", tr("Disable…"), Command::Disable);
    addToProjection("projection.reset", tr("Reset…"), Command::Reset);
    add({.id = QStringLiteral("event.causes"),
         .text = tr("Cause and Effect"),
         .menu = MenuId::Event,
         .group = 3,
         .shortcuts = keys({"Ctrl+Shift+E"})},
        [this](bool) { openCauses(); });
    add({.id = QStringLiteral("event.cause-names"),
         .text = tr("Names of Correlation and Cause…"),
         .menu = MenuId::Event,
         .group = 3,
         .asksForMore = true},
        [this](bool) {
            if (CausePage *causes = m_workspace->currentCauses())
                causes->editNames();
        });
}

void MainWindow::connectReports()
{
    m_workspace->setCauseNames([this] { return correlationNames(); });
    connect(m_workspace, &Workspace::reportChanged, this, &MainWindow::refreshActions);
    connect(m_workspace,
            &Workspace::projectionsRequested,
            m_actions.action(QStringLiteral("connection.projections")),
            &QAction::trigger);
    connect(m_workspace,
            &Workspace::correlationNamesChanged,
            this,
            [this](const core::CorrelationNames &names) {
                m_parts.settings.correlationName.set(names.correlation);
                m_parts.settings.causationName.set(names.causation);
                m_links->takeNames();
            });
}

void MainWindow::refreshReportActions()
{
    const core::StreamName stream = m_workspace->currentStream();
    const AuditPage *audit = m_workspace->currentAudit();
    const CausePage *causes = m_workspace->currentCauses();
    const bool isIdle = audit && audit->state() == AuditPage::State::Idle;
    enable("audit.start", !stream.isEmpty() && !stream.isAll() && (!audit || isIdle));
    enable("audit.pause", audit && audit->isUnderWay());
    enable("audit.stop", audit && audit->isUnderWay());
    enable("audit.save-markdown", audit && audit->hasReport());
    enable("audit.save-ndjson", audit && audit->hasReport());
    enable("event.causes", m_event->get() != nullptr);
    enable("event.cause-names", causes != nullptr);
    enable("connection.projections", m_connections.front() && m_connections.front()->client());
    const ProjectionsPage *projections = m_workspace->currentProjections();
    using Command = core::ProjectionCommand::Kind;
    enable("projection.enable", projections && projections->can(Command::Enable));
    enable("projection.disable", projections && projections->can(Command::Disable));
    enable("projection.reset", projections && projections->can(Command::Reset));
}

/// Of what is shown: of a link that resolves, its target.
void MainWindow::openCauses()
{
    Connection *connection = m_workspace->currentConnection();
    const core::ResolvedEvent *event = m_event->get();
    if (!connection || !event)
        return;
    const core::LinkTarget asked{event->shown().stream, event->shown().revision};
    m_travel->leaveBy([&] { m_workspace->openCauses(connection, asked); });
    m_workspace->focusPage();
}

core::CorrelationNames MainWindow::correlationNames() const
{
    return {m_parts.settings.correlationName.get(), m_parts.settings.causationName.get()};
}

} // namespace ui
