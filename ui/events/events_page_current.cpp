// The current event of a tab: which it is, and where Enter leads from it.
#include "core/links/link_text.h"
#include "ui/events/all_table_model.h"
#include "ui/events/current_event.h"
#include "ui/events/event_source.h"
#include "ui/events/event_table_view.h"
#include "ui/events/events_page.h"

#include <utility>

namespace ui {

/// What was current and is hidden now leaves its place to the next event.
void EventsPage::keepCurrent(const AllTableModel &model)
{
    const auto &key = m_view->currentKey();
    if (!key || !key->position || m_view->currentIndex().isValid() || model.isEmpty())
        return;
    const bool isElsewhere = *key->position < model.oldest() || model.newest() < *key->position;
    if (const auto next = model.keyAt(model.rowAtOrAfter(*key->position)); next && !isElsewhere)
        m_view->setCurrentKey(*next);
}

/// What was current stays while its row is being read again.
void EventsPage::updateCurrent()
{
    const auto &key = m_view->currentKey();
    const int keyRow = key ? m_source->model().rowOf(*key) : -1;
    const core::ResolvedEvent *event = m_source->model().eventAt(keyRow);
    if (!event && !isVisible()) // behind a draft no painting asks for it
        m_source->model().want(keyRow);
    const bool hasRows = m_source->model().rowCount() > 0;
    const auto &current = currentEvent();
    const bool isSame = hasRows && key && current && current->original().stream == key->stream
                        && current->original().revision == key->revision;
    const int row = m_view->currentIndex().row();
    const auto whyGone
        = row < 0 ? std::nullopt : wordsForGone(m_stream, m_source->model().rowAt(row));
    const bool isOtherwiseGone = std::exchange(m_whyGone, whyGone) != whyGone;
    const bool hadEvent = current.has_value();
    if (event || whyGone || !isSame)
        m_current->show(event ? std::optional(*event) : std::nullopt);
    if (isOtherwiseGone && !hadEvent && !currentEvent())
        Q_EMIT currentEventChanged(currentEvent());
}

void EventsPage::activateCurrent()
{
    if (!currentEvent())
        return;
    const core::RecordedEvent &original = currentEvent()->original();
    const auto &target = currentEvent()->event;
    if (currentEvent()->link && target)
        Q_EMIT eventRequested(target->stream, target->revision);
    else if (const auto named = linkTarget(original))
        Q_EMIT eventRequested(named->stream, named->revision);
    else if (core::isStreamReference(original))
        Q_EMIT streamRequested(core::StreamName(QString::fromUtf8(original.data)));
    else
        Q_EMIT detailRequested();
}

} // namespace ui
