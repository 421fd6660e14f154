// What every request has in common: it waits for a node, keeps its deadline, follows the leader.
// Lives on the io thread.
#pragma once

#include "core/engine/connector.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace core {

/// Made, started and then owned by the engine until done() is emitted or the request is cancelled.
class Operation : public QObject
{
    Q_OBJECT

public:
    ~Operation() override;

    /// Starts the deadline and looks for a node.
    void start();

Q_SIGNALS:
    /// The reply was given; the operation is to be deleted later.
    void done();

protected:
    Operation(Connector &connector,
              Connector::Need need,
              std::chrono::milliseconds deadline,
              QObject *parent);

    /// A node is there: node() may be used.
    virtual void onNode() = 0;
    /// No node could be had, or the deadline passed. `error` is Unavailable if no node was ready.
    virtual void onFailed(const Error &error) = 0;

    void findNode();
    /// The deadline passed: Timeout where the node has ever answered, else Unavailable.
    [[nodiscard]] Error silenceOf(const Node &asked) const;
    [[nodiscard]] Connector &connector() { return m_connector; }
    [[nodiscard]] const std::shared_ptr<Node> &node() const { return m_node; }

    /// What is left of the deadline, watched or not; at least a millisecond.
    [[nodiscard]] std::chrono::milliseconds remaining() const;
    [[nodiscard]] std::chrono::milliseconds deadline() const { return m_deadline; }
    /// Begins the deadline anew.
    void startDeadline();
    /// Nothing happens when it passes: somebody else watches it, or nobody has to.
    void stopDeadline() { m_timer.stop(); }

    /// As the client tells it: a deadline that passed before a connection was ready is Unavailable.
    [[nodiscard]] static Error errorOf(const TransportError &failure);
    /// Takes note of a failure. True where the request, which was certainly not carried out, is
    /// sent again: once to the leader that the node named, once more where no connection to the
    /// node came about. Then onNode() or onFailed() is called again.
    [[nodiscard]] bool isSentAgain(const TransportError &failure);
    /// The next request looks for a node anew, if this failure means that the node is lost.
    void noteLoss(const Error &error);
    /// The reply was given: nothing happens any more, and done() is emitted.
    void end();
    /// A later refusal may send the operation to a leader once more.
    void forgetLeader() { m_wasSentToLeader = false; }

private:
    void onDeadline();
    void connectAgain(const Error &error);

    Connector &m_connector;
    const Connector::Need m_need;
    const std::chrono::milliseconds m_deadline;
    QDeadlineTimer m_due;
    QTimer m_timer;
    std::shared_ptr<Node> m_node;
    bool m_wasSentToLeader = false;
    bool m_hasConnectedAgain = false;
    bool m_isOver = false;
};

} // namespace core
