// One open connection: its client, its name and colour, how it is and what the server says of
// itself. GUI thread.
#pragma once

#include "core/client/client.h"
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
        Preparing,  ///< there is no client yet: the sandbox is being started
        Connecting, ///< never connected so far
        Connected,
        Reconnecting, ///< was connected; tries again by itself
        Failed,       ///< never connected, and the last attempt failed
    };

    /// `name` is shown and keys what is remembered of it; never a secret.
    Connection(QString name, Tone tone, bool isSandbox, QObject *parent = nullptr);
    ~Connection() override;

    /// Takes the client and connects.
    void start(std::unique_ptr<core::Client> client);
    /// What had to come before the client failed.
    void fail(const core::Error &error);
    /// Tries again now instead of waiting.
    void tryNow();
    /// Gives up an attempt that has never connected.
    void cancel();

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] Tone tone() const { return m_tone; }
    [[nodiscard]] bool isSandbox() const { return m_isSandbox; }
    /// Null while preparing.
    [[nodiscard]] core::Client *client() const { return m_client.get(); }
    [[nodiscard]] State state() const { return m_state; }
    /// The step that is being taken, as a sentence; empty unless connecting.
    [[nodiscard]] const QString &step() const { return m_step; }
    /// Why it is not connected; where it is reconnecting or failed.
    [[nodiscard]] const core::Error &error() const { return m_error; }
    [[nodiscard]] const core::ServerInfo &info() const { return m_info; }
    /// "leader 127.0.0.1:2113 · 24.10.4 · gRPC · 2 ms", or what is being waited for.
    [[nodiscard]] QString statusText() const;
    /// How long the current attempt has been going on.
    [[nodiscard]] std::chrono::milliseconds sinceStart() const;

Q_SIGNALS:
    void changed();
    /// For the first time.
    void connected();

private:
    void askInfo();
    void onInfo(const core::Result<core::ServerInfo> &result);
    void onClientState(const core::ConnectionState &state);
    void lose(const core::Error &error);
    void setState(State state);
    void onTick();

    QString m_name;
    Tone m_tone;
    bool m_isSandbox;
    State m_state = State::Preparing;
    QString m_step;
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
