// One open connection: its profile, its client, how it is and what the server says of itself.
// GUI thread.
#pragma once

#include "core/client/client.h"
#include "core/client/connection_profile.h"
#include "ui/theme/palette_colors.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace ui {

class Connection final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Preparing,  ///< there is no client yet: the sandbox is started, a password is looked up
        Connecting, ///< never connected so far
        Connected,
        Reconnecting, ///< was connected; tries again by itself
        Failed,       ///< never connected, and the last attempt failed
    };

    Connection(core::ConnectionProfile profile, bool isSandbox, QObject *parent = nullptr);
    ~Connection() override;

    /// Takes the client and connects.
    void start(std::unique_ptr<core::Client> client);
    /// What had to come before the client failed.
    void fail(const core::Error &error);
    /// What has to come before the client, as a sentence; goes back to that after a failure.
    void prepare(const QString &step);
    /// Which prepare() was the last one: what an earlier one waited for comes too late.
    [[nodiscard]] int preparation() const { return m_preparation; }
    /// Name, colour and guard hold from now on; how it is reached, from the next start().
    void setProfile(const core::ConnectionProfile &profile);
    /// Tries again now instead of waiting.
    void tryNow();
    /// Gives up an attempt that has never connected.
    void cancel();

    [[nodiscard]] const core::ConnectionProfile &profile() const { return m_profile; }
    [[nodiscard]] const QString &name() const { return m_profile.name; }
    /// "orders (production)"; the name alone where it is another.
    [[nodiscard]] QString fullName() const;
    [[nodiscard]] Tone tone() const;
    [[nodiscard]] core::Guard guard() const { return m_profile.guard; }
    [[nodiscard]] bool isProduction() const { return m_profile.isProduction(); }
    /// Keys what is remembered of it: the id of one that is kept, else where and as whom it leads.
    [[nodiscard]] QString memoryKey() const;
    /// That of one that leads there and is not kept.
    [[nodiscard]] static QString unkeptKey(const core::ConnectionSettings &settings);
    /// Under which something of it may be remembered: since it is kept, and before.
    [[nodiscard]] QStringList memoryKeys() const;
    /// The servers that it leads to, as words: "one:2113, two:2113".
    [[nodiscard]] QString server() const;
    [[nodiscard]] bool isSandbox() const { return m_isSandbox; }
    /// Null while preparing.
    [[nodiscard]] core::Client *client() const { return m_client.get(); }
    [[nodiscard]] State state() const { return m_state; }
    /// It was connected at least once: what it showed stays while it is cut off.
    [[nodiscard]] bool hasStood() const
    {
        return m_state == State::Connected || m_state == State::Reconnecting;
    }
    /// The step that is being taken, as a sentence; empty unless connecting.
    [[nodiscard]] const QString &step() const { return m_step; }
    /// Why it is not connected; where it is reconnecting or failed.
    [[nodiscard]] const core::Error &error() const { return m_error; }
    [[nodiscard]] const core::ServerInfo &info() const { return m_info; }
    /// "leader 127.0.0.1:2113 · 24.10.4 · gRPC · 2 ms", or what is being waited for.
    [[nodiscard]] QString statusText() const;
    /// The name that the server believes without a password; empty where it is not asked to.
    [[nodiscard]] QString trustedName() const;
    /// How long the current attempt has been going on.
    [[nodiscard]] std::chrono::milliseconds sinceStart() const;

Q_SIGNALS:
    void changed();
    /// What is remembered of it has another key from now on.
    void memoryKeyChanged();
    /// For the first time.
    void connected();

private:
    void askInfo();
    void onInfo(const core::Result<core::ServerInfo> &result);
    void onClientState(const core::ConnectionState &state);
    void lose(const core::Error &error);
    void setState(State state);
    void onTick();

    core::ConnectionProfile m_profile;
    bool m_isSandbox;
    State m_state = State::Preparing;
    QString m_step;
    int m_preparation = 0;
    core::Error m_error;
    core::ServerInfo m_info;
    int m_attempt = 0;
    std::chrono::seconds m_untilRetry{0};
    QElapsedTimer m_started;
    QTimer m_tick;
    QTimer m_lookAgain;
    std::unique_ptr<core::Client> m_client;
    core::Call m_asking;
};

} // namespace ui
