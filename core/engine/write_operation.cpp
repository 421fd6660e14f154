#include "core/engine/write_operation.h"

#include <utility>

namespace core {

namespace {

/// Whether a failed write may have been carried out all the same.
bool leavesOpen(const TransportError &failure)
{
    if (failure.neverConnected)
        return false;
    switch (failure.error.code) {
    case ErrorCode::Cancelled:
    case ErrorCode::Timeout:
    case ErrorCode::Unavailable:
    case ErrorCode::Protocol:
        return true;
    case ErrorCode::NotLeader:
    case ErrorCode::Unauthenticated:
    case ErrorCode::AccessDenied:
    case ErrorCode::StreamNotFound:
    case ErrorCode::StreamDeleted:
    case ErrorCode::WrongExpectedRevision:
    case ErrorCode::TooLarge:
    case ErrorCode::InvalidArgument:
    case ErrorCode::WouldBeAltered:
    case ErrorCode::Unsupported:
    case ErrorCode::Tls:
    case ErrorCode::Unknown:
        break;
    }
    return false;
}

} // namespace

WriteOperation::WriteOperation(Connector &connector,
                               std::chrono::milliseconds deadline,
                               QList<EventId> ids,
                               Send send,
                               Reply reply,
                               QObject *parent)
    : Operation(connector, Connector::Need::Node, deadline, parent)
    , m_ids(std::move(ids))
    , m_send(std::move(send))
    , m_reply(std::move(reply))
{}

void WriteOperation::onNode()
{
    // From here the transport keeps the deadline: only it knows whether anything left.
    stopDeadline();
    auto call = m_send(*node()->transport,
                       remaining(),
                       [this, guard = m_call.guard()](TransportResult<WriteOutcome> answer) {
                           if (!guard.isOff())
                               onAnswer(std::move(answer));
                       });
    m_call.hold(node(), std::move(call));
}

void WriteOperation::onFailed(const Error &error)
{
    finish(error);
}

void WriteOperation::onAnswer(TransportResult<WriteOutcome> answer)
{
    m_call.letGo(connector());
    if (auto *outcome = std::get_if<WriteOutcome>(&answer)) {
        if (const auto *unknown = std::get_if<OutcomeUnknown>(outcome))
            noteLoss(unknown->reason);
        finish(std::move(*outcome));
        return;
    }
    const auto &failure = std::get<TransportError>(answer);
    // A refusal for want of a leader is certain, so the same write may be sent again.
    if (isSentAgain(failure))
        return;
    if (leavesOpen(failure)) {
        finish(WriteOutcome(OutcomeUnknown{m_ids, failure.error}));
        return;
    }
    finish(errorOf(failure));
}

void WriteOperation::finish(Result<WriteOutcome> result)
{
    m_reply(std::move(result));
    end();
}

} // namespace core
