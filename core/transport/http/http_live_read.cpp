#include "core/transport/http/http_live_read.h"

#include "core/transport/http/http_feed_read.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace core {

namespace {

using namespace std::chrono_literals;

constexpr auto FirstPause = 50ms;
constexpr auto LongestPause = 1000ms;
/// Whatever wakes a filtered subscription, its pages are not asked for more often.
constexpr auto FilterPause = 250ms;
/// An empty answer before this was not held back.
constexpr auto HeldBack = 500ms;

/// After a place that is known already. Between two prepares of one commit there is none, so the
/// next number leaves out the event itself and nothing else.
FeedPlace placeAfter(const SubscribeRequest &request)
{
    if (const auto *revision = std::get_if<Revision>(&request.after))
        return Revision{revision->value + 1};
    if (const auto *position = std::get_if<Position>(&request.after)) {
        const bool isLast = position->prepare >= quint64(std::numeric_limits<qint64>::max());
        return Position{position->commit, isLast ? position->prepare : position->prepare + 1};
    }
    return request.stream.isAll() ? FeedPlace(Position{}) : FeedPlace(Revision{});
}

} // namespace

HttpLiveRead::HttpLiveRead(const FeedContext &context,
                           const SubscribeRequest &request,
                           std::chrono::seconds longPoll,
                           ReadHandlers handlers)
    : m_context(context)
    , m_request(request)
    , m_longPoll(std::max(longPoll, std::chrono::seconds(1)))
    , m_handlers(std::move(handlers))
    , m_address(request.stream, request.filter)
{
    m_pauseTimer.setSingleShot(true);
    QObject::connect(&m_pauseTimer, &QTimer::timeout, &m_pauseTimer, [this] { goOn(); });
}

void HttpLiveRead::grant(qint64 events)
{
    if (events <= 0)
        return;
    m_credit += events;
    goOn();
}

void HttpLiveRead::start(const FeedPlace &place)
{
    m_walk.emplace(m_context,
                   FeedQuery{.address = m_address,
                             .from = place,
                             .direction = Direction::Forwards,
                             .resolveLinks = m_request.resolveLinks},
                   m_request.payloads);
}

/// What is to be done next, if anything can be.
void HttpLiveRead::goOn()
{
    const bool isBusy
        = m_isDelivering || m_call || m_pauseTimer.isActive() || (m_walk && m_walk->isUnderWay());
    if (m_isOver || isBusy || m_credit == 0)
        return;
    if (!m_walk) {
        if (std::holds_alternative<FromEnd>(m_request.after)) {
            findEnd();
            return;
        }
        start(placeAfter(m_request));
    }
    if (isFiltered() && m_keepsLongPolls) {
        if (!m_head) {
            findHead();
            return;
        }
        if (m_isAtEnd) {
            waitForAnything();
            return;
        }
    }
    readOn();
}

void HttpLiveRead::readOn()
{
    m_isLongPolling = m_isAtEnd && m_keepsLongPolls && !isFiltered();
    m_asked.start();
    m_walk->step(m_credit,
                 m_isLongPolling ? m_longPoll : std::chrono::seconds(0),
                 [this](const TransportResult<FeedStep> &result) { onStep(result); });
}

void HttpLiveRead::findEnd()
{
    m_call = askFeed(m_context,
                     endOf(FeedAddress(m_request.stream)),
                     [this](const FeedResult &result) { onEndFound(result); });
}

void HttpLiveRead::onEndFound(const FeedResult &result)
{
    m_call.reset();
    const auto *error = std::get_if<TransportError>(&result);
    if (error && error->error.code != ErrorCode::StreamNotFound) {
        end(*error);
        return;
    }
    if (error) {
        start(Revision{});
    } else if (m_request.stream.isAll()) {
        const auto head = parseFeedPosition(std::get<FeedAnswer>(result).feed.newer);
        start(head.value_or(Position{}));
    } else {
        const auto last = std::get<FeedAnswer>(result).last;
        start(Revision{last ? last->value + 1 : 0});
    }
    m_isDelivering = true;
    confirm();
    tellPlace({});
    m_isDelivering = false;
    goOn();
}

void HttpLiveRead::findHead()
{
    m_call = askFeed(m_context, endOf(m_address.unfiltered()), [this](const FeedResult &result) {
        onHeadFound(result);
    });
}

void HttpLiveRead::onHeadFound(const FeedResult &result)
{
    m_call.reset();
    if (const auto *error = std::get_if<TransportError>(&result)) {
        end(*error);
        return;
    }
    m_head = parseFeedPosition(std::get<FeedAnswer>(result).feed.newer).value_or(Position{});
    m_isAtEnd = false;
    goOn();
}

void HttpLiveRead::waitForAnything()
{
    m_isLongPolling = true;
    m_asked.start();
    m_call = askFeed(m_context,
                     {.address = m_address.unfiltered(),
                      .from = *m_head,
                      .direction = Direction::Forwards,
                      .count = 1,
                      .embed = FeedEmbed::None,
                      .longPoll = m_longPoll},
                     [this](const FeedResult &result) { onAnything(result); });
}

void HttpLiveRead::onAnything(const FeedResult &result)
{
    m_call.reset();
    if (const auto *error = std::get_if<TransportError>(&result)) {
        onNoStep(*error);
        return;
    }
    if (std::get<FeedAnswer>(result).feed.entries.isEmpty()) {
        askAfter(hasteAfterNothing());
        return;
    }
    m_head.reset();
    m_pauseTimer.start(FilterPause);
}

void HttpLiveRead::onStep(const TransportResult<FeedStep> &result)
{
    if (const auto *error = std::get_if<TransportError>(&result)) {
        onNoStep(*error);
        return;
    }
    const auto &step = std::get<FeedStep>(result);
    const bool wasAtEnd = std::exchange(m_isAtEnd, step.isEnd);
    deliver(step);
    const bool isNothing = step.events.isEmpty() && wasAtEnd && m_isAtEnd;
    if (isNothing)
        judgeLongPoll();
    askAfter(isNothing ? hasteAfterNothing() : Haste::AtOnce);
}

void HttpLiveRead::onNoStep(const TransportError &error)
{
    const ErrorCode code = error.error.code;
    if (code == ErrorCode::StreamNotFound) {
        m_isAtEnd = true;
        deliver({});
        judgeLongPoll();
        askAfter(hasteAfterNothing());
        return;
    }
    // A server that answers no long poll may still answer.
    if (code != ErrorCode::Timeout || !m_isLongPolling) {
        end(error);
        return;
    }
    m_keepsLongPolls = false;
    askAfter(Haste::AtOnce);
}

/// Nothing is there, and it is not the long poll that told so: there was no reason not to answer
/// it.
void HttpLiveRead::judgeLongPoll()
{
    const bool isPatient = m_context.patience.count() > 0;
    const std::chrono::milliseconds took(m_asked.elapsed());
    if (m_isLongPolling && isPatient && took >= m_longPoll + m_context.patience)
        m_keepsLongPolls = false;
}

HttpLiveRead::Haste HttpLiveRead::hasteAfterNothing() const
{
    const bool isHeldBack = std::chrono::milliseconds(m_asked.elapsed()) >= HeldBack;
    return m_isLongPolling && isHeldBack ? Haste::AtOnce : Haste::Soon;
}

void HttpLiveRead::askAfter(Haste haste)
{
    if (haste == Haste::AtOnce) {
        m_pause = 0ms;
        goOn();
        return;
    }
    m_pause = m_keepsLongPolls
                  ? std::clamp<std::chrono::milliseconds>(m_pause * 2, FirstPause, LongestPause)
                  : LongestPause;
    m_pauseTimer.start(m_pause);
}

/// A handler may grant more, which must not start anything before all is told.
void HttpLiveRead::deliver(const FeedStep &step)
{
    m_credit -= step.events.size();
    m_isDelivering = true;
    confirm();
    deliverInBatches(step.events, m_handlers.onItem);
    tellPlace(step.events);
    if (m_isAtEnd && !std::exchange(m_isCaughtUp, true))
        m_handlers.onItem(read_item::CaughtUp{});
    m_isDelivering = false;
}

void HttpLiveRead::tellPlace(const EventBatch &events)
{
    const auto *place = std::get_if<Position>(&m_walk->place());
    const bool isTold = !events.isEmpty() && events.constLast().original().position;
    if (place && !isTold && *place != Position{} && m_told != *place) {
        m_told = *place;
        m_handlers.onItem(read_item::Checkpoint{*place});
    }
}

void HttpLiveRead::confirm()
{
    if (!std::exchange(m_isConfirmed, true))
        m_handlers.onItem(read_item::Confirmed{});
}

void HttpLiveRead::end(const TransportError &failure)
{
    m_isOver = true;
    m_handlers.onEnd(failure);
}

} // namespace core
