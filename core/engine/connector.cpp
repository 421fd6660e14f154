#include "core/engine/connector.h"

#include "core/engine/node_selector.h"

#include <QRandomGenerator>
#include <QThread>

#include <utility>

namespace core {

namespace {

/// Asking again would get the same answer.
bool isFinal(ErrorCode code)
{
    return code == ErrorCode::Tls || code == ErrorCode::Unauthenticated
           || code == ErrorCode::InvalidArgument;
}

Error noNodeFit(const NodeAddress &asked)
{
    return {ErrorCode::Unavailable,
            QStringLiteral("%1 knows of no node that is ready").arg(asked.toString()),
            {}};
}

} // namespace

Connector::Connector(ConnectionSettings settings, TransportFactory factory, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_factory(std::move(factory))
    , m_pause(this)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(m_settings.discoveryInterval);
    connect(&m_pause, &QTimer::timeout, this, [this] { askSeed(); });
}

Connector::~Connector() = default;

void Connector::acquire(Need need, QObject *context, Callback callback)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_step == Step::Ready || (m_step == Step::AskingFeatures && need == Need::Node)) {
        callback(m_node);
        return;
    }
    m_waiting.push_back({need, context, std::move(callback)});
    if (m_step == Step::Idle)
        begin();
}

bool Connector::moveTo(const NodeAddress &leader, const Node &refusing)
{
    if (leader == refusing.transport->node())
        return false;
    if (m_node && m_node->transport->node() == leader)
        return true;
    m_pause.stop();
    choose(makeNode(leader));
    return true;
}

void Connector::lose(const std::shared_ptr<Node> &node, const Error &error)
{
    if (!node || m_node != node)
        return;
    m_call.letGo(*this);
    m_step = Step::Idle;
    report(m_node->hasAnswered ? ConnectionState::Kind::Lost : ConnectionState::Kind::Failed,
           error.message);
    m_node.reset();
    if (!m_waiting.empty())
        begin();
}

void Connector::begin()
{
    m_attempt = 1;
    m_seed = 0;
    if (m_settings.hosts.isEmpty()) {
        fail({ErrorCode::InvalidArgument, QStringLiteral("The connection names no host"), {}});
        return;
    }
    if (m_settings.asksGossip())
        askSeed();
    else
        choose(makeNode(m_settings.hosts.first()));
}

void Connector::askSeed()
{
    m_step = Step::AskingSeed;
    m_call.letGo(*this);
    const NodeAddress &seed = m_settings.hosts.at(m_seed);
    report(ConnectionState::Kind::Connecting,
           QStringLiteral("Asking %1 for the nodes of the cluster (attempt %2 of %3)")
               .arg(seed.toString())
               .arg(m_attempt)
               .arg(m_settings.maxDiscoverAttempts));
    const std::shared_ptr<Node> node = makeNode(seed);
    auto call = node->transport->gossip(
        m_settings.gossipTimeout,
        [this, guard = m_call.guard()](const TransportResult<GossipReply> &reply) {
            if (!guard.isOff())
                onGossip(reply);
        });
    m_call.hold(node, std::move(call));
}

void Connector::onGossip(const TransportResult<GossipReply> &reply)
{
    const std::shared_ptr<Node> asked = m_call.node();
    if (const auto *failure = std::get_if<TransportError>(&reply)) {
        // A server without gossip is a server by itself.
        if (failure->error.code == ErrorCode::Unsupported) {
            choose(asked);
            return;
        }
        tryNextSeed(failure->error);
        return;
    }
    const auto best = selectNode(std::get<GossipReply>(reply),
                                 m_settings.nodePreference,
                                 QRandomGenerator::global()->generate());
    if (!best) {
        tryNextSeed(noNodeFit(asked->transport->node()));
        return;
    }
    choose(best->address == asked->transport->node() ? asked : makeNode(best->address));
}

void Connector::tryNextSeed(const Error &error)
{
    if (++m_seed < m_settings.hosts.size()) {
        askSeed();
        return;
    }
    m_seed = 0;
    if (isFinal(error.code)) {
        fail(error);
        return;
    }
    if (++m_attempt <= m_settings.maxDiscoverAttempts) {
        m_step = Step::Pausing;
        m_pause.start();
        return;
    }
    fail({ErrorCode::Unavailable,
          QStringLiteral("No node of the cluster could be found in %1 attempts: %2")
              .arg(m_settings.maxDiscoverAttempts)
              .arg(error.message),
          error.detail});
}

void Connector::choose(std::shared_ptr<Node> node)
{
    m_call.letGo(*this);
    m_step = Step::AskingFeatures;
    m_node = std::move(node);
    report(ConnectionState::Kind::Connecting,
           QStringLiteral("Connecting to %1").arg(m_node->name()));
    auto call = m_node->transport->features(
        m_settings.gossipTimeout,
        [this, guard = m_call.guard()](const TransportResult<FeaturesReply> &reply) {
            if (!guard.isOff())
                onFeatures(reply);
        });
    m_call.hold(m_node, std::move(call));
    serve(true, m_node);
}

void Connector::onFeatures(const TransportResult<FeaturesReply> &reply)
{
    if (const auto *failure = std::get_if<TransportError>(&reply)) {
        if (failure->neverConnected || failure->error.code == ErrorCode::Unavailable
            || isFinal(failure->error.code)) {
            fail(failure->error);
            return;
        }
    } else {
        m_node->features = std::get<FeaturesReply>(reply);
    }
    m_call.letGo(*this);
    m_node->hasAnswered = true;
    m_step = Step::Ready;
    report(ConnectionState::Kind::Connected, QStringLiteral("Connected to %1").arg(m_node->name()));
    serve(false, m_node);
}

void Connector::fail(const Error &error)
{
    m_call.letGo(*this);
    m_step = Step::Idle;
    report(ConnectionState::Kind::Failed, error.message);
    m_node.reset();
    serve(false, error);
}

void Connector::serve(bool onlyForNode, const NodeOrError &result)
{
    // Whoever is called may ask again or lose the node: the list is not touched while it is walked.
    std::vector<Waiting> served;
    std::vector<Waiting> still;
    for (Waiting &waiting : std::exchange(m_waiting, {})) {
        const bool isServed = !onlyForNode || waiting.need == Need::Node;
        (isServed ? served : still).push_back(std::move(waiting));
    }
    m_waiting = std::move(still);
    for (const Waiting &waiting : served) {
        if (waiting.context)
            waiting.callback(result);
    }
}

void Connector::report(ConnectionState::Kind kind, const QString &text)
{
    ConnectionState state{kind, text, m_node ? m_node->transport->node() : NodeAddress{}};
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged(m_state);
}

std::shared_ptr<Node> Connector::makeNode(const NodeAddress &address) const
{
    auto node = std::make_shared<Node>();
    node->transport = m_factory(m_settings, address);
    Q_ASSERT(node->transport);
    return node;
}

} // namespace core
