// Finds the node that requests go to, and remembers it until it is lost.
// Lives on the io thread.
#pragma once

#include "core/engine/node.h"
#include "core/model/connection_settings.h"
#include "core/model/connection_state.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace core {

class Connector final : public QObject
{
    Q_OBJECT

public:
    using NodeOrError = std::variant<std::shared_ptr<Node>, Error>;
    using Callback = std::function<void(const NodeOrError &)>;

    /// What a request needs before it can go out. The features are advice: a read or a write does
    /// not wait for them, so what it meets is its own answer and not that of another call.
    enum class Need { Node, Features };

    Connector(ConnectionSettings settings, TransportFactory factory, QObject *parent = nullptr);
    ~Connector() override;

    [[nodiscard]] const ConnectionSettings &settings() const { return m_settings; }

    /// Calls back once, perhaps at once; never after `context` is gone.
    void acquire(Need need, QObject *context, Callback callback);
    /// Makes the leader that a node named the one to talk to. False where it is that node itself.
    [[nodiscard]] bool moveTo(const NodeAddress &leader, const Node &refusing);
    /// A call on this node lost its connection: the next request looks for a node anew.
    void lose(const std::shared_ptr<Node> &node, const Error &error);

Q_SIGNALS:
    void stateChanged(const core::ConnectionState &state);

private:
    enum class Step {
        Idle,
        AskingSeed,     ///< gossip of host m_seed is under way
        Pausing,        ///< all hosts were asked in vain; the next attempt comes after the interval
        AskingFeatures, ///< the node is chosen
        Ready,          ///< and its features are known, or known to be missing
    };

    struct Waiting {
        Need need;
        QPointer<QObject> context;
        Callback callback;
    };

    void begin();
    void askSeed();
    void onGossip(const TransportResult<GossipReply> &reply);
    void tryNextSeed(const Error &error);
    void choose(std::shared_ptr<Node> node);
    void onFeatures(const TransportResult<FeaturesReply> &reply);
    void fail(const Error &error);
    /// Serves those who wait: with the node whom that is enough, or all of them with the error.
    void serve(bool onlyForNode, const NodeOrError &result);
    void report(ConnectionState::Kind kind, const QString &text);
    [[nodiscard]] std::shared_ptr<Node> makeNode(const NodeAddress &address) const;

    const ConnectionSettings m_settings;
    const TransportFactory m_factory;
    Step m_step = Step::Idle;
    int m_attempt = 1;
    qsizetype m_seed = 0;
    std::shared_ptr<Node> m_node;
    Running<TransportCall> m_call; ///< gossip or features
    std::vector<Waiting> m_waiting;
    QTimer m_pause;
    ConnectionState m_state;
};

} // namespace core
