// Tables of commands: audits of links, projections, causes of events.
#include "ui/actions/action_registry.h"
#include "ui/audit/audit_page.h"
#include "ui/causes/cause_page.h"
#include "ui/main_window/action_texts.h"
#include "ui/main_window/event_in_front.h"
#include "ui/main_window/travel.h"
#include "ui/main_window/window_commands.h"
#include "ui/main_window/workspace.h"
#include "ui/projections/projections_page.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReportCommands)
};

void openAudit(const ReportCommandParts &parts)
{
    Connection *connection = parts.workspace.currentConnection();
    const core::StreamName stream = parts.workspace.currentStream();
    if (!connection || !connection->client() || stream.isEmpty())
        return;
    parts.travel.leaveBy([&] { parts.workspace.openAudit(connection, stream); });
    parts.workspace.focusPage();
}

bool canAudit(const Workspace &workspace)
{
    const core::StreamName stream = workspace.currentStream();
    const AuditPage *audit = workspace.currentAudit();
    const bool isBegun = audit && audit->state() != AuditPage::State::Idle;
    return !stream.isEmpty() && !stream.isAll() && !isBegun;
}

void openProjections(const ReportCommandParts &parts)
{
    Connection *front = parts.connections.front();
    if (!front || !front->client())
        return;
    parts.travel.leaveBy([&] { parts.workspace.openProjections(front); });
    parts.workspace.focusPage();
}

/// Of what is shown: of a link that resolves, its target.
void openCauses(const ReportCommandParts &parts)
{
    Connection *connection = parts.workspace.currentConnection();
    const core::ResolvedEvent *event = parts.event.get();
    if (!connection || !event)
        return;
    const core::LinkTarget asked{event->shown().stream, event->shown().revision};
    parts.travel.leaveBy([&] { parts.workspace.openCauses(connection, asked); });
    parts.workspace.focusPage();
}

void addAudit(ActionRegistry &registry, const ReportCommandParts &parts)
{
    registry.add({.id = id("audit.start"),
                  .text = Words::tr("Audit Links"),
                  .menu = MenuId::Stream,
                  .group = 3,
                  .shortcuts = keys({"Ctrl+Shift+A"}),
                  .isEnabled = [parts] { return canAudit(parts.workspace); }},
                 [parts](bool) { openAudit(parts); });
    using Audit = AuditPage;
    const auto add
        = [&registry, &workspace = parts.workspace](
              const char *name, const QString &text, bool (Audit::*can)() const, auto action) {
              registry.add({.id = id(name),
                            .text = text,
                            .menu = MenuId::Stream,
                            .group = 3,
                            .submenu = Words::tr("Audit in Front"),
                            .asksForMore = text.endsWith(u'…'),
                            .isEnabled =
                                [&workspace, can] {
                                    const Audit *audit = workspace.currentAudit();
                                    return audit && (audit->*can)();
                                }},
                           [&workspace, action](bool) {
                               if (Audit *audit = workspace.currentAudit())
                                   (audit->*action)();
                           });
          };
    add("audit.pause", Words::tr("Pause or Go On"), &Audit::isUnderWay, &Audit::togglePause);
    add("audit.stop", Words::tr("Stop"), &Audit::isUnderWay, &Audit::cancel);
    add("audit.save-markdown",
        Words::tr("Save Report as Markdown…"),
        &Audit::hasReport,
        &Audit::saveMarkdown);
    add("audit.save-ndjson",
        Words::tr("Save Report as NDJSON…"),
        &Audit::hasReport,
        &Audit::saveNdjson);
}

void addProjections(ActionRegistry &registry, const ReportCommandParts &parts)
{
    registry.add(
        {.id = id("connection.projections"),
         .text = Words::tr("Projections"),
         .menu = MenuId::Connection,
         .group = 2,
         .isEnabled
         = [parts] { return parts.connections.front() && parts.connections.front()->client(); }},
        [parts](bool) { openProjections(parts); });
    using Kind = core::ProjectionCommand::Kind;
    const auto add = [&registry, &workspace = parts.workspace](
                         const char *name, const QString &text, Kind kind) {
        registry.add({.id = id(name),
                      .text = text,
                      .menu = MenuId::Connection,
                      .group = 2,
                      .submenu = Words::tr("Projection in Front"),
                      .asksForMore = true,
                      .isEnabled =
                          [&workspace, kind] {
                              const ProjectionsPage *page = workspace.currentProjections();
                              return page && page->can(kind);
                          }},
                     [&workspace, kind](bool) {
                         if (ProjectionsPage *page = workspace.currentProjections())
                             page->command(kind);
                     });
    };
    add("projection.enable", Words::tr("Enable…"), Kind::Enable);
    add("projection.disable", Words::tr("Disable…"), Kind::Disable);
    add("projection.reset", Words::tr("Reset…"), Kind::Reset);
}

void addCauses(ActionRegistry &registry, const ReportCommandParts &parts)
{
    registry.add({.id = id("event.causes"),
                  .text = Words::tr("Cause and Effect"),
                  .menu = MenuId::Event,
                  .group = 3,
                  .shortcuts = keys({"Ctrl+Shift+E"}),
                  .isEnabled = [parts] { return parts.event.get() != nullptr; }},
                 [parts](bool) { openCauses(parts); });
    registry.add({.id = id("event.cause-names"),
                  .text = Words::tr("Names of Correlation and Cause…"),
                  .menu = MenuId::Event,
                  .group = 3,
                  .asksForMore = true,
                  .isEnabled = [parts] { return parts.workspace.currentCauses() != nullptr; }},
                 [parts](bool) {
                     if (CausePage *causes = parts.workspace.currentCauses())
                         causes->editNames();
                 });
}

} // namespace

void addReportCommands(ActionRegistry &registry, const ReportCommandParts &parts)
{
    addAudit(registry, parts);
    addProjections(registry, parts);
    addCauses(registry, parts);
}

} // namespace ui
