// Where a tab of events can be sent: to a revision, a position, a moment.
#include "core/moments/moment_text.h"
#include "ui/events/all_source.h"
#include "ui/events/event_columns.h"
#include "ui/events/event_table_pane.h"
#include "ui/events/event_table_view.h"
#include "ui/events/events_page.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_bar.h"

#include <QDateTime>
#include <QLocale>

namespace ui {

/// What is not let through is looked for without the filter.
void EventsPage::goTo(core::Revision revision)
{
    setFilter({});
    if (m_search)
        endSearch();
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
    if (m_search)
        endSearch();
    m_hasOpened = true; // not at the end, then
    all->openAt(position);
}

void EventsPage::goToMoment(const QString &words)
{
    setFilter({});
    if (m_source->state().kind == EventSourceState::Kind::Loading) {
        m_pendingMoment = words;
        return;
    }
    const QDate shown = m_view->dateOnTop();
    const QDate day = shown.isValid() ? shown : QDateTime::currentDateTimeUtc().date();
    if (const auto moment = core::parseMoment(words, day))
        lookFor(*moment);
}

void EventsPage::lookFor(core::EventTime moment)
{
    const QString words = tr("Looking for %1").arg(momentText(moment));
    if (!m_source->readError())
        m_message->clear();
    m_search = core::MomentSearch::make(m_client, {m_stream, moment, resolveLinks()});
    connect(m_search.get(), &core::MomentSearch::scanned, this, [this, words](quint64 events) {
        m_busy->setText(tr("%1 · %2 events read").arg(words, QLocale().toString(events)));
    });
    connect(m_search.get(),
            &core::MomentSearch::finished,
            this,
            [this, moment](const core::Result<core::FoundMoment> &result) {
                onMomentFound(moment, result);
            });
    m_busy->start(words);
    m_search->start();
}

void EventsPage::endSearch()
{
    m_search->disconnect(this);
    m_search.release()->deleteLater(); // it may be the one that is telling
    if (!m_source->isReading())
        m_busy->stop();
}

void EventsPage::onMomentFound(core::EventTime moment,
                               const core::Result<core::FoundMoment> &result)
{
    endSearch();
    if (!result) {
        m_message->showError(tr("%1 could not be looked for.").arg(momentText(moment)),
                             result.error());
        return;
    }
    if (result->event)
        goToFound(*result->event);
    sayOfMoment(moment, *result);
}

void EventsPage::goToFound(const core::ResolvedEvent &event)
{
    const core::RecordedEvent &original = event.original();
    if (!m_stream.isAll()) {
        m_source->noteReaches(original.revision);
        goTo(original.revision);
    } else if (original.position) {
        goTo(*original.position);
    }
}

/// Nothing where the event is what was asked for.
void EventsPage::sayOfMoment(core::EventTime moment, const core::FoundMoment &found)
{
    using Outcome = core::FoundMoment::Outcome;
    const QString asked = momentText(moment);
    const QString shown = found.event ? momentText(found.event->shown().created) : QString();
    switch (found.outcome) {
    case Outcome::Nothing:
        m_message->showMessage(Tone::Accent,
                               tr("There are no events to look for %1 in.").arg(asked));
        return;
    case Outcome::BeforeFirst: {
        const bool isCut = !m_stream.isAll() && found.event->original().revision.value > 0;
        m_message->showMessage(Tone::Accent,
                               tr("%1 is before the first event.").arg(asked),
                               isCut ? tr("That is of %1; what was before it is gone.").arg(shown)
                                     : tr("That is of %1.").arg(shown));
        return;
    }
    case Outcome::AfterLast:
        m_message->showMessage(Tone::Accent,
                               tr("%1 is after the last event.").arg(asked),
                               tr("That is of %1.").arg(shown));
        return;
    case Outcome::Found:
        break;
    }
    if (!found.isOrdered)
        m_message->showMessage(Tone::Warning,
                               tr("Times here do not run in order."),
                               tr("The first event found at or after %1 is shown; there can be "
                                  "others before it.")
                                   .arg(asked));
}

bool EventsPage::isAtNewest() const
{
    const int newest = isNewestFirst() ? 0 : m_source->model().rowCount() - 1;
    return m_source->modelReachesEnd() && m_view->currentIndex().row() == newest;
}

} // namespace ui
