#include "core/client/short_look.h"

#include <utility>

namespace core {

ShortLook::ShortLook(Client &client, const ReadRequest &request, Callback callback)
    : m_callback(std::move(callback))
    , m_feed(client.read(request))
{
    Q_ASSERT(request.count);
    connect(m_feed.get(), &EventFeed::batchReady, this, [this](const EventBatch &events) {
        m_answer.events += events;
    });
    connect(m_feed.get(), &EventFeed::lastRevisionKnown, this, [this](Revision last) {
        m_answer.last = last;
    });
    connect(m_feed.get(), &EventFeed::finished, this, &ShortLook::onFinished);
    m_feed->grant(qint64(request.count.value_or(1)) + 1); // the end needs credit too
}

ReadRequest ShortLook::at(const StreamName &stream, Revision revision, bool resolveLinks)
{
    return {.stream = stream, .from = revision, .count = 1, .resolveLinks = resolveLinks};
}

ReadRequest ShortLook::lastOf(const StreamName &stream)
{
    return {.stream = stream, .from = FromEnd{}, .direction = Direction::Backwards, .count = 1};
}

void ShortLook::onFinished(const Result<Done> &result)
{
    // The callback may delete this: nothing of it is touched afterwards.
    const Callback callback = std::exchange(m_callback, {});
    const Result<LookAnswer> answer
        = result ? Result<LookAnswer>(std::move(m_answer)) : Result<LookAnswer>(result.error());
    callback(answer);
}

} // namespace core
