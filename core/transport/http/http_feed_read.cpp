#include "core/transport/http/http_feed_read.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

constexpr qsizetype LargestBatch = 256;

FeedPlace placeOf(const ReadRequest &request)
{
    const bool isForwards = request.direction == Direction::Forwards;
    if (const auto *revision = std::get_if<Revision>(&request.from))
        return *revision;
    if (const auto *position = std::get_if<Position>(&request.from))
        return *position;
    if (std::holds_alternative<FromEnd>(request.from) && !isForwards)
        return FeedHead{};
    if (request.stream.isAll())
        return Position{};
    return std::holds_alternative<FromEnd>(request.from) ? BeyondTheEnd : Revision{};
}

/// $all has nothing after its end and before its start; servers are not even asked.
bool isBeyondAll(const ReadRequest &request)
{
    if (!request.stream.isAll())
        return false;
    return request.direction == Direction::Forwards
               ? std::holds_alternative<FromEnd>(request.from)
               : std::holds_alternative<FromStart>(request.from);
}

} // namespace

HttpFeedRead::HttpFeedRead(const FeedContext &context,
                           const ReadRequest &request,
                           ReadHandlers handlers)
    : m_context(context)
    , m_request(request)
    , m_handlers(std::move(handlers))
    , m_walk(context,
             {.address = FeedAddress(request.stream, request.filter),
              .from = placeOf(request),
              .direction = request.direction,
              .resolveLinks = request.resolveLinks},
             request.payloads)
    , m_left(request.count)
{
    // Backwards from the start there is the first event, and nothing before it.
    if (std::holds_alternative<FromStart>(request.from)
        && request.direction == Direction::Backwards)
        m_left = 1;
}

void HttpFeedRead::grant(qint64 events)
{
    if (events <= 0 || m_isOver)
        return;
    m_credit += events;
    if (!isBeyondAll(m_request)) {
        goOn();
        return;
    }
    m_isOver = true;
    m_nothing.emplace([this] { m_handlers.onEnd(std::nullopt); });
}

void HttpFeedRead::goOn()
{
    if (m_isOver || m_isDelivering || m_walk.isUnderWay() || m_lastCall)
        return;
    if (m_left && *m_left == 0) {
        findLast();
        return;
    }
    if (m_credit == 0)
        return;
    const quint64 most = std::min(quint64(m_credit), m_left.value_or(quint64(m_credit)));
    m_walk.step(qint64(most), std::chrono::seconds(0), [this](TransportResult<FeedStep> result) {
        onStep(std::move(result));
    });
}

void HttpFeedRead::onStep(TransportResult<FeedStep> result)
{
    if (const auto *error = std::get_if<TransportError>(&result)) {
        end(*error);
        return;
    }
    auto &step = std::get<FeedStep>(result);
    if (step.last)
        m_last = step.last;
    m_credit -= step.events.size();
    if (m_left)
        *m_left -= quint64(step.events.size());
    m_isDelivering = true;
    if (step.first)
        m_handlers.onItem(read_item::FirstRevision{*step.first});
    const auto *place = std::get_if<Position>(&m_walk.place());
    if (m_request.filter && place && step.events.isEmpty() && !step.isEnd)
        m_handlers.onItem(read_item::Checkpoint{*place}); // so far nothing was let through
    deliverInBatches(std::move(step.events), m_handlers.onItem);
    m_isDelivering = false;
    if (step.isEnd) {
        findLast();
        return;
    }
    goOn();
}

/// A stream's read is closed with its last revision, as over gRPC.
void HttpFeedRead::findLast()
{
    if (m_request.stream.isAll()) {
        end();
        return;
    }
    if (m_last) {
        endAt(*m_last);
        return;
    }
    m_lastCall = askFeed(
        m_context, endOf(FeedAddress(m_request.stream)), [this](const FeedResult &result) {
            if (const auto *error = std::get_if<TransportError>(&result)) {
                end(*error);
                return;
            }
            if (const auto last = std::get<FeedAnswer>(result).last) {
                endAt(*last);
                return;
            }
            end();
        });
}

void HttpFeedRead::endAt(Revision last)
{
    m_isOver = true;
    m_handlers.onItem(read_item::LastRevision{last});
    end();
}

void HttpFeedRead::end(const std::optional<TransportError> &failure)
{
    m_isOver = true;
    m_handlers.onEnd(failure);
}

void deliverInBatches(EventBatch events, const std::function<void(ReadItem)> &onItem)
{
    if (events.size() <= LargestBatch) {
        if (!events.isEmpty())
            onItem(std::move(events));
        return;
    }
    for (qsizetype from = 0; from < events.size(); from += LargestBatch)
        onItem(events.mid(from, LargestBatch));
}

} // namespace core
