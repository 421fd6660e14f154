// Tabs that hold drafts, and how those come back: a part of Workspace.
#include "ui/append/append_page.h"
#include "ui/connections/connection.h"
#include "ui/connections/connection_words.h"
#include "ui/main_window/workspace.h"

#include <QTabWidget>

namespace ui {

AppendPage *Workspace::openDraft(Connection *connection,
                                 const core::StreamName &stream,
                                 const std::optional<core::RecordedEvent> &model,
                                 const KeptDraft *kept)
{
    auto *page = new AppendPage(*connection->client(), stream, m_prompts, m_tabs);
    if (model)
        page->fillFrom(*model);
    connect(page, &AppendPage::titleChanged, this, [this, page](const QString &title) {
        setTitle(page, title);
    });
    connect(page,
            &AppendPage::appended,
            this,
            [this, connection](const core::StreamName &written, core::Revision revision) {
                Q_EMIT appended(connection, written, revision);
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
    page->setOffersCredentials(!connection->isSandbox());
    addPage(page, connection, page->title());
    if (m_drafts && kept)
        page->goOnWith(*m_drafts, *kept);
    else if (m_drafts)
        page->keepIn(*m_drafts, connection->memoryKey());
    return page;
}

void Workspace::restoreDrafts(Connection *connection)
{
    if (!m_drafts)
        return;
    const QPointer<Connection> where(connection);
    m_drafts->fetch(connection->memoryKey(), this, [this, where](const QList<KeptDraft> &kept) {
        if (!where || !where->client())
            return;
        QWidget *front = currentPage();
        for (const KeptDraft &draft : kept) {
            if (!hasDraft(draft.key))
                openDraft(where, draft.draft.stream, {}, &draft);
        }
        showPage(front);
    });
}

bool Workspace::hasDraft(const QString &key) const
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        const auto *draft = qobject_cast<AppendPage *>(m_tabs->widget(i));
        if (draft && draft->draftKey() == key)
            return true;
    }
    return false;
}

DraftLoss Workspace::draftLoss(const Connection *connection) const
{
    DraftLoss all;
    for (int i = 0; i < m_tabs->count(); ++i) {
        const auto *draft = qobject_cast<AppendPage *>(m_tabs->widget(i));
        const bool counts = !connection || connectionOf(m_tabs->widget(i)) == connection;
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
