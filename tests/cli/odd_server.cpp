#include "tests/cli/odd_server.h"

#include <QByteArrayView>

#include <arpa/inet.h>
#include <array>
#include <limits>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int TickMs = 20;

sockaddr_in localhost(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

const sockaddr *generic(const sockaddr_in &address)
{
    return reinterpret_cast<const sockaddr *>(&address);
}

bool isReadable(int descriptor)
{
    pollfd waiting{descriptor, POLLIN, 0};
    return ::poll(&waiting, 1, TickMs) > 0;
}

bool sendAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t sent = ::send(descriptor, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes = bytes.sliced(sent);
    }
    return true;
}

struct Limits {
    qint64 requestBytes = std::numeric_limits<qint64>::max();
    qint64 answerBytes = std::numeric_limits<qint64>::max();
    bool losesAnswers = false; ///< instead of dying when the requests' limit is reached
};

/// Carries bytes between two sockets until a limit is reached, a side closes, or the test ends.
void carry(int client, int server, const Limits &limits, const std::atomic<bool> &isEnding)
{
    std::array<char, 8192> buffer{};
    qint64 requestLeft = limits.requestBytes;
    qint64 answerLeft = limits.answerBytes;
    std::array<pollfd, 2> sides{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
    while (!isEnding) {
        if (::poll(sides.data(), sides.size(), TickMs) <= 0)
            continue;
        for (const size_t side : {size_t(0), size_t(1)}) {
            if (sides[side].revents == 0)
                continue;
            const ssize_t size = ::recv(sides[side].fd, buffer.data(), buffer.size(), 0);
            if (size <= 0)
                return;
            qint64 &left = side == 0 ? requestLeft : answerLeft;
            left -= size;
            if (left <= 0 && !limits.losesAnswers)
                return;
            if (side == 1 && limits.losesAnswers && requestLeft <= 0)
                continue;
            if (!sendAll(sides[1 - side].fd, QByteArrayView(buffer.data(), size)))
                return;
        }
    }
}

OddServer::Serve passesOn(quint16 port, const Limits &limits)
{
    return [port, limits](int connection, const std::atomic<bool> &isEnding) {
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in address = localhost(port);
        if (::connect(server, generic(address), sizeof address) == 0)
            carry(connection, server, limits, isEnding);
        ::close(server);
    };
}

} // namespace

OddServer::OddServer(Serve serve)
    : m_serve(std::move(serve))
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = localhost(0);
    socklen_t size = sizeof address;
    if (::bind(m_listener, generic(address), size) != 0 || ::listen(m_listener, 16) != 0
        || ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0) {
        qFatal("no port for a test's server");
    }
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { work(); });
}

OddServer::~OddServer()
{
    m_isEnding = true;
    m_thread.join();
    ::close(m_listener);
}

void OddServer::work()
{
    while (!m_isEnding) {
        if (!isReadable(m_listener))
            continue;
        const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0)
            continue;
        m_serve(connection, m_isEnding);
        ::close(connection);
    }
}

OddServer::Serve OddServer::saysNothing()
{
    return [](int connection, const std::atomic<bool> &isEnding) {
        std::array<char, 1024> buffer{};
        while (!isEnding) {
            if (isReadable(connection) && ::recv(connection, buffer.data(), buffer.size(), 0) <= 0)
                return;
        }
    };
}

OddServer::Serve OddServer::says(const QByteArray &answer)
{
    return [answer](int connection, const std::atomic<bool> &isEnding) {
        std::array<char, 4096> buffer{};
        QByteArray request;
        while (!isEnding && !request.contains("\r\n\r\n")) {
            if (!isReadable(connection))
                continue;
            const ssize_t size = ::recv(connection, buffer.data(), buffer.size(), 0);
            if (size <= 0)
                return;
            request.append(buffer.data(), size);
        }
        sendAll(connection, answer);
        // What still comes would turn the end of the connection into a reset.
        ::shutdown(connection, SHUT_WR);
        while (!isEnding && ::recv(connection, buffer.data(), buffer.size(), 0) > 0) {
        }
    };
}

OddServer::Serve OddServer::saysHttp()
{
    return [](int connection, const std::atomic<bool> &) {
        std::array<char, 1024> buffer{};
        if (::recv(connection, buffer.data(), buffer.size(), 0) > 0)
            sendAll(connection, "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno");
    };
}

OddServer::Serve OddServer::closesAtOnce()
{
    return [](int, const std::atomic<bool> &) {};
}

OddServer::Serve OddServer::diesAfterAnswers(quint16 port, qint64 answerBytes)
{
    Limits limits;
    limits.answerBytes = answerBytes;
    return passesOn(port, limits);
}

OddServer::Serve OddServer::diesAfterRequests(quint16 port, qint64 requestBytes)
{
    Limits limits;
    limits.requestBytes = requestBytes;
    return passesOn(port, limits);
}

OddServer::Serve OddServer::losesAnswersAfterRequests(quint16 port, qint64 requestBytes)
{
    Limits limits;
    limits.requestBytes = requestBytes;
    limits.losesAnswers = true;
    return passesOn(port, limits);
}
