#include "core/transport/http/payload_fetch.h"

#include "core/transport/http/atom_feed.h"
#include "core/transport/http/feed_address.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

/// As many connections as a browser would open, roughly.
constexpr qsizetype MostAtATime = 4;

bool wantsData(const ResolvedEvent &event)
{
    return event.event && !event.event->dataExact && !event.event->isLink();
}

bool wantsMoment(const ResolvedEvent &event)
{
    return event.event && !event.event->created.isTold() && !event.event->isLink();
}

/// The event is not there for us; that is its own affair, and not the read's.
bool isOutOfReach(int status)
{
    return status == 401 || status == 403 || status == 404 || status == 410;
}

} // namespace

PayloadFetch::PayloadFetch(FeedContext context, EventBatch events, Callback callback)
    : m_context(std::move(context))
    , m_events(std::move(events))
    , m_callback(std::move(callback))
    , m_jobs(jobsOf(m_events))
{
    m_lanes.resize(size_t(std::min(m_jobs.size(), MostAtATime)));
    for (size_t lane = 0; lane < m_lanes.size(); ++lane)
        startNext(lane);
}

bool PayloadFetch::isNeeded(const EventBatch &events)
{
    return std::any_of(events.cbegin(), events.cend(), [](const ResolvedEvent &event) {
        return wantsData(event) || wantsMoment(event);
    });
}

QList<PayloadFetch::Job> PayloadFetch::jobsOf(const EventBatch &events)
{
    QList<Job> jobs;
    for (qsizetype i = 0; i < events.size(); ++i) {
        if (wantsData(events[i]))
            jobs.append({i, false});
        if (wantsMoment(events[i]))
            jobs.append({i, true});
    }
    return jobs;
}

void PayloadFetch::startNext(size_t lane)
{
    if (m_started == m_jobs.size())
        return;
    const Job job = m_jobs[m_started++];
    const RecordedEvent &event = *m_events[job.index].event;
    HttpRequest request;
    request.method = QByteArrayLiteral("GET");
    request.target = FeedAddress::event({event.stream, event.revision});
    request.headers = {{QByteArrayLiteral("Accept"),
                        job.isMoment ? mediaType(QByteArrayLiteral("atom+json"), m_context.family())
                                     : QByteArrayLiteral("application/octet-stream")}};
    request.deadline = m_context.deadline;
    request.wantsLeader = m_context.wantsLeader;
    m_lanes[lane] = m_context.send(
        request, [this, lane, job](const HttpOutcome &outcome) { onAnswer(lane, job, outcome); });
}

void PayloadFetch::onAnswer(size_t lane, const Job &job, const HttpOutcome &outcome)
{
    std::optional<TransportError> error;
    if (const auto *failure = std::get_if<HttpFailure>(&outcome))
        error = toTransportError(*failure, m_context.situation);
    else
        error = take(job, std::get<HttpAnswer>(outcome));
    if (error) {
        const Callback callback = m_callback;
        callback(*error, false); // may destroy this
        return;
    }
    if (++m_done == m_jobs.size()) {
        finish();
        return;
    }
    startNext(lane);
}

std::optional<TransportError> PayloadFetch::take(const Job &job, const HttpAnswer &answer)
{
    if (isOutOfReach(answer.status)) {
        m_isMissing = m_isMissing || !job.isMoment;
        return std::nullopt;
    }
    if (answer.status != 200)
        return toTransportError(answer, m_context.situation);
    RecordedEvent &event = *m_events[job.index].event;
    if (job.isMoment) {
        const auto moment = momentOfAtomEntry(answer.body);
        if (!moment)
            return unreadableAnswer(QStringLiteral("it does not tell when the event was written"),
                                    answer,
                                    m_context.situation);
        event.created = *moment;
        return std::nullopt;
    }
    if (!answer.header("Content-Type").toLower().startsWith("application/octet-stream"))
        return unreadableAnswer(
            QStringLiteral("these are not an event's bytes"), answer, m_context.situation);
    event.data = answer.body;
    event.dataExact = true;
    return std::nullopt;
}

void PayloadFetch::finish()
{
    const Callback callback = m_callback;
    callback(std::exchange(m_events, {}), m_isMissing); // may destroy this
}

} // namespace core
