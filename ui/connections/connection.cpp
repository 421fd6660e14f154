#include "ui/connections/connection.h"

#include "core/client/connection_string.h"
#include "ui/connections/connection_words.h"

#include <cmath>

namespace ui {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds LongestWait{30};

std::chrono::seconds waitBefore(int attempt)
{
    return std::min(LongestWait, std::chrono::seconds(1 << std::min(attempt, 5)));
}

} // namespace

Connection::Connection(core::ConnectionProfile profile, bool isSandbox, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_isSandbox(isSandbox)
{
    m_started.start();
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &Connection::onTick);
    m_lookAgain.setInterval(15s);
    connect(&m_lookAgain, &QTimer::timeout, this, &Connection::askInfo);
    m_tick.start();
}

Connection::~Connection() = default;

void Connection::start(std::unique_ptr<core::Client> client)
{
    m_asking.cancel();
    m_client = std::move(client);
    connect(
        m_client.get(), &core::Client::connectionStateChanged, this, &Connection::onClientState);
    m_started.restart();
    m_tick.start();
    setState(State::Connecting);
    askInfo();
}

void Connection::fail(const core::Error &error)
{
    m_error = error;
    setState(State::Failed);
}

void Connection::prepare(const QString &step)
{
    ++m_preparation;
    m_step = step;
    m_started.restart();
    m_tick.start();
    setState(State::Preparing);
}

void Connection::setProfile(const core::ConnectionProfile &profile)
{
    const QString key = memoryKey();
    m_profile = profile;
    Q_EMIT changed();
    if (key != memoryKey())
        Q_EMIT memoryKeyChanged();
}

QString Connection::fullName() const
{
    return isProduction() ? tr("%1 (production)").arg(name()) : name();
}

Tone Connection::tone() const
{
    return toneOf(m_profile.color);
}

QString Connection::memoryKey() const
{
    return memoryKeys().constFirst();
}

QString Connection::unkeptKey(const core::ConnectionSettings &settings)
{
    return core::toSafeString(settings);
}

QStringList Connection::memoryKeys() const
{
    if (m_isSandbox)
        return {QStringLiteral("sandbox")};
    QStringList keys{m_profile.id, unkeptKey(m_profile.settings)};
    keys.removeAll(QString());
    return keys;
}

QString Connection::server() const
{
    if (m_isSandbox)
        return tr("the sandbox");
    QStringList hosts;
    for (const core::NodeAddress &host : m_profile.settings.hosts)
        hosts << host.toString();
    hosts.sort();
    return hosts.join(QStringLiteral(", "));
}

void Connection::tryNow()
{
    if (!m_client || m_asking.isPending())
        return;
    m_untilRetry = {};
    if (m_state == State::Failed) {
        m_started.restart();
        m_tick.start();
        setState(State::Connecting);
    }
    askInfo();
}

void Connection::cancel()
{
    m_asking.cancel();
    if (m_state == State::Connecting || m_state == State::Preparing)
        fail({core::ErrorCode::Cancelled, tr("The attempt was given up."), {}});
}

QString Connection::statusText() const
{
    switch (m_state) {
    case State::Preparing:
        return m_step.isEmpty() ? tr("Starting %1").arg(name()) : m_step;
    case State::Connecting:
        return m_step.isEmpty() ? tr("Connecting to %1").arg(name()) : m_step;
    case State::Failed:
        return tr("Not connected to %1").arg(name());
    case State::Reconnecting:
        return m_untilRetry.count() > 0 ? tr("Cut off from %1 · Reconnecting in %2 s")
                                              .arg(name())
                                              .arg(m_untilRetry.count())
                                        : tr("Cut off from %1 · Reconnecting").arg(name());
    case State::Connected:
        break;
    }
    QStringList facts;
    const QString node = m_info.node.toString();
    facts.append(m_info.state.isEmpty() ? node : m_info.state.toLower() + u' ' + node);
    if (!m_info.version.isEmpty())
        facts.append(m_isSandbox ? tr("sandbox %1").arg(m_info.version) : m_info.version);
    facts.append(transportWords(m_client->settings().transport));
    const double milliseconds = static_cast<double>(m_info.roundTripMicroseconds) / 1000;
    facts.append(milliseconds < 1 ? tr("under 1 ms") : tr("%1 ms").arg(std::lround(milliseconds)));
    return facts.join(QStringLiteral(" · "));
}

QString Connection::trustedName() const
{
    const core::ConnectionSettings &settings = m_client ? m_client->settings() : m_profile.settings;
    if (settings.transport != core::TransportKind::Http || !settings.trustedIdentity)
        return {};
    return settings.trustedIdentity->section(u';', 0, 0).trimmed();
}

std::chrono::milliseconds Connection::sinceStart() const
{
    return std::chrono::milliseconds(m_started.elapsed());
}

void Connection::askInfo()
{
    if (!m_client || m_asking.isPending())
        return;
    m_asking = m_client->serverInfo(
        [this](const core::Result<core::ServerInfo> &result) { onInfo(result); });
}

void Connection::onInfo(const core::Result<core::ServerInfo> &result)
{
    if (!result) {
        lose(result.error());
        return;
    }
    m_info = *result;
    m_attempt = 0;
    m_untilRetry = {};
    m_tick.stop();
    m_lookAgain.start();
    const bool isFirst = m_state == State::Connecting;
    setState(State::Connected);
    if (isFirst)
        Q_EMIT connected();
}

void Connection::onClientState(const core::ConnectionState &state)
{
    using Kind = core::ConnectionState::Kind;
    switch (state.kind) {
    case Kind::Idle:
        return;
    case Kind::Connecting:
        m_step = state.text;
        Q_EMIT changed();
        return;
    case Kind::Connected:
        // A call or a feed got through by itself: look at once what the server is now.
        if (m_state == State::Reconnecting)
            askInfo();
        return;
    case Kind::Lost:
        lose({core::ErrorCode::Unavailable, state.text, {}});
        return;
    case Kind::Failed:
        if (m_state == State::Connected)
            lose({core::ErrorCode::Unavailable, state.text, {}});
        return;
    }
}

void Connection::lose(const core::Error &error)
{
    m_error = error;
    m_lookAgain.stop();
    if (m_state == State::Connecting || m_state == State::Failed) {
        m_tick.stop();
        setState(State::Failed);
        return;
    }
    m_untilRetry = waitBefore(m_attempt++);
    m_tick.start();
    setState(State::Reconnecting);
}

void Connection::setState(State state)
{
    m_state = state;
    if (state != State::Connecting && state != State::Preparing)
        m_step.clear();
    Q_EMIT changed();
}

void Connection::onTick()
{
    if (m_state == State::Reconnecting && m_untilRetry.count() > 0) {
        m_untilRetry -= 1s;
        if (m_untilRetry.count() == 0)
            askInfo();
    }
    Q_EMIT changed();
}

} // namespace ui
