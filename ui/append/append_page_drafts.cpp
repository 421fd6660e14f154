// How a draft outlives the page: a part of AppendPage.
#include "ui/append/append_form.h"
#include "ui/append/append_page.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"

#include <QUuid>

namespace ui {

bool AppendPage::hasUnsentText() const
{
    switch (m_state) {
    case State::Editing:
        return !sameText(m_form->draft().events, m_pristine);
    case State::Sending:
    case State::Unknown:
        return true;
    case State::Written:
        break;
    }
    return false;
}

DraftLoss AppendPage::loss() const
{
    if (wasSent())
        return {.unsent = 0, .unanswered = {m_stream}};
    return {.unsent = hasUnsentText() ? 1 : 0, .unanswered = {}};
}

bool AppendPage::wasSent() const
{
    return m_state == State::Sending || m_state == State::Unknown;
}

void AppendPage::keepIn(DraftStore &store, const DraftHome &home)
{
    m_store = &store;
    m_home = home;
    m_keptAs
        = {.key = QUuid::createUuid().toString(QUuid::WithoutBraces), .home = home, .draft = {}};
    connect(&store, &DraftStore::saved, this, &AppendPage::onSaved);
    keepDraft();
}

void AppendPage::goOnWith(DraftStore &store, const KeptDraft &kept, const DraftHome &home)
{
    const bool wasSent = kept.wasSent && kept.draft.expected;
    const bool isElsewhere = !kept.home.server.isEmpty() && kept.home.server != home.server;
    if (kept.draft.expected && (wasSent || !isElsewhere))
        m_form->setExpected(*kept.draft.expected);
    m_form->setEvents(kept.draft.events);
    if (wasSent) {
        m_sent = kept.draft;
        const QString why
            = isElsewhere ? tr("It was sent to %1, and this connection leads to %2: unless those "
                               "are one cluster, nothing here tells what became of it.")
                                .arg(kept.home.server, home.server)
                          : tr("The window was closed before an answer came.");
        onUnknown({core::ErrorCode::Cancelled, why, {}});
    } else if (isElsewhere) {
        m_bar->showMessage(Tone::Warning,
                           tr("This draft was begun on another server."),
                           tr("It was typed for %1, and this connection leads to %2. Its condition "
                              "is set to the end of the stream there.")
                               .arg(kept.home.server, home.server));
    }
    // Last: what is half filled in is not kept.
    m_store = &store;
    m_home = home;
    m_keptAs = kept;
    m_isKept = true;
    connect(&store, &DraftStore::saved, this, &AppendPage::onSaved);
}

void AppendPage::fileUnder(const QString &connection)
{
    m_home.connection = connection;
    m_keptAs.home.connection = connection;
    if (m_store && m_isKept)
        m_isKept = m_store->keep(m_keptAs);
}

void AppendPage::discard()
{
    if (m_store)
        m_store->drop(m_keptAs.key);
    m_store = nullptr;
    m_isKept = false;
}

void AppendPage::keepDraft()
{
    if (!m_store)
        return;
    if (!hasUnsentText()) {
        if (m_isKept)
            m_store->drop(m_keptAs.key);
        m_isKept = false;
        m_keptAs.draft = {};
        return;
    }
    const EventDraft draft = wasSent() ? m_sent : m_form->draft();
    if (m_isKept && draft == m_keptAs.draft && wasSent() == m_keptAs.wasSent)
        return;
    m_keptAs.home = m_home;
    m_keptAs.draft = draft;
    m_keptAs.wasSent = wasSent();
    m_isKept = m_store->keep(m_keptAs);
    if (!m_isKept && m_state == State::Editing)
        m_status->setText(tr("Too large, or one too many, to be saved as a draft"));
}

void AppendPage::onSaved(const QString &key, const QString &problem)
{
    if (key != m_keptAs.key || m_state != State::Editing || !hasUnsentText())
        return;
    m_isKept = problem.isEmpty();
    m_status->setText(m_isKept ? tr("Saved as a draft")
                               : tr("Not saved as a draft: %1").arg(problem));
}

} // namespace ui
