// The feed that a client hands out: it passes credit to the engine and tells what comes back.
// Lives on the client's thread; not for users of the client.
#pragma once

#include "core/client/client_private.h"
#include "core/client/event_feed.h"

#include <QPointer>

namespace core {

class QueuedFeed final : public EventFeed
{
    Q_OBJECT

public:
    QueuedFeed(Client *client, Client::Private *inside, quint64 id);
    ~QueuedFeed() override;

    void grant(qint64 events) override;
    void cancel() override;

    /// Emits what the engine told. The feed, or its client, may be gone afterwards.
    void take(const FeedItem &item);

private:
    void takeRead(const ReadItem &item);
    void takeBatch(const EventBatch &events);

    QPointer<Client> m_client;
    Client::Private *const m_inside; ///< while m_client is there
    const quint64 m_id;
    bool m_isOver = false;
};

} // namespace core
