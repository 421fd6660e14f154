#include "core/moments/stream_moment.h"

namespace core {

namespace {

/// So few events are read at once instead of being halved further.
constexpr quint64 PageEvents = 16;

Revision revisionOf(const ResolvedEvent &event)
{
    return event.original().revision;
}

} // namespace

StreamMoment::StreamMoment(Client &client, const WantedMoment &wanted)
    : MomentSearch(client, wanted)
{}

void StreamMoment::start()
{
    askForOne(
        FromEnd{}, Direction::Backwards, [this](const EventBatch &events) { onLast(events); });
}

/// Over HTTP a server may give no answer for an event (RecordedEvent::isUnanswered).
void StreamMoment::askForOne(const ReadFrom &from, Direction direction, const OnEvents &onEvents)
{
    ask(from, direction, 1, [this, direction, onEvents](const EventBatch &events) {
        if (events.isEmpty() || timeOf(events.constFirst()).isTold()) {
            onEvents(events);
            return;
        }
        const quint64 at = revisionOf(events.constFirst()).value;
        if (direction == Direction::Forwards)
            askForOne(Revision{at + 1}, direction, onEvents);
        else if (at > 0)
            askForOne(Revision{at - 1}, direction, onEvents);
        else
            onEvents({});
    });
}

void StreamMoment::onLast(const EventBatch &events)
{
    if (events.isEmpty()) {
        end(Outcome::Nothing, {});
        return;
    }
    m_at = events.constFirst();
    m_end = revisionOf(m_at);
    if (isBefore(m_at)) {
        end(Outcome::AfterLast, m_at);
        return;
    }
    askForOne(
        FromStart{}, Direction::Forwards, [this](const EventBatch &first) { onFirst(first); });
}

void StreamMoment::onFirst(const EventBatch &events)
{
    if (events.isEmpty()) {
        end(Outcome::Nothing, {});
        return;
    }
    m_before = events.constFirst();
    if (!isBefore(m_before)) {
        const bool isExact = timeOf(m_before) == wanted().moment;
        end(isExact ? Outcome::Found : Outcome::BeforeFirst, m_before);
        return;
    }
    halve();
}

void StreamMoment::halve()
{
    const quint64 first = revisionOf(m_before).value + 1;
    const quint64 between = m_end.value > first ? m_end.value - first : 0;
    if (between <= PageEvents) {
        // One more than is between, so that there is something to read.
        ask(Revision{first}, Direction::Forwards, between + 1, [this](const EventBatch &events) {
            onPage(events);
        });
        return;
    }
    const Revision middle{first + between / 2};
    askForOne(middle, Direction::Forwards, [this, middle](const EventBatch &events) {
        onProbe(events, middle);
    });
}

/// The event that is read stands at the middle or, where that is gone, after it.
void StreamMoment::onProbe(const EventBatch &events, Revision middle)
{
    const bool isBetween = !events.isEmpty() && revisionOf(events.constFirst()) < m_end;
    if (!isBetween) {
        m_end = middle;
        halve();
        return;
    }
    const ResolvedEvent &event = events.constFirst();
    compare(m_before, event);
    compare(event, m_at);
    if (isBefore(event)) {
        m_before = event;
    } else {
        m_at = event;
        m_end = middle;
    }
    halve();
}

void StreamMoment::onPage(const EventBatch &events)
{
    for (const ResolvedEvent &event : events) {
        if (revisionOf(event) >= m_end)
            break;
        if (!timeOf(event).isTold())
            continue;
        compare(m_before, event);
        if (!isBefore(event)) {
            m_at = event;
            break;
        }
        m_before = event;
    }
    found().before = m_before;
    end(Outcome::Found, m_at);
}

} // namespace core
