#include "core/transport/http/patient_page.h"

#include "core/transport/http/listed_events.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

/// Four steps lead from the largest page to a single event, two from the first.
constexpr int Shrink = 8;

} // namespace

PatientPage::PatientPage(FeedContext context,
                         FeedQuery query,
                         PayloadWish payloads,
                         Callback callback)
    : m_context(std::move(context))
    , m_query(std::move(query))
    , m_payloads(payloads)
    , m_callback(std::move(callback))
{
    ask(m_query.count);
    if (m_context.patience.count() == 0)
        return;
    m_silence.setSingleShot(true);
    m_silence.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_silence, &QTimer::timeout, &m_silence, [this] { onSilence(); });
    m_silence.start(m_query.longPoll + m_context.patience);
}

void PatientPage::ask(int count)
{
    FeedQuery query = m_query;
    query.count = count;
    if (!m_pages.empty())
        query.longPoll = std::chrono::seconds(0);
    m_smallest = count;
    m_pages.push_back(std::make_unique<FeedPageCall>(
        m_context, query, m_payloads, [this](TransportResult<FeedPage> result) {
            finish(std::move(result));
        }));
}

void PatientPage::onSilence()
{
    if (std::any_of(
            m_pages.cbegin(), m_pages.cend(), [](const auto &page) { return page->hasBegun(); }))
        return;
    if (m_smallest == 1) {
        lookAtOne();
        return;
    }
    ask(std::max(1, m_smallest / Shrink));
    m_silence.start(m_context.patience);
}

void PatientPage::lookAtOne()
{
    if (m_query.address.isAll()) {
        askUnresolved();
        return;
    }
    if (const auto *revision = std::get_if<Revision>(&m_query.from)) {
        askForEvent(*revision);
        return;
    }
    m_one = askFeed(m_context, endOf(m_query.address), [this](const FeedResult &result) {
        const auto *answer = std::get_if<FeedAnswer>(&result);
        if (answer && answer->last)
            askForEvent(*answer->last);
    });
}

void PatientPage::askForEvent(Revision revision)
{
    HttpRequest request;
    request.method = QByteArrayLiteral("GET");
    request.target = FeedAddress::event({m_query.address.stream(), revision});
    request.headers = {{QByteArrayLiteral("Accept"),
                        mediaType(QByteArrayLiteral("atom+json"), m_context.family())}};
    request.deadline = m_context.deadline;
    request.wantsLeader = m_context.wantsLeader;
    m_one = m_context.send(request, [this, revision](const HttpOutcome &outcome) {
        const auto *answer = std::get_if<HttpAnswer>(&outcome);
        if (answer && answer->status == 404)
            finish(silentPage(revision));
    });
}

/// In $all links are listed as they are where they are not to be resolved.
void PatientPage::askUnresolved()
{
    const bool isForwards = m_query.direction == Direction::Forwards;
    if (!m_query.resolveLinks || (m_query.address.isFiltered() && isForwards))
        return;
    FeedQuery query = m_query;
    query.count = 1;
    query.longPoll = std::chrono::seconds(0);
    query.resolveLinks = false;
    m_one = std::make_unique<FeedPageCall>(
        m_context, query, m_payloads, [this](const TransportResult<FeedPage> &result) {
            onUnresolved(result);
        });
}

void PatientPage::onUnresolved(const TransportResult<FeedPage> &result)
{
    const auto *found = std::get_if<FeedPage>(&result);
    const bool isLink
        = found && found->events.size() == 1 && found->events.constFirst().original().isLink();
    if (!isLink)
        return;
    FeedPage page = *found;
    page.events = {{std::nullopt, found->events.constFirst().original()}};
    page.isSilent = true;
    finish(page);
}

FeedPage PatientPage::silentPage(Revision revision) const
{
    FeedPage page;
    page.events = {unansweredLink(m_query.address.stream(), revision, m_query.resolveLinks)};
    page.count = 1;
    page.isSilent = true;
    if (m_query.direction == Direction::Forwards) {
        page.next = Revision{revision.value + 1};
        return page;
    }
    page.isEnd = revision.value == 0;
    page.next = Revision{page.isEnd ? 0 : revision.value - 1};
    return page;
}

void PatientPage::finish(TransportResult<FeedPage> result)
{
    m_silence.stop();
    const Callback callback = m_callback;
    callback(std::move(result)); // may destroy this
}

} // namespace core
