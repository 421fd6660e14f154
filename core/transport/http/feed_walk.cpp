#include "core/transport/http/feed_walk.h"

#include "core/transport/http/first_readable_search.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

/// Small, so that the first events are there soon; then as large as is worth it.
constexpr int FirstPageSize = 64;
constexpr int Growth = 4;
/// Of a list; the events are in memory a second time while it is read.
constexpr qsizetype WorthwhilePageBytes = qsizetype(4) * 1024 * 1024;
/// Where every event may cost a request, its page is not kept waiting for a thousand of them.
constexpr int LargestExactPage = 512;

} // namespace

FeedWalk::FeedWalk(FeedContext context, FeedQuery start, PayloadWish payloads)
    : m_context(std::move(context))
    , m_query(std::move(start))
    , m_payloads(payloads)
    , m_pageSize(FirstPageSize)
{}

void FeedWalk::step(qint64 most, std::chrono::seconds longPoll, Callback callback)
{
    Q_ASSERT(!isUnderWay() && most > 0);
    m_most = most;
    m_query.longPoll = longPoll;
    m_callback = std::move(callback);
    askPage();
}

void FeedWalk::stop()
{
    m_call.reset();
    m_callback = {};
}

void FeedWalk::askPage()
{
    m_query.count = int(std::min<qint64>(m_most, m_pageSize));
    m_call = std::make_unique<PatientPage>(
        m_context, m_query, m_payloads, [this](TransportResult<FeedPage> result) {
            onPage(std::move(result));
        });
}

void FeedWalk::onPage(TransportResult<FeedPage> result)
{
    if (const auto *error = std::get_if<TransportError>(&result)) {
        if (isWorthAnother(*error)) {
            askPage();
            return;
        }
        finish(*error);
        return;
    }
    auto &page = std::get<FeedPage>(result);
    choosePageSize(page);
    if (clampsToLast(page)) {
        askPage();
        return;
    }
    const bool isStream = !m_query.address.isAll();
    if (isStream && page.events.isEmpty() && !page.isEnd) {
        m_query.from = page.next;
        if (m_query.direction == Direction::Backwards) {
            askPage();
            return;
        }
        skipUnreadable(page);
        return;
    }
    const auto *from = std::get_if<Revision>(&m_query.from);
    const bool isForwards = m_query.direction == Direction::Forwards;
    if (isForwards && from && page.events.isEmpty() && page.last && *from <= *page.last)
        m_first = Revision{page.last->value + 1};
    m_query.from = page.next;
    finish(FeedStep{
        std::move(page.events), page.isEnd, std::exchange(m_first, std::nullopt), page.last});
}

bool FeedWalk::isWorthAnother(const TransportError &error)
{
    if (error.error.code != ErrorCode::TooLarge || m_query.count == 1)
        return false;
    m_pageSize = std::max(1, m_query.count / Growth);
    return true;
}

/// Backwards from beyond the end begins at the last event (protocol.md section 3.4).
bool FeedWalk::clampsToLast(const FeedPage &page)
{
    const auto *from = std::get_if<Revision>(&m_query.from);
    const bool isBeyond = m_query.direction == Direction::Backwards && from && page.last
                          && *page.last < *from && page.events.isEmpty();
    if (isBeyond)
        m_query.from = *page.last;
    return isBeyond;
}

void FeedWalk::choosePageSize(const FeedPage &page)
{
    const int missed = m_query.count - page.count;
    if (missed > 0)
        m_pageSize = page.count;
    m_inVain = std::max(missed, m_inVain - page.count);
    if (page.isSilent)
        m_inVain = 0; // that was why
    if (!page.isFull || page.isSilent || m_inVain > 0)
        return;
    const qsizetype eventBytes = std::max<qsizetype>(1, page.bytes / m_query.count);
    const int most = m_payloads == PayloadWish::Exact ? LargestExactPage : LargestFeedPage;
    const auto worthwhile = int(std::clamp<qsizetype>(WorthwhilePageBytes / eventBytes, 1, most));
    m_pageSize
        = std::min(m_query.count < m_pageSize ? m_pageSize : m_pageSize * Growth, worthwhile);
}

void FeedWalk::skipUnreadable(const FeedPage &page)
{
    m_call = std::make_unique<FirstReadableSearch>(
        m_context,
        m_query.address,
        std::get<Revision>(page.next),
        [this](const TransportResult<FirstReadableSearch::Found> &result) {
            if (const auto *error = std::get_if<TransportError>(&result)) {
                finish(*error);
                return;
            }
            const auto &found = std::get<FirstReadableSearch::Found>(result);
            m_query.from = found.first;
            m_first = found.first;
            if (found.first <= found.last) {
                askPage();
                return;
            }
            finish(FeedStep{{}, true, std::exchange(m_first, std::nullopt), found.last});
        });
}

void FeedWalk::finish(const TransportResult<FeedStep> &result)
{
    m_call.reset();
    const Callback callback = std::exchange(m_callback, {});
    callback(result); // may destroy this
}

} // namespace core
