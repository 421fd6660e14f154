#include "core/engine/read_operation.h"

#include <utility>

namespace core {

ReadOperation::ReadOperation(Connector &connector,
                             ReadRequest request,
                             FeedSink sink,
                             QObject *parent)
    : FeedOperation(connector,
                    Connector::Need::Node,
                    request.silence.value_or(connector.settings().defaultDeadline),
                    std::move(sink),
                    parent)
    , m_request(std::move(request))
{}

void ReadOperation::onNode()
{
    openRead([this](Transport &transport, ReadHandlers handlers) {
        return transport.read(m_request, std::move(handlers));
    });
}

void ReadOperation::onCreditAgain()
{
    startDeadline();
}

void ReadOperation::onItem(ReadItem item)
{
    m_hasItems = true;
    if (auto *events = std::get_if<EventBatch>(&item))
        deliver(std::move(*events));
    else
        tell(std::move(item));
    if (credit() > 0)
        startDeadline();
    else
        stopDeadline();
}

void ReadOperation::onEnd(const std::optional<TransportError> &failure)
{
    if (!failure) {
        finish(Done{});
        return;
    }
    // A reader that has seen events would see them twice.
    if (m_hasItems) {
        noteLoss(errorOf(*failure));
        finish(errorOf(*failure));
        return;
    }
    if (!isSentAgain(*failure))
        finish(errorOf(*failure));
}

void ReadOperation::onFailed(const Error &error)
{
    if (error.code == ErrorCode::Timeout) {
        finish(Error{
            ErrorCode::Timeout,
            QStringLiteral("%1 sent nothing for %2 ms").arg(node()->name()).arg(deadline().count()),
            error.detail});
        return;
    }
    finish(error);
}

} // namespace core
