#include "core/transport/http/feed_page_call.h"

#include "core/transport/http/link_place_search.h"
#include "core/transport/http/listed_events.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <utility>

namespace core {

namespace {

/// How many events a server looks at for a page of filtered $all, read forwards.
constexpr int FilterWindow = 1000;

void setPosition(ResolvedEvent &event, Position position)
{
    (event.link ? event.link : event.event)->position = position;
}

} // namespace

FeedPageCall::FeedPageCall(FeedContext context,
                           FeedQuery query,
                           PayloadWish payloads,
                           Callback callback)
    : m_context(std::move(context))
    , m_query(std::move(query))
    , m_payloads(payloads)
    , m_callback(std::move(callback))
{
    m_query.embed = FeedEmbed::Body;
    m_listCall = askFeed(m_context, m_query, [this](FeedResult result) {
        if (const auto *error = std::get_if<TransportError>(&result)) {
            fail(*error);
            return;
        }
        onList(std::get<FeedAnswer>(std::move(result)));
    });
}

void FeedPageCall::ask(const FeedQuery &query, OnFeed onFeed)
{
    m_call = askFeed(m_context, query, [this, onFeed](const FeedResult &result) {
        if (const auto *error = std::get_if<TransportError>(&result)) {
            fail(*error);
            return;
        }
        (this->*onFeed)(std::get<FeedAnswer>(result).feed);
    });
}

void FeedPageCall::onList(FeedAnswer answer)
{
    m_hasList = true;
    m_list = std::move(answer.feed);
    m_page.count = m_query.count;
    m_page.last = answer.last;
    m_page.bytes = answer.bytes;
    const QList<AtomEntry> &entries = m_list.entries;
    m_page.isFull = entries.size() == m_query.count;
    const auto tellsNothing = [](const AtomEntry &entry) { return !entry.event && !entry.isLink; };
    if (entries.size() > m_query.count)
        return failUnreadable(QStringLiteral("it holds more events than were asked for"));
    if (std::any_of(entries.cbegin(), entries.cend(), tellsNothing))
        return failUnreadable(QStringLiteral("it lists events without telling what they are"));
    if (!readNext())
        return failUnreadable(QStringLiteral("it leads nowhere"));
    findLinks();
}

std::optional<FeedPlace> FeedPageCall::placeOf(const QByteArray &text) const
{
    if (m_query.address.isAll()) {
        const auto position = parseFeedPosition(text);
        return position ? std::optional<FeedPlace>(*position) : std::nullopt;
    }
    const auto revision = Revision::parse(QString::fromLatin1(text));
    return revision ? std::optional<FeedPlace>(*revision) : std::nullopt;
}

/// A server that does not get any further must not be asked for ever.
bool FeedPageCall::readNext()
{
    const QByteArray &link = isForwards() ? m_list.newer : m_list.older;
    const bool isStreamForwards = isForwards() && !m_query.address.isAll();
    m_page.isEnd = isStreamForwards ? m_list.headOfStream : link.isEmpty();
    m_page.next = m_query.from;
    if (link.isEmpty())
        return m_page.isEnd;
    const auto next = placeOf(link);
    if (!next)
        return false;
    m_page.next = *next;
    if (m_page.isEnd || std::holds_alternative<FeedHead>(m_query.from))
        return true;
    return isForwards() ? m_query.from < *next : *next < m_query.from;
}

FeedQuery FeedPageCall::samePage() const
{
    FeedQuery query = m_query;
    query.longPoll = std::chrono::seconds(0);
    if (!std::holds_alternative<FeedHead>(query.from))
        return query;
    // The page above this one begins where this one ends.
    const auto newer = placeOf(m_list.newer);
    if (!newer)
        return query;
    query.from = *newer;
    if (const auto *revision = std::get_if<Revision>(&*newer); revision && revision->value > 0)
        query.from = Revision{revision->value - 1};
    return query;
}

/// $all without resolving: there a link is listed with all that it has. Filtered and forwards
/// servers resolve in any case, so the same events are read from the other side.
FeedQuery FeedPageCall::linksThemselves() const
{
    FeedQuery query = samePage();
    query.resolveLinks = false;
    if (!m_query.address.isFiltered() || !isForwards())
        return query;
    query.direction = Direction::Backwards;
    query.count = std::max(m_query.count, FilterWindow);
    if (auto *end = std::get_if<Position>(&m_page.next)) {
        // Between two writes the prepare is told as 0, which backwards would leave out the last.
        query.from = Position{end->commit, end->prepare == 0 ? end->commit : end->prepare};
    }
    return query;
}

void FeedPageCall::findLinks()
{
    const QList<AtomEntry> &entries = m_list.entries;
    const auto isLink = [](const AtomEntry &entry) { return entry.isLink; };
    const bool hasLinks = std::any_of(entries.cbegin(), entries.cend(), isLink);
    if (hasLinks && m_query.address.isAll()) {
        ask(linksThemselves(), &FeedPageCall::onLinks);
        return;
    }
    m_events.reserve(entries.size());
    for (const AtomEntry &entry : entries)
        m_events.append(listedEvent(entry, m_query.resolveLinks));
    if (hasLinks) {
        findPlaces();
        return;
    }
    findData();
}

void FeedPageCall::onLinks(const AtomFeed &links)
{
    // Of a page that ended at the log's end more may have been written since: at the newest side.
    const QList<AtomEntry> &entries = m_list.entries;
    const bool isFromOldest = isForwards() && !m_query.address.isFiltered();
    const qsizetype skipped = isFromOldest ? links.entries.size() - entries.size() : 0;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const qsizetype at = i + skipped;
        const auto event = at >= 0 && at < links.entries.size()
                               ? listedLink(entries[i], links.entries[at], m_query.resolveLinks)
                               : std::nullopt;
        if (!event) {
            failUnreadable(
                QStringLiteral("it lists other events when it is asked for their links"));
            return;
        }
        m_events.append(*event);
    }
    findData();
}

void FeedPageCall::findPlaces()
{
    const auto *from = std::get_if<Revision>(&m_query.from);
    constexpr quint64 Largest = quint64(std::numeric_limits<qint64>::max()) - 1;
    quint64 lowest = 0;
    quint64 highest = m_page.last ? m_page.last->value : Largest;
    if (from && isForwards()) {
        lowest = from->value;
        highest = std::min(highest, from->value + quint64(m_query.count) - 1);
    } else if (from) {
        highest = std::min(highest, from->value);
    }
    if (!isForwards() && highest >= quint64(m_query.count))
        lowest = highest - quint64(m_query.count) + 1;
    const auto runs = placelessRuns(m_events, lowest, highest);
    if (!runs) {
        failUnreadable(QStringLiteral("its events are not in order"));
        return;
    }
    if (const auto revisions = revisionsOf(*runs)) {
        setPlaces(*revisions);
        return;
    }
    m_call = std::make_unique<LinkPlaceSearch>(
        m_context, m_query.address, *runs, [this](const TransportResult<QList<Revision>> &result) {
            if (const auto *error = std::get_if<TransportError>(&result)) {
                fail(*error);
                return;
            }
            setPlaces(std::get<QList<Revision>>(result));
        });
}

void FeedPageCall::setPlaces(const QList<Revision> &revisions)
{
    auto revision = revisions.cbegin();
    for (ResolvedEvent &event : m_events) {
        if (!isPlaced(event))
            place(event, m_query.address.stream(), *revision++);
    }
    findData();
}

void FeedPageCall::findData()
{
    if (!std::any_of(m_events.cbegin(), m_events.cend(), isLinkWithoutData)) {
        fetchPayloads();
        return;
    }
    FeedQuery query = samePage();
    query.embed = FeedEmbed::TryHarder;
    ask(query, &FeedPageCall::onData);
}

void FeedPageCall::onData(const AtomFeed &better)
{
    m_hasTriedHarder = true;
    QHash<EventId, const AtomEntry *> byId;
    for (const AtomEntry &entry : better.entries) {
        if (entry.event)
            byId.insert(entry.event->id, &entry);
    }
    for (ResolvedEvent &event : m_events) {
        if (const AtomEntry *entry = event.event ? byId.value(event.event->id) : nullptr)
            addData(event, *entry);
    }
    fetchPayloads();
}

void FeedPageCall::fetchPayloads()
{
    const bool isWanted = m_payloads == PayloadWish::Exact && PayloadFetch::isNeeded(m_events);
    if (!isWanted || m_hasFetched) {
        findPosition();
        return;
    }
    m_hasFetched = true;
    m_call = std::make_unique<PayloadFetch>(
        m_context,
        std::exchange(m_events, {}),
        [this](TransportResult<EventBatch> result, bool isMissing) {
            if (const auto *error = std::get_if<TransportError>(&result)) {
                fail(*error);
                return;
            }
            m_events = std::get<EventBatch>(std::move(result));
            if (!isMissing || m_hasTriedHarder) {
                findPosition();
                return;
            }
            FeedQuery query = samePage();
            query.embed = FeedEmbed::TryHarder;
            ask(query, &FeedPageCall::onData);
        });
}

void FeedPageCall::findPosition()
{
    if (!m_query.address.isAll() || m_events.isEmpty()) {
        finish();
        return;
    }
    const auto *next = std::get_if<Position>(&m_page.next);
    if (!next) {
        finish();
        return;
    }
    if (!isForwards()) {
        if (m_page.isFull && !m_page.isEnd) {
            ResolvedEvent oldest = m_events.takeLast();
            setPosition(oldest, *next);
            m_events.append(std::move(oldest));
        }
        finish();
        return;
    }
    // The page before the next one ends with the last event that was looked at.
    ask({.address = m_query.address.unfiltered(),
         .from = Position{next->commit, next->prepare == 0 ? next->commit : next->prepare},
         .direction = Direction::Backwards,
         .count = 1,
         .embed = FeedEmbed::Rich},
        &FeedPageCall::onPosition);
}

void FeedPageCall::onPosition(const AtomFeed &newest)
{
    const auto position = parseFeedPosition(newest.older);
    const RecordedEvent &last = m_events.constFirst().original();
    const AtomPlace ownPlace{last.stream, last.revision};
    const bool isIt = position && newest.entries.size() == 1
                      && newest.entries.constFirst().position == ownPlace;
    if (isIt) {
        ResolvedEvent first = m_events.takeFirst();
        setPosition(first, *position);
        m_events.prepend(std::move(first));
    }
    finish();
}

void FeedPageCall::finish()
{
    m_page.events = std::move(m_events);
    if (isForwards())
        std::ranges::reverse(m_page.events);
    const Callback callback = m_callback;
    callback(std::move(m_page)); // may destroy this
}

void FeedPageCall::fail(const TransportError &error)
{
    const Callback callback = m_callback;
    callback(error); // may destroy this
}

void FeedPageCall::failUnreadable(const QString &what)
{
    fail({{ErrorCode::Protocol,
           QStringLiteral("The server's list of events cannot be understood: %1; please report "
                          "this with the details.")
               .arg(what),
           QStringLiteral("request: %1")
               .arg(QString::fromLatin1(m_query.address.page(
                   m_query.from, m_query.direction, m_query.count, m_query.embed)))},
          std::nullopt,
          false});
}

} // namespace core
