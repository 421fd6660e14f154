// How drafts come back: a part of Workspace.
#include "ui/append/append_page.h"
#include "ui/connections/connection.h"
#include "ui/main_window/workspace.h"

#include <QTabWidget>

namespace ui {

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

} // namespace ui
