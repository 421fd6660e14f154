#include "ui/append/sent_event_search.h"

#include "ui/widgets/words.h"

namespace ui {

SentEventSearch::SentEventSearch(core::Client &client, const core::AppendRequest &sent)
    : m_id(sent.events.constLast().id)
{
    core::ReadRequest request{.stream = sent.stream};
    if (sent.expected.kind() == core::ExpectedRevision::Kind::Exact) {
        const core::Revision place{sent.expected.revision().value
                                   + static_cast<quint64>(sent.events.size())};
        request.from = place;
        request.count = 1;
        m_where = tr("revision %1").arg(place.toString());
    } else {
        request.from = core::FromEnd{};
        request.direction = core::Direction::Backwards;
        request.count = MostRead;
        m_where = tr("the last %1 events").arg(groupedNumber(MostRead));
    }
    m_feed = client.read(request);
    connect(m_feed.get(), &core::EventFeed::batchReady, this, &SentEventSearch::onEvents);
    connect(m_feed.get(), &core::EventFeed::finished, this, &SentEventSearch::onFinished);
    // One more than there is: the end itself is read only while there is credit.
    m_feed->grant(static_cast<qint64>(*request.count) + 1);
}

SentEventSearch::~SentEventSearch() = default;

void SentEventSearch::onEvents(const core::EventBatch &events)
{
    for (const core::ResolvedEvent &resolved : events) {
        if (resolved.original().id != m_id)
            continue;
        m_feed->cancel();
        Q_EMIT found(resolved.original().revision);
        return;
    }
}

void SentEventSearch::onFinished(const core::Result<core::Done> &result)
{
    if (result)
        Q_EMIT notFound(m_where);
    else if (result.error().code == core::ErrorCode::StreamNotFound)
        Q_EMIT notFound(tr("the stream, which has no events"));
    else
        Q_EMIT failed(result.error());
}

} // namespace ui
