// Servers that are none, and a road to a real one that breaks: for tests of what a client makes of
// them. Each has a thread of its own.
#pragma once

#include <QByteArray>

#include <atomic>
#include <functional>
#include <thread>

/// Listens on 127.0.0.1 and hands each connection, one at a time, to a function that runs on the
/// server's thread and may wait for isEnding().
class OddServer
{
public:
    using Serve = std::function<void(int connection, const std::atomic<bool> &isEnding)>;

    explicit OddServer(Serve serve);
    ~OddServer();
    OddServer(const OddServer &) = delete;
    OddServer &operator=(const OddServer &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }

    /// Takes the connection and never says a word.
    [[nodiscard]] static Serve saysNothing();
    /// Answers whatever comes as a web server does.
    [[nodiscard]] static Serve saysHttp();
    /// Answers each request with these bytes, and closes the connection.
    [[nodiscard]] static Serve says(const QByteArray &answer);
    [[nodiscard]] static Serve closesAtOnce();
    /// Passes everything on to a port until so many bytes came back from it; then it is gone.
    [[nodiscard]] static Serve diesAfterAnswers(quint16 port, qint64 answerBytes);
    /// The same, counting what the client sends.
    [[nodiscard]] static Serve diesAfterRequests(quint16 port, qint64 requestBytes);
    /// Passes all requests on, but no answer any more once so many bytes were asked.
    [[nodiscard]] static Serve losesAnswersAfterRequests(quint16 port, qint64 requestBytes);

private:
    void work();

    Serve m_serve;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic<bool> m_isEnding = false;
    std::thread m_thread;
};
