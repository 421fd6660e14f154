#include "ui/append/sent_event_search.h"

#include "ui/widgets/words.h"

namespace ui {

SentEventSearch::SentEventSearch(core::Client &client, core::AppendRequest sent)
    : m_client(client)
    , m_sent(std::move(sent))
{
    m_stateCall
        = client.streamState(m_sent.stream, [this](const core::Result<core::StreamState> &state) {
              if (state)
                  onState(*state);
              else
                  Q_EMIT failed(state.error());
          });
}

SentEventSearch::~SentEventSearch() = default;

std::optional<core::Revision> SentEventSearch::place() const
{
    if (m_sent.expected.kind() != core::ExpectedRevision::Kind::Exact)
        return {};
    const quint64 last = m_sent.expected.revision().value;
    return core::Revision{last + static_cast<quint64>(m_sent.events.size())};
}

/// A stream that was deleted or truncated may have held it.
void SentEventSearch::onState(const core::StreamState &state)
{
    using Kind = core::StreamState::Kind;
    const QString &name = m_sent.stream.text();
    switch (state.kind) {
    case Kind::Alive:
        read();
        return;
    case Kind::NotFound:
    case Kind::MetadataOnly:
        Q_EMIT notFound(tr("the stream, which has no events"));
        return;
    case Kind::AllTruncated:
        if (place() && state.last && *state.last < *place())
            Q_EMIT notFound(tr("the stream, which ends at %1").arg(state.last->toString()));
        else
            Q_EMIT untold(tr("No event of %1 can be read any more.").arg(name));
        return;
    case Kind::SoftDeleted:
        Q_EMIT untold(tr("%1 is soft-deleted: its events cannot be read any more.").arg(name));
        return;
    case Kind::Tombstoned:
        Q_EMIT untold(tr("%1 has been deleted for good since.").arg(name));
        return;
    case Kind::NotFoundOrDenied:
        break;
    }
    Q_EMIT untold(
        tr("%1 was not found, or it is soft-deleted and its metadata may not be read.").arg(name));
}

void SentEventSearch::read()
{
    core::ReadRequest request{.stream = m_sent.stream};
    if (const auto at = place()) {
        request.from = *at;
        request.count = 1;
    } else {
        request.from = core::FromEnd{};
        request.direction = core::Direction::Backwards;
        request.count = MostRead;
    }
    m_feed = m_client.read(request);
    connect(m_feed.get(), &core::EventFeed::batchReady, this, &SentEventSearch::onEvents);
    connect(m_feed.get(), &core::EventFeed::finished, this, &SentEventSearch::onFinished);
    // One more than there is: the end itself is read only while there is credit.
    m_feed->grant(static_cast<qint64>(*request.count) + 1);
}

void SentEventSearch::onEvents(const core::EventBatch &events)
{
    for (const core::ResolvedEvent &resolved : events) {
        const core::RecordedEvent &event = resolved.original();
        ++m_count;
        m_first = m_first ? qMin(*m_first, event.revision) : event.revision;
        if (event.id != m_sent.events.constLast().id)
            continue;
        m_feed->cancel();
        Q_EMIT found(event.revision);
        return;
    }
}

void SentEventSearch::onFinished(const core::Result<core::Done> &result)
{
    const QString &name = m_sent.stream.text();
    if (!result) {
        Q_EMIT failed(result.error());
    } else if (const auto at = place()) {
        if (m_first && *m_first > *at) // a stream that was truncated answers with what is left
            Q_EMIT untold(
                tr("Revision %1 of %2 cannot be read any more.").arg(at->toString(), name));
        else
            Q_EMIT notFound(tr("revision %1").arg(at->toString()));
    } else if (m_count < MostRead && m_first && m_first->value > 0) {
        Q_EMIT untold(
            tr("It is not in %1 from %2 on, and what stood before cannot be read any more.")
                .arg(name, m_first->toString()));
    } else {
        Q_EMIT notFound(tr("the last %1 events").arg(groupedNumber(MostRead)));
    }
}

} // namespace ui
