#include "core/moments/moment_search.h"

#include "core/moments/log_moment.h"
#include "core/moments/stream_moment.h"

#include <utility>

namespace core {

MomentSearch::MomentSearch(Client &client, WantedMoment wanted)
    : m_client(client)
    , m_wanted(std::move(wanted))
{}

MomentSearch::~MomentSearch() = default;

std::unique_ptr<MomentSearch> MomentSearch::make(Client &client, const WantedMoment &wanted)
{
    if (wanted.stream.isAll())
        return std::make_unique<LogMoment>(client, wanted.moment);
    return std::make_unique<StreamMoment>(client, wanted);
}

EventTime MomentSearch::timeOf(const ResolvedEvent &event) const
{
    const EventTime shown = event.shown().created;
    return shown.isTold() ? shown : event.original().created;
}

void MomentSearch::compare(const ResolvedEvent &earlier, const ResolvedEvent &later)
{
    if (timeOf(later) < timeOf(earlier))
        m_found.isOrdered = false;
}

/// Over HTTP it takes a request of its own to learn when a link's target was written.
void MomentSearch::ask(const ReadFrom &from, Direction direction, quint64 count, OnEvents onEvents)
{
    ++m_found.reads;
    const ReadRequest request{.stream = m_wanted.stream,
                              .from = from,
                              .direction = direction,
                              .count = count,
                              .resolveLinks = m_wanted.resolveLinks,
                              .payloads
                              = m_wanted.resolveLinks ? PayloadWish::Exact : PayloadWish::AsListed};
    const auto onAnswer = [this, onEvents = std::move(onEvents)](const Result<LookAnswer> &answer) {
        if (answer)
            onEvents(answer->events);
        else
            fail(answer.error());
    };
    m_look = std::make_unique<ShortLook>(m_client, request, onAnswer);
}

void MomentSearch::end(Outcome outcome, const std::optional<ResolvedEvent> &event)
{
    if (std::exchange(m_isOver, true))
        return;
    m_found.outcome = outcome;
    m_found.event = event;
    Q_EMIT finished(m_found);
}

void MomentSearch::fail(const Error &error)
{
    if (!std::exchange(m_isOver, true))
        Q_EMIT finished(error);
}

} // namespace core
