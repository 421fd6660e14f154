#include "core/links/cause_search.h"

#include "core/links/link_text.h"

#include <algorithm>

namespace core {

namespace {

constexpr qint64 Credit = 4096;
constexpr qint64 TellEveryMs = 100;

std::pair<StreamName, Revision> placeOf(const RecordedEvent &event)
{
    return {event.stream, event.revision};
}

/// Why the log is read where a projection has not come to its end, as a clause.
QString clauseOf(const ProjectionStatus &status)
{
    const QString name = QStringLiteral("the projection ") + status.name;
    if (status.isFaulted())
        return name + QStringLiteral(" is faulted");
    return name
           + (status.isRunning() ? QStringLiteral(" is behind") : QStringLiteral(" does not run"));
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
    if (event.isUnanswered) {
        fail({ErrorCode::Unsupported, unansweredWhy(), {}});
        return;
    }
    add(event);
    const auto id = metadataText(event, m_names.correlation);
    if (!id) {
        end();
        return;
    }
    m_found.source = CorrelatedEvents::Source::CorrelationStream;
    m_found.correlationId = *id;
    m_links = {ProjectedStream::Kind::Correlation, *id};
    m_needle = '"' + m_names.correlation.toUtf8() + '"';
    askProjection();
}

void CauseSearch::askProjection()
{
    m_call = m_client.projection(
        m_links.projection(),
        [this](const Result<std::optional<ProjectionStatus>> &status) { onProjection(status); });
}

void CauseSearch::onProjection(const Result<std::optional<ProjectionStatus>> &status)
{
    if (!status && status.error().code == ErrorCode::Unsupported) {
        searchAll(QStringLiteral("the server has no projections"));
        return;
    }
    if (!status) {
        m_found.doubt = QStringLiteral("These may not be all: how the projection %1 stands could "
                                       "not be found out. %2")
                            .arg(m_links.projection(), status.error().message);
        readLinks();
        return;
    }
    if (!*status) {
        searchAll(QStringLiteral("there is no projection ") + m_links.projection());
        return;
    }
    m_projection = *status;
    if (m_projection->position)
        readLinks();
    else
        searchAll(clauseOf(*m_projection));
}

void CauseSearch::readLinks()
{
    m_feed = m_client.read({.stream = m_links.stream(), .resolveLinks = true});
    connect(m_feed.get(), &EventFeed::batchReady, this, &CauseSearch::onLinks);
    connect(m_feed.get(), &EventFeed::finished, this, &CauseSearch::onLinksRead);
    m_feed->grant(Credit);
}

void CauseSearch::onLinks(const EventBatch &events)
{
    for (const ResolvedEvent &event : events)
        takeLinked(event);
    if (m_found.isCut && !m_hasOthers) {
        stopEarly();
        return;
    }
    m_feed->grant(events.size());
}

void CauseSearch::takeLinked(const ResolvedEvent &event)
{
    if (!m_firstLink)
        m_firstLink = event.original().revision;
    if (event.isBroken())
        ++m_found.gone;
    else if (isOfCorrelation(event.shown()))
        addLinked(event.shown());
    else if (event.link)
        m_hasOthers = true;
}

void CauseSearch::addLinked(const RecordedEvent &event)
{
    if (placeOf(event) == placeOf(m_events.constFirst()))
        m_hasAsked = true;
    add(event);
}

void CauseSearch::onLinksRead(const Result<Done> &result)
{
    const QString links = m_links.stream().text();
    if (result) {
        if (const QString because = distrust(); !because.isEmpty())
            searchAll(because);
        else
            searchRest();
        return;
    }
    switch (result.error().code) {
    case ErrorCode::StreamNotFound:
    case ErrorCode::StreamDeleted:
        searchAll(QStringLiteral("there is no stream \"%1\"").arg(links));
        return;
    case ErrorCode::AccessDenied:
        searchAll(QStringLiteral("\"%1\" may not be read").arg(links));
        return;
    default:
        fail(result.error());
        return;
    }
}

/// Why $bc- cannot have all events up to where its projection stands, as a clause; empty if it can.
QString CauseSearch::distrust() const
{
    const QString links = m_links.stream().text();
    if (m_hasOthers)
        return QStringLiteral("\"%1\" goes by another name than \"%2\"")
            .arg(links, m_names.correlation);
    if (m_firstLink && m_firstLink->value > 0)
        return QStringLiteral("\"%1\" begins at revision %2 by now")
            .arg(links, m_firstLink->toString());
    if (!m_hasAsked && isLinkedByNow())
        return QStringLiteral("\"%1\" has no link to the event itself").arg(links);
    return {};
}

/// The projection links the event that was asked for, and has come to it as far as is known.
bool CauseSearch::isLinkedByNow() const
{
    const RecordedEvent &event = m_events.constFirst();
    if (m_projection && event.position && *m_projection->position < *event.position)
        return false;
    return std::holds_alternative<QByteArray>(projectedLink(event, m_links, m_names));
}

void CauseSearch::searchAll(const QString &because)
{
    const RecordedEvent asked = m_events.constFirst();
    m_events.clear();
    m_known.clear();
    add(asked);
    m_found.source = CorrelatedEvents::Source::Search;
    m_found.because = because;
    m_found.doubt.clear();
    m_found.gone = 0;
    m_found.isCut = false;
    m_logFrom = FromStart{};
    findEndOfLog();
}

/// What was written after the place that the projection has come to.
void CauseSearch::searchRest()
{
    if (!m_projection) {
        end();
        return;
    }
    m_logFrom = *m_projection->position;
    findEndOfLog();
}

void CauseSearch::findEndOfLog()
{
    m_look = std::make_unique<ShortLook>(
        m_client, ShortLook::lastOf(StreamName::all()), [this](const Result<LookAnswer> &answer) {
            onEndOfLog(answer);
        });
}

void CauseSearch::onEndOfLog(const Result<LookAnswer> &answer)
{
    if (!answer) {
        onLogFailed(answer.error());
        return;
    }
    if (!answer->events.isEmpty())
        m_endOfLog = answer->events.constFirst().original().position;
    const auto *from = std::get_if<Position>(&m_logFrom);
    if (from && m_endOfLog && *m_endOfLog <= *from)
        end();
    else
        readLog();
}

void CauseSearch::readLog()
{
    if (m_found.source == CorrelatedEvents::Source::CorrelationStream)
        m_found.because = clauseOf(*m_projection);
    m_progress.because = m_found.because;
    m_sinceTold.start();
    m_feed = m_client.read({.stream = StreamName::all(),
                            .from = m_logFrom,
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
        if (mayBe && isOfCorrelation(event) && add(event))
            m_foundInLog = true;
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
    if (!result) {
        onLogFailed(result.error());
        return;
    }
    const bool isRest = m_found.source == CorrelatedEvents::Source::CorrelationStream;
    if (isRest && !m_foundInLog && m_projection->isRunning())
        m_found.because.clear(); // a running projection is always a little behind
    end();
}

void CauseSearch::onLogFailed(const Error &error)
{
    const auto *from = std::get_if<Position>(&m_logFrom);
    if (!from) {
        fail(error);
        return;
    }
    if (error.code != ErrorCode::AccessDenied) {
        searchAll(QStringLiteral("the log could not be read from %1 on").arg(from->toString()));
        return;
    }
    m_found.because.clear();
    m_found.doubt
        = QStringLiteral("What was written after %1, where the projection %2 stands, is not among "
                         "them: the log may not be read with these credentials.")
              .arg(from->toString(), m_links.projection());
    end();
}

bool CauseSearch::isOfCorrelation(const RecordedEvent &event) const
{
    return metadataText(event, m_names.correlation) == m_found.correlationId;
}

/// False where it is known already, or there is no room.
bool CauseSearch::add(const RecordedEvent &event)
{
    if (m_known.contains(placeOf(event)))
        return false;
    if (m_events.size() >= MostEvents) {
        m_found.isCut = true;
        return false;
    }
    m_known.insert(placeOf(event));
    m_events.append(event);
    return true;
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
