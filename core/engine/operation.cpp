#include "core/engine/operation.h"

#include <algorithm>

namespace core {

Operation::Operation(Connector &connector,
                     Connector::Need need,
                     std::chrono::milliseconds deadline,
                     QObject *parent)
    : QObject(parent)
    , m_connector(connector)
    , m_need(need)
    , m_deadline(deadline)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Operation::onDeadline);
}

Operation::~Operation() = default;

void Operation::start()
{
    startDeadline();
    findNode();
}

void Operation::findNode()
{
    m_node.reset();
    m_timer.start(remaining());
    m_connector.acquire(m_need, this, [this](const Connector::NodeOrError &result) {
        if (m_isOver)
            return;
        if (const auto *error = std::get_if<Error>(&result)) {
            stopDeadline();
            onFailed(*error);
            return;
        }
        m_node = std::get<std::shared_ptr<Node>>(result);
        onNode();
    });
}

void Operation::startDeadline()
{
    m_due.setRemainingTime(m_deadline, Qt::PreciseTimer);
    m_timer.start(m_deadline);
}

std::chrono::milliseconds Operation::remaining() const
{
    return std::max(std::chrono::milliseconds(1),
                    std::chrono::ceil<std::chrono::milliseconds>(m_due.remainingTimeAsDuration()));
}

Error Operation::errorOf(const TransportError &failure)
{
    Error error = failure.error;
    if (failure.neverConnected && error.code == ErrorCode::Timeout)
        error.code = ErrorCode::Unavailable;
    return error;
}

bool Operation::isSentAgain(const TransportError &failure)
{
    const ErrorCode code = failure.error.code;
    if (code == ErrorCode::NotLeader && failure.leader && !m_wasSentToLeader
        && m_connector.moveTo(*failure.leader, *m_node)) {
        m_wasSentToLeader = true;
        findNode();
        return true;
    }
    if (failure.neverConnected && code == ErrorCode::Unavailable && !m_node->hasAnswered
        && !m_hasConnectedAgain) {
        m_hasConnectedAgain = true;
        connectAgain(failure.error);
        return true;
    }
    noteLoss(errorOf(failure));
    return false;
}

/// After a moment, since what fails while connecting is often about to pass.
void Operation::connectAgain(const Error &error)
{
    m_timer.start(remaining());
    QTimer::singleShot(connector().settings().discoveryInterval, this, [this, error] {
        if (m_isOver)
            return;
        noteLoss(error);
        findNode();
    });
}

void Operation::noteLoss(const Error &error)
{
    if (error.code == ErrorCode::Unavailable || error.code == ErrorCode::NotLeader)
        m_connector.lose(m_node, error);
}

void Operation::end()
{
    m_isOver = true;
    stopDeadline();
    Q_EMIT done();
}

Error Operation::silenceOf(const Node &asked) const
{
    if (asked.hasAnswered)
        return {ErrorCode::Timeout,
                QStringLiteral("%1 did not answer within %2 ms")
                    .arg(asked.name())
                    .arg(m_deadline.count()),
                {}};
    return {ErrorCode::Unavailable,
            QStringLiteral("%1 could not be reached within %2 ms")
                .arg(asked.name())
                .arg(m_deadline.count()),
            {}};
}

void Operation::onDeadline()
{
    if (m_node) {
        onFailed(silenceOf(*m_node));
        return;
    }
    onFailed({ErrorCode::Unavailable,
              QStringLiteral("No node could be reached within %1 ms").arg(m_deadline.count()),
              {}});
}

} // namespace core
