#include "core/engine/short_read.h"

#include <utility>

namespace core {

ShortRead::ShortRead(Connector &connector,
                     std::chrono::milliseconds deadline,
                     ReadRequest request,
                     Reply reply,
                     QObject *parent)
    : Operation(connector, Connector::Need::Node, deadline, parent)
    , m_request(std::move(request))
    , m_reply(std::move(reply))
{
    Q_ASSERT(m_request.count);
}

ReadRequest ShortRead::lastEvent(const StreamName &stream)
{
    ReadRequest request;
    request.stream = stream;
    request.from = FromEnd{};
    request.direction = Direction::Backwards;
    request.count = 1;
    return request;
}

ReadRequest ShortRead::firstEvent(const StreamName &stream)
{
    ReadRequest request;
    request.stream = stream;
    request.from = FromStart{};
    request.count = 1;
    return request;
}

void ShortRead::onNode()
{
    m_found = {};
    const auto guard = m_read.guard();
    ReadHandlers handlers;
    handlers.onItem = [this, guard](ReadItem item) {
        if (!guard.isOff())
            onItem(std::move(item));
    };
    handlers.onEnd = [this, guard](const std::optional<TransportError> &failure) {
        if (!guard.isOff())
            onEnd(failure);
    };
    m_read.hold(node(), node()->transport->read(m_request, std::move(handlers)));
    // One more than asked for: the end itself is read only while there is credit.
    m_read->grant(qint64(*m_request.count) + 1);
}

void ShortRead::onItem(ReadItem item)
{
    node()->hasAnswered = true;
    if (auto *batch = std::get_if<EventBatch>(&item))
        m_found.events.append(std::move(*batch));
    else if (const auto *first = std::get_if<read_item::FirstRevision>(&item))
        m_found.first = first->revision;
    else if (const auto *last = std::get_if<read_item::LastRevision>(&item))
        m_found.last = last->revision;
}

void ShortRead::onEnd(const std::optional<TransportError> &failure)
{
    m_read.letGo(connector());
    if (!failure) {
        finish(std::exchange(m_found, {}));
        return;
    }
    if (!isSentAgain(*failure))
        finish(errorOf(*failure));
}

void ShortRead::onFailed(const Error &error)
{
    m_read.letGo(connector());
    finish(error);
}

void ShortRead::finish(const Result<ShortReadReply> &result)
{
    if (const Reply reply = std::exchange(m_reply, {}))
        reply(result);
    end();
}

void ShortRead::abandon()
{
    m_reply = {};
    m_read.letGo(connector());
    end();
    deleteLater();
}

} // namespace core
