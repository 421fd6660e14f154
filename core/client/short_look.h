// A read of a few events, answered once with all of them.
// Lives on the thread of its Client.
#pragma once

#include "core/client/client.h"

#include <QObject>

#include <functional>
#include <memory>

namespace core {

struct LookAnswer {
    EventBatch events;
    std::optional<Revision> last; ///< the stream's, where the server tells it
};

/// Deleting it cancels; the callback may delete it.
class ShortLook final : public QObject
{
    Q_OBJECT

public:
    using Callback = std::function<void(const Result<LookAnswer> &)>;

    /// `request` has a count, at most a few hundred.
    ShortLook(Client &client, const ReadRequest &request, Callback callback);

    /// One event of a stream, by its revision, if it can be read.
    [[nodiscard]] static ReadRequest
    at(const StreamName &stream, Revision revision, bool resolveLinks);
    /// The last event of a stream or of $all.
    [[nodiscard]] static ReadRequest lastOf(const StreamName &stream);

private:
    void onFinished(const Result<Done> &result);

    Callback m_callback;
    LookAnswer m_answer;
    std::unique_ptr<EventFeed> m_feed;
};

} // namespace core
