#include "ui/events/page_read.h"

#include "ui/events/event_page_cache.h"

namespace ui {

namespace {

constexpr qint64 Credit = 64; // at most so many events come after the read is ended early

} // namespace

PageRead::PageRead(core::Client &client, const core::ReadRequest &request, Callback callback)
    : m_callback(std::move(callback))
    , m_feed(client.read(request))
{
    connect(m_feed.get(), &core::EventFeed::batchReady, this, &PageRead::take);
    connect(m_feed.get(), &core::EventFeed::lastRevisionKnown, this, [this](core::Revision last) {
        m_reply.lastRevision = last;
    });
    connect(m_feed.get(), &core::EventFeed::checkpointReached, this, &PageRead::reached);
    connect(m_feed.get(),
            &core::EventFeed::finished,
            this,
            [this](const core::Result<core::Done> &result) {
                finish(result ? core::Result<PageReply>(m_reply) : result.error());
            });
    m_feed->grant(Credit);
}

PageRead::~PageRead() = default;

void PageRead::cancel()
{
    m_callback = {};
    m_feed->cancel();
}

void PageRead::take(const core::EventBatch &events)
{
    m_reply.events += events;
    for (const core::ResolvedEvent &event : events)
        m_bytes += EventPageCache::bytesOf(event);
    if (m_bytes > MaxBytes) {
        m_feed->cancel();
        m_reply.isCutShort = true;
        finish(m_reply);
        return;
    }
    m_feed->grant(events.size());
}

void PageRead::finish(const core::Result<PageReply> &result)
{
    if (const Callback callback = std::exchange(m_callback, {}))
        callback(result);
}

void PageReadRelease::operator()(PageRead *read) const
{
    read->cancel();
    read->deleteLater(); // its feed may be the one that is calling
}

PageReadPtr
startPageRead(core::Client &client, const core::ReadRequest &request, PageRead::Callback callback)
{
    return PageReadPtr(new PageRead(client, request, std::move(callback)));
}

} // namespace ui
