#include "core/engine/feed_operation.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace core {

FeedOperation::FeedOperation(Connector &connector,
                             Connector::Need need,
                             std::chrono::milliseconds deadline,
                             FeedSink sink,
                             QObject *parent)
    : Operation(connector, need, deadline, parent)
    , m_sink(std::move(sink))
{}

void FeedOperation::grant(qint64 events)
{
    if (events <= 0)
        return;
    const bool hadCredit = m_credit > 0;
    const qint64 room = std::numeric_limits<qint64>::max() - m_credit;
    const qint64 granted = std::min(events, room);
    m_credit += granted;
    if (!m_isStarted) {
        m_isStarted = true;
        start();
        return;
    }
    if (m_read)
        m_read->grant(granted);
    if (!hadCredit)
        onCreditAgain();
}

void FeedOperation::deliver(EventBatch events)
{
    m_credit = std::max<qint64>(0, m_credit - events.size());
    tell(ReadItem(std::move(events)));
}

void FeedOperation::finish(Result<Done> result)
{
    closeRead();
    tell(feed_item::Finished{std::move(result)});
    end();
}

} // namespace core
