// Reads one page of a feed with all that belongs to it: links, their places, payloads, positions.
// Lives on the io thread.
#pragma once

#include "core/model/recorded_event.h"
#include "core/model/requests.h"
#include "core/transport/http/feed_query.h"
#include "core/transport/http/payload_fetch.h"

#include <functional>
#include <memory>
#include <optional>

namespace core {

struct FeedPage {
    EventBatch events;     ///< in the direction of the reading
    bool isEnd = false;    ///< there is nothing more in this direction, for now
    FeedPlace next;        ///< where the next page begins; of an empty last page its own place
    int count = 0;         ///< how many events were asked for
    bool isFull = false;   ///< so many entries came
    bool isSilent = false; ///< its one event is one that no page can hold (PatientPage)
    std::optional<Revision> last; ///< of the stream, where it was told
    qsizetype bytes = 0;          ///< of the list
};

/// Ends with one call of the callback, which may destroy this.
///
/// In $all the position of the page's last event is found out, the others' are not told.
class FeedPageCall final : public TransportCall
{
public:
    using Callback = std::function<void(TransportResult<FeedPage>)>;

    /// `query.embed` is chosen here.
    FeedPageCall(FeedContext context, FeedQuery query, PayloadWish payloads, Callback callback);

    /// Whether the server has begun to answer. Once it has, all that belongs to the page comes.
    [[nodiscard]] bool hasBegun() const { return m_hasList || m_listCall->hasBegun(); }

private:
    using OnFeed = void (FeedPageCall::*)(const AtomFeed &);

    void ask(const FeedQuery &query, OnFeed onFeed);
    void onList(FeedAnswer answer);
    [[nodiscard]] bool readNext();
    [[nodiscard]] std::optional<FeedPlace> placeOf(const QByteArray &text) const;

    void findLinks();
    void onLinks(const AtomFeed &links);
    void findPlaces();
    void setPlaces(const QList<Revision> &revisions);
    void findData();
    void onData(const AtomFeed &better);
    void fetchPayloads();
    void findPosition();
    void onPosition(const AtomFeed &newest);

    /// The same page again, though events have been written meanwhile.
    [[nodiscard]] FeedQuery samePage() const;
    [[nodiscard]] FeedQuery linksThemselves() const;
    [[nodiscard]] bool isForwards() const { return m_query.direction == Direction::Forwards; }
    void finish();
    void fail(const TransportError &error);
    void failUnreadable(const QString &what);

    const FeedContext m_context;
    FeedQuery m_query;
    const PayloadWish m_payloads;
    const Callback m_callback;
    AtomFeed m_list;
    EventBatch m_events; ///< newest first
    FeedPage m_page;
    bool m_hasList = false;
    bool m_hasTriedHarder = false;
    bool m_hasFetched = false;
    std::unique_ptr<HttpCall> m_listCall;
    std::unique_ptr<TransportCall> m_call;
};

} // namespace core
