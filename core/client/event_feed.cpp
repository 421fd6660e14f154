#include "core/client/event_feed.h"

#include "core/client/queued_feed.h"

#include <type_traits>

namespace core {

namespace {

constexpr qsizetype MaxBatch = 256;

} // namespace

EventFeed::EventFeed(QObject *parent)
    : QObject(parent)
{}

EventFeed::~EventFeed() = default;

QueuedFeed::QueuedFeed(Client *client, Client::Private *inside, quint64 id)
    : m_client(client)
    , m_inside(inside)
    , m_id(id)
{}

QueuedFeed::~QueuedFeed()
{
    QueuedFeed::cancel();
}

void QueuedFeed::grant(qint64 events)
{
    if (!m_isOver && m_client)
        m_inside->grant(m_id, events);
}

void QueuedFeed::cancel()
{
    if (!std::exchange(m_isOver, true) && m_client)
        m_inside->forgetFeed(m_id, false);
}

void QueuedFeed::take(const FeedItem &item)
{
    if (const auto *read = std::get_if<ReadItem>(&item)) {
        takeRead(*read);
        return;
    }
    if (const auto *lost = std::get_if<feed_item::Interrupted>(&item)) {
        Q_EMIT interrupted(lost->attempt, lost->delay, lost->error);
        return;
    }
    if (std::holds_alternative<feed_item::Resumed>(item)) {
        Q_EMIT resumed();
        return;
    }
    m_isOver = true;
    m_inside->forgetFeed(m_id, true);
    Q_EMIT finished(std::get<feed_item::Finished>(item).result);
}

void QueuedFeed::takeRead(const ReadItem &item)
{
    std::visit(
        [this](const auto &what) {
            using What = std::decay_t<decltype(what)>;
            if constexpr (std::is_same_v<What, EventBatch>)
                takeBatch(what);
            else if constexpr (std::is_same_v<What, read_item::Confirmed>)
                Q_EMIT confirmed();
            else if constexpr (std::is_same_v<What, read_item::CaughtUp>)
                Q_EMIT caughtUp();
            else if constexpr (std::is_same_v<What, read_item::FellBehind>)
                Q_EMIT fellBehind();
            else if constexpr (std::is_same_v<What, read_item::FirstRevision>)
                Q_EMIT firstRevisionKnown(what.revision);
            else if constexpr (std::is_same_v<What, read_item::LastRevision>)
                Q_EMIT lastRevisionKnown(what.revision);
            else
                Q_EMIT checkpointReached(what.position);
        },
        item);
}

void QueuedFeed::takeBatch(const EventBatch &events)
{
    if (events.size() <= MaxBatch) {
        Q_EMIT batchReady(events);
        return;
    }
    const QPointer<QueuedFeed> self(this);
    for (qsizetype at = 0; at < events.size(); at += MaxBatch) {
        Q_EMIT batchReady(events.mid(at, MaxBatch));
        if (!self || m_isOver)
            return;
    }
}

} // namespace core
