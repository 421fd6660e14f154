// Tabs that hold drafts, and how those come back: a part of Workspace.
#include "ui/append/append_page.h"
#include "ui/connections/connection.h"
#include "ui/connections/connection_words.h"
#include "ui/main_window/workspace.h"
#include "ui/widgets/next_turn.h"

#include <QTabWidget>

namespace ui {

namespace {

DraftHome homeOf(const Connection *connection)
{
    return {connection->memoryKey(), connection->server()};
}

} // namespace

AppendPage *Workspace::openDraft(Connection *connection,
                                 const core::StreamName &stream,
                                 const std::optional<core::RecordedEvent> &model)
{
    auto *page = new AppendPage(*connection->client(), stream, m_prompts, m_tabs);
    if (model)
        page->fillFrom(*model);
    connectDraft(page, connection);
    addPage(page, connection, std::nullopt);
    if (m_drafts)
        page->keepIn(*m_drafts, homeOf(connection));
    return page;
}

void Workspace::connectDraft(AppendPage *page, Connection *connection)
{
    connect(page, &AppendPage::titleChanged, this, [this, page] { showTitle(page); });
    connect(page, &AppendPage::abilitiesChanged, this, &Workspace::stateChanged);
    connect(page,
            &AppendPage::appended,
            this,
            [this, connection](
                const core::StreamName &written, core::Revision revision, qsizetype events) {
                Q_EMIT appended(connection, written, revision, events);
            });
    connect(page,
            &AppendPage::streamRequested,
            this,
            [this, connection](const core::StreamName &wanted) {
                Q_EMIT addressRequested(connection, {wanted});
            });
    connect(page,
            &AppendPage::eventRequested,
            this,
            [this, connection](const core::StreamName &wanted, core::Revision revision) {
                Q_EMIT addressRequested(connection, {wanted, revision});
            });
    connect(page, &AppendPage::said, this, [this, page](const QString &text, Tone tone) {
        Q_EMIT said(page, text, tone);
    });
    connect(page, &AppendPage::unlockRequested, this, [this, connection] {
        Q_EMIT editRequested(connection);
    });
    connect(page, &AppendPage::credentialsRequested, this, [this, connection] {
        Q_EMIT credentialsRequested(connection);
    });
    const auto lock = [page, connection] {
        const bool isLocked = connection->guard() == core::Guard::ReadOnly;
        page->setLocked(isLocked ? lockWords(connection->name()) : QString());
    };
    connect(connection, &Connection::changed, page, lock);
    lock();
    connect(connection, &Connection::memoryKeyChanged, page, [page, connection] {
        page->fileUnder(connection->memoryKey());
    });
    page->setOffersCredentials(!connection->isSandbox());
}

void Workspace::restoreDrafts(Connection *connection)
{
    if (!m_drafts)
        return;
    m_drafts->fetch(
        connection->memoryKeys(), connection, [this, connection](const QList<KeptDraft> &kept) {
            restoreLater(connection, kept);
        });
}

/// A turn each: a page costs some milliseconds.
void Workspace::restoreLater(Connection *connection, const QList<KeptDraft> &kept)
{
    if (kept.isEmpty())
        return;
    inNextTurn(this, [this, connection = QPointer(connection), kept] {
        if (!connection)
            return;
        const KeptDraft &next = kept.constFirst();
        if (connection->client() && !hasDraft(next.key)) {
            auto *page
                = new AppendPage(*connection->client(), next.draft.stream, m_prompts, m_tabs);
            connectDraft(page, connection);
            insertPage(m_tabs->count(), page, connection, std::nullopt);
            page->goOnWith(*m_drafts, next, homeOf(connection));
        }
        restoreLater(connection, kept.mid(1));
    });
}

bool Workspace::hasDraft(const QString &key) const
{
    for (Page *page : pages()) {
        const auto *draft = qobject_cast<AppendPage *>(page);
        if (draft && draft->draftKey() == key)
            return true;
    }
    return false;
}

DraftLoss Workspace::draftLoss(const Connection *connection) const
{
    DraftLoss all;
    for (Page *page : pages()) {
        const auto *draft = qobject_cast<AppendPage *>(page);
        const bool counts = !connection || connectionOf(page) == connection;
        if (!draft || !counts || draft->isKept())
            continue;
        const DraftLoss loss = draft->loss();
        all.unsent += loss.unsent;
        all.unanswered += loss.unanswered;
    }
    return all;
}

AppendPage *Workspace::currentDraft() const
{
    return qobject_cast<AppendPage *>(currentPage());
}

} // namespace ui
