// Goes over a feed page by page, in pages of a suitable size.
// Lives on the io thread.
#pragma once

#include "core/transport/http/patient_page.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace core {

/// What one step brought.
struct FeedStep {
    EventBatch events; ///< of $all read with a filter none perhaps, though there are more
    bool isEnd = false;
    /// What is before was skipped, as it cannot be read any more.
    std::optional<Revision> first;
    std::optional<Revision> last; ///< of the stream, where it was told
};

class FeedWalk
{
public:
    using Callback = std::function<void(TransportResult<FeedStep>)>;

    FeedWalk(FeedContext context, FeedQuery start, PayloadWish payloads);
    FeedWalk(const FeedWalk &) = delete;
    FeedWalk &operator=(const FeedWalk &) = delete;

    /// Asks for the next events, `most` of them at most. One step at a time; the callback may start
    /// the next, and may destroy this.
    void step(qint64 most, std::chrono::seconds longPoll, Callback callback);

    [[nodiscard]] bool isUnderWay() const { return m_callback != nullptr; }
    /// Where the next step begins.
    [[nodiscard]] const FeedPlace &place() const { return m_query.from; }
    void stop();

private:
    void askPage();
    void onPage(TransportResult<FeedPage> result);
    /// Whether the page is to be asked for again, in another form.
    [[nodiscard]] bool isWorthAnother(const TransportError &error);
    [[nodiscard]] bool clampsToLast(const FeedPage &page);
    void choosePageSize(const FeedPage &page);
    void skipUnreadable(const FeedPage &page);
    void finish(const TransportResult<FeedStep> &result);

    const FeedContext m_context;
    FeedQuery m_query;
    const PayloadWish m_payloads;
    int m_pageSize;
    /// So many events are left of a page that was asked for in vain: pages stay small until then.
    int m_inVain = 0;
    qint64 m_most = 0;
    std::optional<Revision> m_first;
    Callback m_callback;
    std::unique_ptr<TransportCall> m_call;
};

} // namespace core
