// A read or a subscription: an operation that delivers against credit.
// Lives on the io thread.
#pragma once

#include "core/engine/feed_item.h"
#include "core/engine/operation.h"

namespace core {

/// Nothing happens before the first grant.
class FeedOperation : public Operation
{
    Q_OBJECT

public:
    void grant(qint64 events);

protected:
    FeedOperation(Connector &connector,
                  Connector::Need need,
                  std::chrono::milliseconds deadline,
                  FeedSink sink,
                  QObject *parent);

    /// Credit went from nothing to something, while a transport is read or not.
    virtual void onCreditAgain() {}

    /// Opens by `open` and passes the credit that is left.
    template<typename Open>
    void openRead(Open open)
    {
        const auto guard = m_read.guard();
        ReadHandlers handlers;
        handlers.onItem = [this, guard](ReadItem item) {
            if (guard.isOff())
                return;
            node()->hasAnswered = true;
            onItem(std::move(item));
        };
        handlers.onEnd = [this, guard](const std::optional<TransportError> &failure) {
            if (guard.isOff())
                return;
            closeRead();
            onEnd(failure);
        };
        m_read.hold(node(), open(*node()->transport, std::move(handlers)));
        if (m_credit > 0)
            m_read->grant(m_credit);
    }
    void closeRead() { m_read.letGo(connector()); }

    virtual void onItem(ReadItem item) = 0;
    /// The transport's read is over.
    virtual void onEnd(const std::optional<TransportError> &failure) = 0;

    /// Hands events over and takes them off the credit.
    void deliver(EventBatch events);
    void tell(FeedItem item) { m_sink(std::move(item)); }
    void finish(Result<Done> result);

    [[nodiscard]] qint64 credit() const { return m_credit; }

private:
    const FeedSink m_sink;
    qint64 m_credit = 0;
    bool m_isStarted = false;
    Running<TransportRead> m_read;
};

} // namespace core
