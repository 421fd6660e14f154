#include "core/links/link_place.h"

#include "core/links/link_text.h"

#include <utility>

namespace core {

namespace {

using Outcome = FoundPlace::Outcome;

/// So few links are read at once instead of being halved further.
constexpr quint64 PageLinks = 32;
constexpr qint64 ScanCredit = 4096;
constexpr qint64 TellEveryMs = 100;

std::optional<Position> sourceOf(const ResolvedEvent &link)
{
    return sourcePosition(link.original().metadata);
}

} // namespace

LinkPlace::LinkPlace(Client &client, const StreamName &links, WantedLink wanted, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_links(links)
    , m_wanted(std::move(wanted))
{}

LinkPlace::~LinkPlace() = default;

void LinkPlace::start()
{
    ask(ShortLook::lastOf(m_links), QStringLiteral("the last link"), [this](const auto &events) {
        onLast(events);
    });
}

void LinkPlace::ask(const ReadRequest &request, const QString &what, OnEvents onEvents)
{
    ++m_place.reads;
    m_place.asked.append(QStringLiteral("Read %1 of \"%2\".").arg(what, m_links.text()));
    const auto onAnswer = [this, onEvents = std::move(onEvents)](const Result<LookAnswer> &answer) {
        if (answer)
            onEvents(answer->events);
        else
            onFailed(answer.error());
    };
    m_look = std::make_unique<ShortLook>(m_client, request, onAnswer);
}

void LinkPlace::onLast(const EventBatch &events)
{
    if (events.isEmpty()) {
        end(Outcome::NoStream);
        return;
    }
    const ResolvedEvent &last = events.constFirst();
    m_high = last.original().revision;
    m_place.last = m_high;
    m_place.lastSource = sourceOf(last);
    if (isWanted(last)) {
        end(Outcome::Found, m_high);
        return;
    }
    if (!m_wanted.source) {
        scan(QStringLiteral("the event's position is not known"));
        return;
    }
    if (!m_place.lastSource) {
        scan(QStringLiteral("its links do not tell where their events stand"));
        return;
    }
    if (*m_place.lastSource < *m_wanted.source) {
        end(Outcome::AfterLast);
        return;
    }
    m_highSource = *m_place.lastSource;
    ask({.stream = m_links, .count = 1},
        QStringLiteral("the first link"),
        [this](const auto &found) { onFirst(found); });
}

void LinkPlace::onFirst(const EventBatch &events)
{
    if (events.isEmpty()) {
        end(Outcome::NoStream);
        return;
    }
    const ResolvedEvent &first = events.constFirst();
    m_low = first.original().revision;
    m_place.first = m_low;
    if (isWanted(first)) {
        end(Outcome::Found, m_low);
        return;
    }
    const auto source = sourceOf(first);
    if (!source || *source > m_highSource) {
        scan(QStringLiteral("its links are not in the order of their events"));
        return;
    }
    if (*m_wanted.source < *source) {
        end(Outcome::BeforeFirst);
        return;
    }
    m_lowSource = *source;
    bisect();
}

void LinkPlace::bisect()
{
    const quint64 between = m_high.value - m_low.value;
    if (between <= 1) {
        end(Outcome::NotThere);
        return;
    }
    if (m_place.reads >= MostReads) {
        scan(QStringLiteral("%1 reads did not find it").arg(MostReads));
        return;
    }
    if (between <= PageLinks) {
        const QString what
            = QStringLiteral("the links %1 to %2").arg(m_low.toString(), m_high.toString());
        ask({.stream = m_links, .from = m_low, .count = between + 1},
            what,
            [this](const auto &events) { onPage(events); });
        return;
    }
    const Revision middle{m_low.value + between / 2};
    ask(ShortLook::at(m_links, middle, false),
        QStringLiteral("the link %1").arg(middle.toString()),
        [this, middle](const auto &events) { onProbe(events, middle); });
}

/// Where there is a hole a server gives the next link behind it.
void LinkPlace::onProbe(const EventBatch &events, Revision middle)
{
    if (events.isEmpty() || events.constFirst().original().revision >= m_high) {
        m_high = middle;
        bisect();
        return;
    }
    const ResolvedEvent &link = events.constFirst();
    const auto source = sourceOf(link);
    if (!source || *source < m_lowSource || *source > m_highSource) {
        scan(QStringLiteral("its links are not in the order of their events"));
        return;
    }
    if (isWanted(link)) {
        end(Outcome::Found, link.original().revision);
        return;
    }
    if (*source < *m_wanted.source) {
        m_low = link.original().revision;
        m_lowSource = *source;
    } else {
        m_high = middle;
        m_highSource = *source;
    }
    bisect();
}

void LinkPlace::onPage(const EventBatch &events)
{
    Position before = m_lowSource;
    for (const ResolvedEvent &event : events) {
        if (event.original().revision > m_high)
            break; // there were holes
        if (isWanted(event)) {
            end(Outcome::Found, event.original().revision);
            return;
        }
        const auto source = sourceOf(event);
        if (!source || *source < before) {
            scan(QStringLiteral("its links are not in the order of their events"));
            return;
        }
        before = *source;
    }
    end(Outcome::NotThere);
}

void LinkPlace::scan(const QString &because)
{
    if (m_leavesOutScan) {
        end(Outcome::NotSearched);
        return;
    }
    m_place.isScanned = true;
    m_place.asked.append(
        QStringLiteral("Read all of \"%1\", since %2.").arg(m_links.text(), because));
    m_sinceTold.start();
    m_feed = m_client.read({.stream = m_links, .payloads = PayloadWish::AsListed});
    connect(m_feed.get(), &EventFeed::batchReady, this, &LinkPlace::onScanned);
    connect(m_feed.get(), &EventFeed::finished, this, [this](const Result<Done> &result) {
        if (result)
            end(Outcome::NotThere);
        else
            onFailed(result.error());
    });
    m_feed->grant(ScanCredit);
}

void LinkPlace::onScanned(const EventBatch &events)
{
    if (m_isOver)
        return;
    if (m_done == 0 && !events.isEmpty())
        m_place.first = events.constFirst().original().revision;
    for (const ResolvedEvent &event : events) {
        if (isWanted(event)) {
            end(Outcome::Found, event.original().revision);
            return;
        }
    }
    m_done += quint64(events.size());
    m_feed->grant(events.size());
    if (m_sinceTold.elapsed() >= TellEveryMs) {
        m_sinceTold.start();
        const quint64 total = m_place.last ? m_place.last->value + 1 : 0;
        Q_EMIT scanned(m_done, std::max(m_done, total));
    }
}

bool LinkPlace::isWanted(const ResolvedEvent &event) const
{
    const RecordedEvent &link = event.original();
    return (link.isLink() || isStreamReference(link)) && link.data == m_wanted.text;
}

void LinkPlace::end(Outcome outcome, std::optional<Revision> at)
{
    if (std::exchange(m_isOver, true))
        return;
    if (m_feed)
        m_feed->cancel();
    m_place.outcome = outcome;
    m_place.at = at;
    Q_EMIT finished(m_place);
}

void LinkPlace::onFailed(const Error &error)
{
    if (error.code == ErrorCode::StreamNotFound || error.code == ErrorCode::StreamDeleted) {
        end(Outcome::NoStream);
        return;
    }
    if (error.code == ErrorCode::AccessDenied) {
        end(Outcome::Denied);
        return;
    }
    if (!std::exchange(m_isOver, true))
        Q_EMIT finished(error);
}

} // namespace core
