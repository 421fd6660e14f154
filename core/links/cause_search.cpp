#include "core/links/cause_search.h"

#include "core/links/link_text.h"

#include <algorithm>

namespace core {

namespace {

constexpr qint64 Credit = 4096;
constexpr qint64 TellEveryMs = 100;

bool isSame(const RecordedEvent &a, const RecordedEvent &b)
{
    return a.stream == b.stream && a.revision == b.revision;
}

} // namespace

CauseSearch::CauseSearch(Client &client, LinkTarget event, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_asked(std::move(event))
{}

CauseSearch::~CauseSearch() = default;

void CauseSearch::start()
{
    m_look = std::make_unique<ShortLook>(
        m_client,
        ShortLook::at(m_asked.stream, m_asked.revision, true),
        [this](const Result<LookAnswer> &answer) { onEvent(answer); });
}

void CauseSearch::onEvent(const Result<LookAnswer> &answer)
{
    if (!answer) {
        fail(answer.error());
        return;
    }
    if (answer->events.isEmpty()
        || answer->events.constFirst().original().revision != m_asked.revision) {
        fail({ErrorCode::StreamNotFound,
              QStringLiteral("There is no event %1.")
                  .arg(addressText(m_asked.stream, m_asked.revision)),
              {}});
        return;
    }
    const RecordedEvent &event = answer->events.constFirst().shown();
    m_events.append(event);
    const auto id = metadataText(event, m_names.correlation);
    if (!id) {
        end();
        return;
    }
    m_found.correlationId = *id;
    m_needle = '"' + m_names.correlation.toUtf8() + '"';
    readCorrelationStream();
}

void CauseSearch::readCorrelationStream()
{
    m_found.source = CorrelatedEvents::Source::CorrelationStream;
    const ProjectedStream links{ProjectedStream::Kind::Correlation, m_found.correlationId};
    m_feed = m_client.read({.stream = links.stream(), .resolveLinks = true});
    connect(m_feed.get(), &EventFeed::batchReady, this, &CauseSearch::onLinks);
    connect(m_feed.get(), &EventFeed::finished, this, &CauseSearch::onLinksRead);
    m_feed->grant(Credit);
}

void CauseSearch::onLinks(const EventBatch &events)
{
    for (const ResolvedEvent &event : events) {
        if (event.isBroken())
            ++m_found.gone;
        else
            add(event.shown());
    }
    if (m_found.isCut) {
        stopEarly();
        return;
    }
    m_feed->grant(events.size());
}

void CauseSearch::onLinksRead(const Result<Done> &result)
{
    if (result) {
        end();
        return;
    }
    switch (result.error().code) {
    case ErrorCode::StreamNotFound:
    case ErrorCode::StreamDeleted:
    case ErrorCode::AccessDenied:
        m_events.resize(1); // the event that was asked for
        m_found.gone = 0;
        findEndOfLog();
        return;
    default:
        fail(result.error());
        return;
    }
}

void CauseSearch::findEndOfLog()
{
    m_found.source = CorrelatedEvents::Source::Search;
    m_look = std::make_unique<ShortLook>(
        m_client, ShortLook::lastOf(StreamName::all()), [this](const Result<LookAnswer> &answer) {
            if (!answer) {
                fail(answer.error());
                return;
            }
            if (!answer->events.isEmpty())
                m_endOfLog = answer->events.constFirst().original().position;
            searchAll();
        });
}

void CauseSearch::searchAll()
{
    m_sinceTold.start();
    m_feed = m_client.read({.stream = StreamName::all(),
                            .filter = EventFilter::withoutSystemEvents(),
                            .payloads = PayloadWish::AsListed});
    connect(m_feed.get(), &EventFeed::batchReady, this, &CauseSearch::onLog);
    connect(m_feed.get(), &EventFeed::finished, this, &CauseSearch::onLogRead);
    m_feed->grant(Credit);
}

void CauseSearch::onLog(const EventBatch &events)
{
    for (const ResolvedEvent &resolved : events) {
        const RecordedEvent &event = resolved.original();
        const bool mayBe = event.metadata.contains(m_needle) || event.metadata.contains("\\u");
        if (mayBe && metadataText(event, m_names.correlation) == m_found.correlationId)
            add(event);
    }
    m_progress.events += quint64(events.size());
    m_progress.found = quint64(m_events.size());
    const auto position = events.isEmpty() ? std::nullopt : events.constLast().original().position;
    if (position && m_endOfLog && m_endOfLog->commit > 0)
        m_progress.part = std::min(1.0, double(position->commit) / double(m_endOfLog->commit));
    if (m_found.isCut) {
        stopEarly();
        return;
    }
    m_feed->grant(events.size());
    if (m_sinceTold.elapsed() >= TellEveryMs) {
        m_sinceTold.start();
        Q_EMIT searched(m_progress);
    }
}

void CauseSearch::onLogRead(const Result<Done> &result)
{
    if (result)
        end();
    else
        fail(result.error());
}

void CauseSearch::add(const RecordedEvent &event)
{
    if (isSame(event, m_events.constFirst()))
        return;
    if (m_events.size() >= MostEvents)
        m_found.isCut = true;
    else
        m_events.append(event);
}

void CauseSearch::stopEarly()
{
    m_feed->cancel();
    end();
}

void CauseSearch::end()
{
    Q_EMIT finished(soFar());
}

CorrelatedEvents CauseSearch::soFar() const
{
    CorrelatedEvents found = m_found;
    found.tree = causeTree(m_events, m_names);
    return found;
}

void CauseSearch::fail(const Error &error)
{
    Q_EMIT finished(error);
}

} // namespace core
