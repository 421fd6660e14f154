// Tabs that find something out about links, causes and projections: a part of Workspace.
#include "ui/audit/audit_page.h"
#include "ui/causes/cause_page.h"
#include "ui/connections/connection.h"
#include "ui/connections/connection_words.h"
#include "ui/events/current_event.h"
#include "ui/main_window/workspace.h"
#include "ui/projections/projections_page.h"
#include "ui/widgets/facts_view.h"
#include "ui/widgets/next_turn.h"

#include <QTabWidget>

namespace ui {

void Workspace::openAudit(Connection *connection, const core::StreamName &stream)
{
    openTab(connection, {.address = {stream}, .kind = KeptTab::Kind::Audit});
    AuditPage *audit = currentAudit();
    if (!audit || audit->isUnderWay())
        return;
    inNextTurn(audit, [audit] { // a new one is laid out in this turn
        if (!audit->isUnderWay())
            audit->reload();
    });
}

void Workspace::openCauses(Connection *connection, const core::LinkTarget &event)
{
    openTab(connection, {.address = {event.stream, event.revision}, .kind = KeptTab::Kind::Causes});
}

void Workspace::openProjections(Connection *connection)
{
    const KeptTab tab{.address = {}, .kind = KeptTab::Kind::Projections};
    if (Page *open = pageOf(connection, tab))
        open->reload(); // a new one reads by itself
    openTab(connection, tab);
}

AuditPage *Workspace::makeAudit(Connection *connection, const core::StreamName &stream)
{
    auto *page = new AuditPage(*connection->client(), stream, m_prompts, m_tabs);
    connect(page, &AuditPage::stateChanged, this, [this, page] {
        if (page == currentPage())
            Q_EMIT reportChanged();
    });
    connect(page,
            &AuditPage::streamRequested,
            this,
            [this, connection](const core::StreamName &wanted) {
                Q_EMIT addressRequested(connection, {wanted});
            });
    connect(page,
            &AuditPage::eventRequested,
            this,
            [this, connection](const core::StreamName &wanted, core::Revision revision) {
                Q_EMIT addressRequested(connection, {wanted, revision});
            });
    connect(page, &AuditPage::said, this, [this, page](const QString &text) {
        Q_EMIT said(page, text, Tone::Text);
    });
    return page;
}

CausePage *Workspace::makeCauses(Connection *connection, const core::LinkTarget &event)
{
    const core::CorrelationNames names = m_causeNames ? m_causeNames() : core::CorrelationNames();
    auto *page = new CausePage(*connection->client(), event, names, m_tabs);
    auto *current = new CurrentEvent(*connection->client(), page); // a search reads what lists tell
    connect(page, &CausePage::currentEventChanged, current, &CurrentEvent::show);
    connect(current, &CurrentEvent::changed, this, [this, page] {
        if (page == eventTab())
            Q_EMIT currentEventChanged();
    });
    connect(current,
            &CurrentEvent::failed,
            this,
            [this, page](const core::Error &error, bool wasWaitedFor) {
                if (page == eventTab())
                    Q_EMIT exactFailed(error, wasWaitedFor);
            });
    connect(page,
            &CausePage::eventRequested,
            this,
            [this, connection](const core::StreamName &wanted, core::Revision revision) {
                Q_EMIT addressRequested(connection, {wanted, revision});
            });
    connect(page, &CausePage::namesChanged, this, &Workspace::correlationNamesChanged);
    return page;
}

ProjectionsPage *Workspace::makeProjections(Connection *connection)
{
    const auto refusal = [connection] {
        return connection->guard() == core::Guard::ReadOnly ? readOnlyRefusal(connection->name())
                                                            : QString();
    };
    auto *page = new ProjectionsPage(*connection->client(),
                                     {connection->fullName(), connection->isProduction(), refusal},
                                     m_prompts,
                                     m_tabs);
    connect(page, &ProjectionsPage::stateChanged, this, [this, page] {
        if (page == currentPage())
            Q_EMIT reportChanged();
    });
    connect(page,
            &ProjectionsPage::targetActivated,
            this,
            [this, connection](const FactTarget &target) {
                Q_EMIT addressRequested(connection, {target.stream, target.revision});
            });
    connect(page, &ProjectionsPage::said, this, [this, page](const QString &text) {
        Q_EMIT said(page, text, Tone::Text);
    });
    return page;
}

AuditPage *Workspace::currentAudit() const
{
    return qobject_cast<AuditPage *>(currentPage());
}

CausePage *Workspace::currentCauses() const
{
    return qobject_cast<CausePage *>(currentPage());
}

ProjectionsPage *Workspace::currentProjections() const
{
    return qobject_cast<ProjectionsPage *>(currentPage());
}

} // namespace ui
