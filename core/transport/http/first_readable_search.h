// Finds the first event of a stream whose beginning is truncated or has expired.
// Lives on the io thread.
#pragma once

#include "core/transport/http/feed_query.h"

#include <QElapsedTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace core {

/// A server answers pages before the first event one by one, all empty; this halves what is left
/// instead. It counts on the readable events being the newest ones, as truncation, counts and ages
/// leave them; a hole of less than a window between them does no harm.
///
/// A window that is not answered holds an event that cannot be listed (PatientPage). From then on
/// one event is asked for at a time, and is there if that is not answered either.
class FirstReadableSearch final : public TransportCall
{
public:
    /// The first readable revision from `from` on, or the one after the last where there is none;
    /// and the last. May destroy this.
    struct Found {
        Revision first;
        Revision last;
    };
    using Callback = std::function<void(TransportResult<Found>)>;

    FirstReadableSearch(FeedContext context, FeedAddress address, Revision from, Callback callback);

private:
    void onHead(const FeedResult &result);
    void halve();
    void onProbe(quint64 middle, const FeedResult &result);
    void take(quint64 middle, quint64 count);
    void finish(const TransportResult<Found> &result);

    const FeedContext m_context;
    const FeedAddress m_address;
    const Callback m_callback;
    quint64 m_lowest;    ///< nothing can be read below
    quint64 m_bound = 0; ///< here something can be, or it is past the end
    quint64 m_last = 0;
    int m_window;
    QElapsedTimer m_asked;
    std::chrono::milliseconds m_patience{0};
    std::unique_ptr<TransportCall> m_call;
};

} // namespace core
