#include "core/moments/log_moment.h"

#include "core/moments/stream_moment.h"

#include <algorithm>
#include <bit>

namespace core {

namespace {

constexpr quint64 PageEvents = 64;
constexpr qint64 Credit = 4096;
constexpr qint64 SayEveryMs = 100;

const RecordedEvent &own(const ResolvedEvent &event)
{
    return event.original();
}

/// At most so many reads it takes to search a stream of which this revision was seen.
int readsOfSearch(Revision seen)
{
    return static_cast<int>(std::bit_width(seen.value + 1)) + 1;
}

} // namespace

LogMoment::LogMoment(Client &client, EventTime moment)
    : MomentSearch(client, {.stream = StreamName::all(), .moment = moment})
{}

LogMoment::~LogMoment() = default;

void LogMoment::start()
{
    ask(FromEnd{}, Direction::Backwards, PageEvents, [this](const EventBatch &events) {
        onEnd(events);
    });
}

void LogMoment::onEnd(EventBatch events)
{
    if (events.isEmpty()) {
        end(Outcome::Nothing, {});
        return;
    }
    std::reverse(events.begin(), events.end());
    const ResolvedEvent &last = events.constLast();
    if (isBefore(last)) {
        end(Outcome::AfterLast, last);
        return;
    }
    const auto oldest = own(events.constFirst()).position;
    if (look(events, oldest ? ReadFrom(*oldest) : ReadFrom(FromStart{})))
        return;
    m_at = events.constFirst();
    ask(FromStart{}, Direction::Forwards, PageEvents, [this](const EventBatch &first) {
        onStart(first);
    });
}

void LogMoment::onStart(const EventBatch &events)
{
    if (events.isEmpty()) {
        end(Outcome::Nothing, {});
        return;
    }
    const ResolvedEvent &first = events.constFirst();
    if (!isBefore(first)) {
        const bool isExact = timeOf(first) == wanted().moment;
        found().outcome = isExact ? Outcome::Found : Outcome::BeforeFirst;
        finish(first, FromStart{}, Direction::Forwards, 1);
        return;
    }
    if (!look(events, FromStart{}))
        narrow();
}

bool LogMoment::look(const EventBatch &events, const ReadFrom &from)
{
    for (qsizetype i = 0; i < events.size(); ++i) {
        const ResolvedEvent &event = events.at(i);
        const StreamName &stream = own(event).stream;
        m_seen.insert(stream, std::max(m_seen.value(stream), own(event).revision));
        if (i > 0)
            compare(events.at(i - 1), event);
    }
    const auto at = std::find_if(
        events.cbegin(), events.cend(), [this](const auto &event) { return !isBefore(event); });
    if (at == events.cbegin())
        return false;
    m_before = *std::prev(at);
    if (at == events.cend())
        return false;
    found().outcome = Outcome::Found;
    finish(*at, from, Direction::Forwards, static_cast<quint64>(at - events.cbegin()) + 1);
    return true;
}

void LogMoment::narrow()
{
    const StreamName stream = longestSeen();
    if (stream.isEmpty() || found().reads + readsOfSearch(m_seen.value(stream)) > MostReads)
        readThrough();
    else
        search(stream);
}

/// Empty where none is left that is longer than a page.
StreamName LogMoment::longestSeen() const
{
    StreamName longest;
    Revision highest{PageEvents - 1};
    for (auto it = m_seen.cbegin(); it != m_seen.cend(); ++it) {
        if (it.value() > highest && !m_searched.contains(it.key())) {
            longest = it.key();
            highest = it.value();
        }
    }
    return longest;
}

void LogMoment::search(const StreamName &stream)
{
    m_searched.insert(stream);
    m_anchors = std::make_unique<StreamMoment>(
        client(), WantedMoment{.stream = stream, .moment = wanted().moment});
    connect(m_anchors.get(), &MomentSearch::finished, this, &LogMoment::onSearched);
    m_anchors->start();
}

void LogMoment::onSearched(const Result<FoundMoment> &anchors)
{
    m_anchors.release()->deleteLater(); // it is telling this
    if (!anchors) {                     // a stream that was deleted, or may not be read
        narrow();
        return;
    }
    found().reads += anchors->reads;
    found().isOrdered = found().isOrdered && anchors->isOrdered;
    const bool isBeforeMoved = (anchors->before && moveTo(*anchors->before));
    const bool isMoved = anchors->event && moveTo(*anchors->event);
    if (isBeforeMoved || isMoved)
        readOn();
    else
        narrow();
}

/// False where the event bounds nothing, for one because its position is not told.
bool LogMoment::moveTo(const ResolvedEvent &event)
{
    const auto position = own(event).position;
    if (!position)
        return false;
    std::optional<ResolvedEvent> &bound = isBefore(event) ? m_before : m_at;
    const auto known = bound ? own(*bound).position : std::nullopt;
    const bool isCloser = !known || (isBefore(event) ? *known < *position : *position < *known);
    if (isCloser)
        bound = event;
    return isCloser;
}

void LogMoment::readOn()
{
    const auto position = m_before ? own(*m_before).position : std::nullopt;
    const ReadFrom from = position ? ReadFrom(*position) : ReadFrom(FromStart{});
    ask(from, Direction::Forwards, PageEvents, [this, from](const EventBatch &events) {
        if (!look(events, from))
            narrow();
    });
}

void LogMoment::readThrough()
{
    const qint64 sinceBefore = wanted().moment.ticks - timeOf(*m_before).ticks;
    const bool isForwards = sinceBefore <= timeOf(*m_at).ticks - wanted().moment.ticks;
    m_direction = isForwards ? Direction::Forwards : Direction::Backwards;
    const auto position = own(isForwards ? *m_before : *m_at).position;
    m_told = position     ? ReadFrom(*position)
             : isForwards ? ReadFrom(FromStart{})
                          : ReadFrom(FromEnd{});
    m_sinceSaid.start();
    m_feed = client().read({.stream = StreamName::all(),
                            .from = m_told,
                            .direction = m_direction,
                            .payloads = PayloadWish::AsListed});
    connect(m_feed.get(), &EventFeed::batchReady, this, &LogMoment::onReadThrough);
    connect(m_feed.get(), &EventFeed::finished, this, &LogMoment::endOfReading);
    m_feed->grant(Credit);
}

void LogMoment::onReadThrough(const EventBatch &events)
{
    found().scanned += static_cast<quint64>(events.size());
    for (const ResolvedEvent &event : events) {
        if (!passes(event))
            continue;
        m_feed->cancel();
        found().outcome = Outcome::Found;
        finish(*m_at, m_told, m_direction, m_sinceTold);
        return;
    }
    m_feed->grant(events.size());
    if (m_sinceSaid.elapsed() >= SayEveryMs) {
        m_sinceSaid.start();
        Q_EMIT scanned(found().scanned);
    }
}

/// True where the moment was passed; then m_at is the event.
bool LogMoment::passes(const ResolvedEvent &event)
{
    const bool isForwards = m_direction == Direction::Forwards;
    const bool isEarlier = isBefore(event);
    if (!isForwards && isEarlier) {
        m_before = event;
        return true;
    }
    ++m_sinceTold;
    if (const auto position = own(event).position) {
        m_told = *position;
        m_sinceTold = isForwards ? 1 : 0; // a read backwards leaves out where it begins
    }
    (isEarlier ? m_before : m_at) = event;
    return isForwards && !isEarlier;
}

/// The log ended, or was cut, without the moment: what is known is as good as it gets.
void LogMoment::endOfReading(const Result<Done> &result)
{
    if (!result) {
        fail(result.error());
        return;
    }
    found().outcome = Outcome::Found;
    finish(*m_at, m_told, m_direction, m_sinceTold);
}

void LogMoment::finish(const ResolvedEvent &event,
                       const ReadFrom &from,
                       Direction direction,
                       quint64 count)
{
    found().before = m_before;
    if (own(event).position || count == 0) {
        end(found().outcome, event);
        return;
    }
    ask(from, direction, count, [this, event](const EventBatch &events) {
        const bool isThere = !events.isEmpty()
                             && own(events.constLast()).stream == own(event).stream
                             && own(events.constLast()).revision == own(event).revision;
        end(found().outcome, isThere ? events.constLast() : event);
    });
}

} // namespace core
