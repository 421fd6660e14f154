#include "tests/support/http_peer.h"

#include <QTcpSocket>

#include <algorithm>
#include <utility>

namespace fake {

namespace {

QByteArray nameOf(const QByteArray &line)
{
    return line.left(line.indexOf(':')).trimmed();
}

} // namespace

QByteArray PeerRequest::header(const QByteArray &name) const
{
    for (const QByteArray &line : headerLines) {
        if (nameOf(line).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(line.indexOf(':') + 1).trimmed();
    }
    return {};
}

bool PeerRequest::hasHeader(const QByteArray &name) const
{
    return std::any_of(headerLines.cbegin(), headerLines.cend(), [&name](const QByteArray &line) {
        return nameOf(line).compare(name, Qt::CaseInsensitive) == 0;
    });
}

PeerAnswer PeerAnswer::of(int status, const QByteArray &body, const QList<QByteArray> &headerLines)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\n";
    for (const QByteArray &line : headerLines)
        bytes += line + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    return {bytes, false};
}

HttpPeer::HttpPeer(Handler handler)
    : m_handler(std::move(handler))
{
    connect(&m_server, &QTcpServer::newConnection, this, &HttpPeer::onConnection);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("the scripted peer cannot listen");
}

HttpPeer::~HttpPeer()
{
    for (const auto &[socket, connection] : m_open)
        socket->disconnect(this);
}

void HttpPeer::onConnection()
{
    while (QTcpSocket *const socket = m_server.nextPendingConnection()) {
        m_open[socket] = {++m_connections, {}};
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onBytes(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_open.erase(socket);
            socket->deleteLater();
        });
    }
}

void HttpPeer::onBytes(QTcpSocket *socket)
{
    Connection &connection = m_open[socket];
    connection.received += socket->readAll();
    const qsizetype end = connection.received.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    QList<QByteArray> lines = connection.received.left(end).split('\n');
    for (QByteArray &line : lines)
        line = line.trimmed();
    PeerRequest request;
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    request.headerLines = lines;
    request.connection = connection.number;
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (connection.received.size() < end + 4 + length)
        return;
    request.body = connection.received.mid(end + 4, length);
    connection.received.remove(0, end + 4 + length);
    answer(socket, request);
}

void HttpPeer::answer(QTcpSocket *socket, const PeerRequest &request)
{
    m_requests.append(request);
    PeerAnswer answer;
    if (!m_script.isEmpty())
        answer = m_script.takeFirst();
    else if (m_handler)
        answer = m_handler(request);
    socket->write(answer.bytes);
    if (answer.close)
        socket->disconnectFromHost();
}

} // namespace fake
