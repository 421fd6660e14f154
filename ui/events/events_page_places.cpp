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

void EventsPage::goTo(core::Revision revision)
{
    if (!m_stream.isAll())
        setWish(revision);
}

void EventsPage::goTo(core::Position position)
{
    auto *all = qobject_cast<AllSource *>(m_source.get());
    if (!all)
        return;
    leaveForWish();
    m_hasOpened = true; // not at the end, then
    all->openAt(position);
}

void EventsPage::goToMoment(const QString &words)
{
    setWish(words);
}

/// What is not let through is looked for without the filter. What was said of another wish is over,
/// and what could not be read is tried again.
void EventsPage::leaveForWish()
{
    setFilter({});
    endSearch();
    m_message->clear();
    if (m_source->readError())
        m_source->retry();
}

void EventsPage::setWish(const Wish &wish)
{
    leaveForWish();
    m_wish = wish;
    carryOutWish();
}

/// Waits until the stream could be read. True if an event was gone to.
bool EventsPage::carryOutWish()
{
    const EventSourceState::Kind kind = m_source->state().kind;
    const bool canRead
        = kind != EventSourceState::Kind::Loading && kind != EventSourceState::Kind::Failed;
    if (!m_wish || !canRead)
        return false;
    const Wish wish = *std::exchange(m_wish, {});
    if (const auto *revision = std::get_if<core::Revision>(&wish))
        return showRevision(*revision);
    lookForMoment(std::get<QString>(wish));
    return false;
}

bool EventsPage::showRevision(core::Revision revision)
{
    const auto places = m_source->places();
    const int row = places ? m_source->bringPlace(revision.value) : -1;
    if (row >= 0)
        m_pane->goToRow(row);
    else if (places && revision.value < places->first)
        m_message->showMessage(Tone::Accent,
                               tr("Revision %1 is gone.").arg(revision.toString()),
                               tr("%1 begins at %2 now.").arg(m_stream.text()).arg(places->first));
    else
        lookForEnd(revision);
    return row >= 0;
}

/// Others write too, and only a subscription would have told.
void EventsPage::lookForEnd(core::Revision wished)
{
    core::ReadRequest request = core::ShortLook::lastOf(m_stream);
    request.payloads = core::PayloadWish::AsListed;
    m_endLook = std::make_unique<core::ShortLook>(
        m_client, request, [this, wished](const core::Result<core::LookAnswer> &answer) {
            onEndFound(wished, answer);
        });
    m_busy->start(tr("Looking for revision %1").arg(wished.toString()));
}

void EventsPage::onEndFound(core::Revision wished, const core::Result<core::LookAnswer> &answer)
{
    endSearch();
    const bool isEmpty = answer ? answer->events.isEmpty()
                                : answer.error().code == core::ErrorCode::StreamNotFound
                                      || answer.error().code == core::ErrorCode::StreamDeleted;
    if (isEmpty) {
        if (m_source->places())
            m_source->open(); // that it was deleted is found out by reading
        return;
    }
    if (!answer) {
        m_message->showError(tr("Revision %1 could not be looked for.").arg(wished.toString()),
                             answer.error());
        return;
    }
    const core::Revision last = answer->events.constFirst().original().revision;
    m_source->noteReaches(last);
    if (wished <= last) {
        m_wish = wished;
        carryOutWish();
    } else {
        m_message->showMessage(Tone::Accent,
                               tr("There is no revision %1.").arg(wished.toString()),
                               tr("%1 ends at %2.").arg(m_stream.text()).arg(last.value));
    }
}

void EventsPage::sayNothingAt(core::Position position)
{
    m_message->showMessage(Tone::Accent,
                           tr("Nothing is shown of $all at position %1 or after it.")
                               .arg(QLocale().toString(position.commit)),
                           showSystem() ? tr("The end is shown.")
                                        : tr("System events are hidden. The end is shown."));
}

void EventsPage::lookForMoment(const QString &words)
{
    const QDate shown = m_view->dateOnTop();
    const QDate day = shown.isValid() ? shown : QDateTime::currentDateTimeUtc().date();
    if (const auto moment = core::parseMoment(words, day))
        lookFor(*moment);
}

void EventsPage::lookFor(core::EventTime moment)
{
    const QString words = tr("Looking for %1").arg(momentText(moment));
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

/// The wish, too.
void EventsPage::endSearch()
{
    m_wish.reset();
    m_endLook.reset();
    if (m_search) {
        m_search->disconnect(this);
        m_search.release()->deleteLater(); // it may be the one that is telling
    }
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
