#include "core/links/inbound_count.h"

#include "core/model/link_target.h"

#include <utility>

namespace core {

namespace {

constexpr qint64 Credit = 4096;
constexpr qint64 TellEveryMs = 100;

bool isAsked(ProjectedStream::Kind kind)
{
    return kind == ProjectedStream::Kind::Category || kind == ProjectedStream::Kind::EventType
           || kind == ProjectedStream::Kind::Correlation;
}

} // namespace

quint64 InboundLinks::links() const
{
    quint64 sum = 0;
    for (const InboundStream &stream : streams)
        sum += stream.links;
    return sum;
}

InboundCount::InboundCount(Client &client,
                           const StreamName &stream,
                           const InboundLimits &limits,
                           QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_stream(stream)
    , m_limits(limits)
{}

InboundCount::~InboundCount() = default;

void InboundCount::start()
{
    m_sinceTold.start();
    m_feed = m_client.read(
        {.stream = m_stream, .count = m_limits.events, .payloads = PayloadWish::AsListed});
    connect(m_feed.get(), &EventFeed::batchReady, this, &InboundCount::onEvents);
    connect(m_feed.get(), &EventFeed::finished, this, &InboundCount::onEventsRead);
    m_feed->grant(Credit);
}

void InboundCount::onEvents(const EventBatch &events)
{
    for (const ResolvedEvent &event : events) {
        addCandidates(event.original());
        if (!m_first)
            m_first = event.original().revision;
        m_lastPosition = event.original().position;
    }
    m_progress.read += quint64(events.size());
    m_feed->grant(events.size());
    tellProgress();
}

void InboundCount::addCandidates(const RecordedEvent &event)
{
    for (const ProjectedStream &into : projectedStreams(event, m_names)) {
        const StreamName stream = into.stream();
        if (!isAsked(into.kind) || m_known.contains(stream))
            continue;
        if (m_candidates.size() >= m_limits.streams) {
            m_links.isCut = true;
            continue;
        }
        const auto link = projectedLink(event, into, m_names);
        m_known.insert(stream, m_candidates.size());
        m_candidates.append({stream, {std::get<QByteArray>(link), event.position}});
    }
}

void InboundCount::onEventsRead(const Result<Done> &result)
{
    if (!result) {
        end(result.error());
        return;
    }
    m_knowsLast = m_progress.read < m_limits.events;
    m_links.isCut = m_links.isCut || !m_knowsLast;
    m_progress.streams = m_candidates.size();
    lookNext();
}

void InboundCount::lookNext()
{
    if (m_next >= m_candidates.size() || isSpent()) {
        m_links.isCut = m_links.isCut || m_next < m_candidates.size();
        end(m_links);
        return;
    }
    const Candidate &candidate = m_candidates.at(m_next);
    m_found = 0;
    m_place = std::make_unique<LinkPlace>(m_client, candidate.stream, candidate.first);
    m_place->leaveOutScan(); // all of the stream is counted then
    // Queued: the job that tells is replaced by the next one.
    connect(
        m_place.get(), &LinkPlace::finished, this, &InboundCount::onPlace, Qt::QueuedConnection);
    m_place->start();
}

void InboundCount::onPlace(const Result<FoundPlace> &place)
{
    if (!place) {
        end(place.error());
        return;
    }
    spend(quint64(place->reads));
    switch (place->outcome) {
    case FoundPlace::Outcome::Found:
        count(*place->at, true);
        break;
    case FoundPlace::Outcome::NotThere:
    case FoundPlace::Outcome::BeforeFirst:
        // The first link may be gone, with others still there.
        count(place->first.value_or(Revision{}), true);
        break;
    case FoundPlace::Outcome::NotSearched:
        count(Revision{}, false);
        break;
    case FoundPlace::Outcome::Denied:
        closeCandidate(true);
        break;
    case FoundPlace::Outcome::AfterLast:
    case FoundPlace::Outcome::NoStream:
        closeCandidate();
        break;
    }
}

void InboundCount::count(Revision from, bool isOrdered)
{
    m_isOrdered = isOrdered;
    m_feed = m_client.read({.stream = m_candidates.at(m_next).stream,
                            .from = from,
                            .payloads = PayloadWish::AsListed});
    connect(m_feed.get(), &EventFeed::batchReady, this, &InboundCount::onLinks);
    connect(m_feed.get(), &EventFeed::finished, this, &InboundCount::onLinksRead);
    m_feed->grant(Credit);
}

void InboundCount::onLinks(const EventBatch &links)
{
    bool isBeyond = false;
    for (const ResolvedEvent &event : links) {
        const RecordedEvent &link = event.original();
        const auto source
            = m_isOrdered && m_knowsLast ? sourcePosition(link.metadata) : std::nullopt;
        isBeyond = source && m_lastPosition && *source > *m_lastPosition;
        if (isBeyond)
            break;
        take(link);
    }
    spend(quint64(links.size()));
    if (isBeyond || isSpent()) {
        m_links.isCut = m_links.isCut || !isBeyond;
        m_feed->cancel();
        closeCandidate();
        return;
    }
    m_feed->grant(links.size());
    tellProgress();
}

void InboundCount::take(const RecordedEvent &link)
{
    if (!link.isLink() || isDeletionMarker(link))
        return;
    const auto target = LinkTarget::parse(link.data);
    if (target && target->stream == m_stream && m_first && target->revision >= *m_first)
        ++m_found;
}

void InboundCount::onLinksRead(const Result<Done> &result)
{
    if (result)
        closeCandidate();
    else
        end(result.error());
}

void InboundCount::closeCandidate(bool isDenied)
{
    if (m_found > 0 || isDenied)
        m_links.streams.append({m_candidates.at(m_next).stream, m_found, isDenied});
    ++m_next;
    m_progress.streamsDone = m_next;
    tellProgress();
    // Later: the feed that is replaced may be telling this.
    QMetaObject::invokeMethod(this, &InboundCount::lookNext, Qt::QueuedConnection);
}

void InboundCount::spend(quint64 links)
{
    m_spent += links;
    m_progress.read += links;
}

void InboundCount::tellProgress()
{
    if (m_sinceTold.elapsed() < TellEveryMs)
        return;
    m_sinceTold.start();
    Q_EMIT progressed(m_progress);
}

void InboundCount::end(const Result<InboundLinks> &result)
{
    if (!std::exchange(m_isOver, true))
        Q_EMIT finished(result);
}

} // namespace core
