// Where a tab of events can be sent: to a revision, a position, a moment.
#include "ui/events/all_source.h"
#include "ui/events/event_table_pane.h"
#include "ui/events/events_page.h"
#include "ui/widgets/message_bar.h"

namespace ui {

/// What is not let through is looked for without the filter.
void EventsPage::goTo(core::Revision revision)
{
    setFilter({});
    if (m_source->state().kind == EventSourceState::Kind::Loading) {
        m_pendingRevision = revision;
        return;
    }
    const auto places = m_source->places();
    if (m_stream.isAll() || !places)
        return;
    const int row = m_source->bringPlace(revision.value);
    if (row >= 0) {
        m_pane->goToRow(row);
        return;
    }
    const bool isGone = revision.value < places->first;
    m_message->showMessage(Tone::Accent,
                           isGone ? tr("Revision %1 is gone.").arg(revision.toString())
                                  : tr("There is no revision %1.").arg(revision.toString()),
                           isGone
                               ? tr("%1 begins at %2 now.").arg(m_stream.text()).arg(places->first)
                               : tr("%1 ends at %2.").arg(m_stream.text()).arg(places->last));
}

void EventsPage::goTo(core::Position position)
{
    auto *all = qobject_cast<AllSource *>(m_source.get());
    if (!all)
        return;
    setFilter({});
    m_hasOpened = true; // not at the end, then
    all->openAt(position);
}

} // namespace ui
