// A window that is led into a state of the design and taken a picture of.
// For the gallery: GUI thread.
#pragma once

#include "tests/ui/scripted_store.h"
#include "tests/ui/window_bench.h"

#include <QPixmap>

namespace shots {

/// A sandbox with sample data, and a client to prepare streams in it.
class Server
{
public:
    Server();

    [[nodiscard]] const core::ConnectionSettings &settings() const { return m_settings; }
    /// Each waits for its answer.
    void append(const QString &stream, const QList<core::NewEvent> &events);
    void append(const QString &stream, int count);
    void setMetadata(const QString &stream, const QByteArray &json);
    void remove(const QString &stream, core::DeleteMode mode);
    /// Goes away, as a server that is stopped.
    void stop() { m_sandbox.reset(); }

private:
    std::shared_ptr<core::Sandbox> m_sandbox;
    core::ConnectionSettings m_settings;
    std::unique_ptr<core::Client> m_client;
};

/// "order-77", and so on: a JSON event of some length.
[[nodiscard]] core::NewEvent jsonEvent(const QString &type, const QByteArray &data);

class Stage
{
public:
    Stage(Server &server, ui::ThemeChoice theme, const QSize &size);

    Server &server;
    tests::WindowBench bench;
    ScriptedStore store; ///< where the scene is scripted

    /// Opens the sandbox with these tabs; the one in front has its events.
    void openSandbox(const QStringList &addresses, qsizetype front = -1);
    /// Puts so many events into a scripted stream.
    void script(const QString &stream, int count);
    /// Opens a scripted server instead.
    void openScripted(const QString &address);
    /// Opens another tab and waits until something stands in it.
    void open(const QString &address);
    void press(const char *action) { bench.action(action)->trigger(); }
    void type(const char *widget, const QString &text);
    /// Replaces what stands in the draft's data.
    void typeData(const QByteArray &json);
    /// Presses a button of any window.
    void click(const char *button);
    /// Lets things happen until `isThere`, or for ten seconds.
    void waitFor(const std::function<bool()> &isThere);
    /// Until the widget of this name is seen.
    void waitForWidget(const char *name);
    /// Lets pass what comes by timers: bars that wait before they show, pictures of the last state.
    void rest(int milliseconds = 120);

    /// The window, with what stands over it.
    [[nodiscard]] QPixmap picture();

private:
    template<typename T>
    T *find(const char *name) const;
};

} // namespace shots
