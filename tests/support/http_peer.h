// A scripted HTTP server: it keeps what it was sent and answers with the bytes it was given.
// The test's thread.
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpServer>

#include <functional>
#include <unordered_map>

class QTcpSocket;

namespace fake {

/// As it came over the wire.
struct PeerRequest {
    QByteArray method;
    QByteArray target;
    QList<QByteArray> headerLines;
    QByteArray body;
    int connection = 0; ///< 1 is the first one made

    /// Of the first header with that name, or nothing.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] bool hasHeader(const QByteArray &name) const;
};

struct PeerAnswer {
    QByteArray bytes;   ///< raw, status line and all; empty: nothing is said
    bool close = false; ///< then the connection is closed

    /// A whole answer with its Content-Length.
    [[nodiscard]] static PeerAnswer
    of(int status, const QByteArray &body = {}, const QList<QByteArray> &headerLines = {});
};

class HttpPeer final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<PeerAnswer(const PeerRequest &)>;

    explicit HttpPeer(Handler handler = {});
    ~HttpPeer() override;

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] const QList<PeerRequest> &requests() const { return m_requests; }
    /// Connections that the other side has not closed.
    [[nodiscard]] qsizetype openConnections() const { return qsizetype(m_open.size()); }

    /// The answers to the next requests, in order; when they are used up the handler is asked.
    void play(const QList<PeerAnswer> &answers) { m_script.append(answers); }

private:
    struct Connection {
        int number = 0;
        QByteArray received;
    };

    void onConnection();
    void onBytes(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const PeerRequest &request);

    QTcpServer m_server;
    Handler m_handler;
    QList<PeerAnswer> m_script;
    QList<PeerRequest> m_requests;
    std::unordered_map<QTcpSocket *, Connection> m_open;
    int m_connections = 0;
};

} // namespace fake
