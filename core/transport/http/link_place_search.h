// Finds out where links stand that a stream's feed lists without their place, because what they
// point to cannot be had. Lives on the io thread.
#pragma once

#include "core/transport/http/feed_query.h"
#include "core/transport/http/listed_events.h"

#include <functional>
#include <memory>

namespace core {

/// Nothing but the number of events between two revisions is needed: where they are as many as
/// there is room for, each has its place; else the range is halved. Ends with one call of the
/// callback, which may destroy this.
class LinkPlaceSearch final : public TransportCall
{
public:
    /// The revisions, newest first, as many as the runs have together.
    using Callback = std::function<void(TransportResult<QList<Revision>>)>;

    /// With runs that are all dense nothing has to be asked: see revisionsOf().
    LinkPlaceSearch(FeedContext context,
                    FeedAddress address,
                    const QList<PlacelessRun> &runs,
                    Callback callback);

private:
    struct Range {
        quint64 lowest = 0;
        quint64 highest = 0;
        quint64 count = 0;
    };

    void goOn();
    void ask(const Range &range);
    void onCounted(const Range &range, quint64 middle, const FeedResult &result);

    const FeedContext m_context;
    const FeedAddress m_address;
    const Callback m_callback;
    QList<Range> m_open; ///< the newest last
    QList<Revision> m_found;
    std::unique_ptr<TransportCall> m_call;
};

/// The revisions of runs that are all dense, newest first; nothing where one is not.
[[nodiscard]] std::optional<QList<Revision>> revisionsOf(const QList<PlacelessRun> &runs);

} // namespace core
