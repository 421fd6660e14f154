#include "core/links/link_audit.h"

#include "core/base/free_elsewhere.h"

namespace core {

namespace {

constexpr qint64 CreditEvents = 8192;
/// Streams asked about at the same time.
constexpr size_t AsksAtOnce = 8;
/// Links whose stream is still to be asked about; the read waits while there are more.
constexpr qsizetype MostWaiting = 16'384;
/// Streams whose state is remembered. One that comes again after that is asked about again.
constexpr int FactsKept = 20'000;
constexpr qint64 TellEveryMs = 100;

} // namespace

LinkAudit::LinkAudit(Client &client,
                     const StreamName &stream,
                     const AuditLimits &limits,
                     QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_stream(stream)
    , m_books(new Books{LinkTally(stream, limits), QCache<StreamName, Facts>(FactsKept)})
{}

LinkAudit::~LinkAudit()
{
    freeElsewhere(std::move(m_books));
}

void LinkAudit::start()
{
    m_working.start();
    m_sinceTold.start();
    m_look = std::make_unique<ShortLook>(
        m_client, ShortLook::lastOf(m_stream), [this](const Result<LookAnswer> &answer) {
            if (!answer) {
                fail(answer.error());
                return;
            }
            if (!answer->events.isEmpty())
                m_last = answer->events.constFirst().original().revision;
            read();
        });
}

void LinkAudit::read()
{
    m_feed = m_client.read(
        {.stream = m_stream, .resolveLinks = true, .payloads = PayloadWish::AsListed});
    connect(m_feed.get(), &EventFeed::batchReady, this, &LinkAudit::onBatch);
    connect(m_feed.get(), &EventFeed::finished, this, &LinkAudit::onRead);
    m_owedCredit = CreditEvents;
    grantMore();
}

void LinkAudit::onBatch(const EventBatch &events)
{
    for (const ResolvedEvent &event : events) {
        if (const auto open = m_books->tally.take(event))
            judge(*open);
    }
    m_owedCredit += events.size();
    askNext();
    grantMore();
    if (m_isPaused || m_sinceTold.elapsed() >= TellEveryMs)
        tellProgress(); // after a pause little arrives, and nothing that would tell it later
}

void LinkAudit::onRead(const Result<Done> &result)
{
    if (!result) {
        fail(result.error());
        return;
    }
    m_isRead = true;
    finishWhenDone();
}

void LinkAudit::grantMore()
{
    if (m_isPaused || m_isRead || m_isOver || !m_feed || m_waitingLinks > MostWaiting)
        return;
    if (m_owedCredit > 0)
        m_feed->grant(std::exchange(m_owedCredit, 0));
}

void LinkAudit::judge(const LinkTally::Open &open)
{
    if (const Facts *facts = m_books->known.object(open.target.stream)) {
        settle(open, *facts);
        return;
    }
    const auto [waiting, isNew] = m_waiting.try_emplace(open.target.stream);
    waiting->second.append(open);
    ++m_waitingLinks;
    if (isNew)
        m_toAsk.append(open.target.stream);
}

void LinkAudit::settle(const LinkTally::Open &open, const Facts &facts)
{
    const auto verdict
        = facts ? verdictOf(open.target, *facts) : verdictOf(open.target, facts.error());
    // An error that says nothing about the stream has ended the audit before.
    m_books->tally.settle(
        open, verdict ? *verdict : missingInside(open.target, facts ? *facts : StreamFacts()));
}

void LinkAudit::askNext()
{
    while (!m_isPaused && !m_toAsk.isEmpty() && m_asking.size() < AsksAtOnce) {
        const StreamName stream = m_toAsk.takeFirst();
        m_asking[stream] = m_client.streamState(
            stream, [this, stream](const Result<StreamState> &state) { onState(stream, state); });
    }
}

void LinkAudit::onState(const StreamName &stream, const Result<StreamState> &state)
{
    m_asking.erase(stream);
    const Facts facts = state ? Facts(StreamFacts::of(stream, *state)) : Facts(state.error());
    if (!facts && !verdictOf({stream, {}}, facts.error())) {
        fail(facts.error());
        return;
    }
    const auto waiting = m_waiting.extract(stream);
    m_waitingLinks -= waiting.mapped().size();
    for (const LinkTally::Open &open : waiting.mapped())
        settle(open, facts);
    m_books->known.insert(stream, new Facts(facts));
    askNext();
    grantMore();
    if (m_isPaused)
        tellProgress();
    finishWhenDone();
}

void LinkAudit::finishWhenDone()
{
    if (!m_isRead || m_waitingLinks > 0 || m_isOver)
        return;
    m_isOver = true;
    AuditReport complete = report();
    complete.isComplete = true;
    Q_EMIT finished(complete);
}

void LinkAudit::fail(const Error &error)
{
    if (std::exchange(m_isOver, true))
        return;
    m_asking.clear();
    if (m_feed)
        m_feed->cancel();
    Q_EMIT finished(error);
}

void LinkAudit::pause()
{
    if (std::exchange(m_isPaused, true))
        return;
    m_workedBefore += std::chrono::milliseconds(m_working.elapsed());
    tellProgress();
}

void LinkAudit::resume()
{
    if (!std::exchange(m_isPaused, false))
        return;
    m_working.start();
    askNext();
    grantMore();
    tellProgress();
}

std::chrono::milliseconds LinkAudit::workedFor() const
{
    const qint64 sinceResumed = m_isPaused || !m_working.isValid() ? 0 : m_working.elapsed();
    return m_workedBefore + std::chrono::milliseconds(sinceResumed);
}

AuditReport LinkAudit::report() const
{
    AuditReport report = m_books->tally.report();
    report.duration = workedFor();
    return report;
}

AuditProgress LinkAudit::progress() const
{
    AuditProgress progress;
    progress.done = m_books->tally.events();
    progress.isPaused = m_isPaused;
    const double seconds = std::chrono::duration<double>(workedFor()).count();
    if (seconds > 0)
        progress.perSecond = double(progress.done) / seconds;
    const auto first = m_books->tally.firstRevision();
    if (!m_last || !first || *m_last < *first)
        return progress;
    progress.total = std::max(progress.done, m_last->value - first->value + 1);
    if (progress.perSecond > 0)
        progress.left = std::chrono::seconds(
            qRound64(double(*progress.total - progress.done) / progress.perSecond));
    return progress;
}

void LinkAudit::tellProgress()
{
    m_sinceTold.start();
    Q_EMIT progressed(progress());
}

} // namespace core
