// Reads a page of a feed, past the one event that would keep the server from answering.
// Lives on the io thread.
#pragma once

#include "core/transport/http/feed_page_call.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace core {

/// A server answers no page with a link whose text it cannot take apart, as "12": it fails while it
/// writes the entry, and says nothing. All else that fails in it is answered with an error, so
/// silence about a page of one event, while the server answers that no event can be had there, is
/// such a link and nothing else.
///
/// While no page has begun to be answered within the context's patience, a smaller one from the
/// same place is asked for besides, in the end of a single event; the first answer counts, so a
/// slow server is only asked more often. An event whose own page is not answered is asked for
/// without one. Where that says what it is, it is told as what is known of it; otherwise what was
/// asked stays to be answered. Of filtered $all read forwards nothing tells it.
class PatientPage final : public TransportCall
{
public:
    using Callback = FeedPageCall::Callback;

    /// The page may be smaller than asked for (FeedPage::count). The callback may destroy this.
    PatientPage(FeedContext context, FeedQuery query, PayloadWish payloads, Callback callback);

private:
    void ask(int count);
    void onSilence();
    void lookAtOne();
    void askForEvent(Revision revision);
    void askUnresolved();
    void onUnresolved(const TransportResult<FeedPage> &result);
    void finish(TransportResult<FeedPage> result);

    [[nodiscard]] FeedPage silentPage(Revision revision) const;

    const FeedContext m_context;
    const FeedQuery m_query;
    const PayloadWish m_payloads;
    const Callback m_callback;
    std::vector<std::unique_ptr<FeedPageCall>> m_pages; ///< smaller and smaller
    int m_smallest = 0;
    std::unique_ptr<TransportCall> m_one; ///< asks what the event is
    QTimer m_silence;
};

} // namespace core
