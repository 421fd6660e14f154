#include "core/sandbox/port_listener.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace core::sandbox {

namespace {

using namespace std::chrono_literals;

constexpr int Backlog = 128;
/// A client that has connected has this long to say what it speaks.
constexpr auto Patience = 10s;

void setOption(int socket, int level, int option, int value)
{
    setsockopt(socket, level, option, &value, sizeof value);
}

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

/// The first byte of what a client says that expects TLS.
constexpr char TlsHandshake = 0x16;

/// Real servers answer TLS on a plain port in plain HTTP. What was said is taken first: a socket
/// that is closed with something unread resets the connection, and the answer is lost.
void refuseTls(int socket)
{
    std::array<char, MaxSniffedBytes> bytes{};
    (void)recv(socket, bytes.data(), bytes.size(), 0);
    constexpr std::string_view Answer
        = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    (void)send(socket, Answer.data(), Answer.size(), MSG_NOSIGNAL);
    close(socket);
}

} // namespace

std::unique_ptr<PortListener> PortListener::open(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0)
        return nullptr;
    setOption(socket, SOL_SOCKET, SO_REUSEADDR, 1);
    sockaddr_in address = loopback(port);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    const bool isOpen = bind(socket, generic, size) == 0 && listen(socket, Backlog) == 0
                        && getsockname(socket, generic, &size) == 0;
    const int wakeUp = isOpen ? eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK) : -1;
    if (wakeUp < 0) {
        close(socket);
        return nullptr;
    }
    return std::unique_ptr<PortListener>(new PortListener(socket, wakeUp, ntohs(address.sin_port)));
}

PortListener::PortListener(int socket, int wakeUp, quint16 port)
    : m_socket(socket)
    , m_wakeUp(wakeUp)
    , m_port(port)
{}

PortListener::~PortListener()
{
    if (m_thread.joinable()) {
        eventfd_write(m_wakeUp, 1);
        m_thread.join();
    }
    for (const Pending &pending : m_pending)
        close(pending.socket);
    close(m_socket);
    close(m_wakeUp);
}

void PortListener::start(bool isTls, Receivers receivers)
{
    m_isTls = isTls;
    m_receivers = std::move(receivers);
    m_thread = std::thread([this] { run(); });
}

void PortListener::run()
{
    std::vector<pollfd> polled;
    while (true) {
        polled = {{m_wakeUp, POLLIN, 0}, {m_socket, POLLIN, 0}};
        for (const Pending &pending : m_pending)
            polled.push_back({pending.socket, POLLIN, 0});
        // Only those who have not said anything yet can run out of time.
        const int timeout = m_pending.empty() ? -1 : 1000;
        if (poll(polled.data(), polled.size(), timeout) < 0 && errno != EINTR)
            return;
        if (polled[0].revents != 0)
            return;
        std::vector<Pending> stillPending;
        for (size_t i = 0; i < m_pending.size(); ++i) {
            const Pending &pending = m_pending[i];
            if (polled[i + 2].revents != 0 && !look(pending.socket))
                continue;
            if (Clock::now() < pending.giveUpAt)
                stillPending.push_back(pending);
            else
                close(pending.socket);
        }
        m_pending = std::move(stillPending);
        if (polled[1].revents != 0)
            acceptOne();
    }
}

void PortListener::acceptOne()
{
    const int socket = accept4(m_socket, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0)
        return;
    setOption(socket, IPPROTO_TCP, TCP_NODELAY, 1);
    m_pending.push_back({socket, Clock::now() + Patience});
}

bool PortListener::look(int socket)
{
    std::array<char, MaxSniffedBytes> bytes{};
    const ssize_t count = recv(socket, bytes.data(), bytes.size(), MSG_PEEK);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    if (count <= 0) {
        close(socket);
        return false;
    }
    const QByteArrayView seen(bytes.data(), count);
    if (!m_isTls && seen.front() == TlsHandshake) {
        refuseTls(socket);
        return false;
    }
    const Protocol protocol = m_isTls ? sniffTls(seen) : sniffPlain(seen);
    if (protocol == Protocol::Unclear) {
        // The same bytes are not looked at again: the poll waits for more than there are.
        setOption(socket, SOL_SOCKET, SO_RCVLOWAT, static_cast<int>(count) + 1);
        return true;
    }
    setOption(socket, SOL_SOCKET, SO_RCVLOWAT, 1);
    if (protocol == Protocol::Http2)
        m_receivers.http2(socket);
    else if (protocol == Protocol::Http1)
        m_receivers.http1(socket);
    else
        close(socket);
    return false;
}

} // namespace core::sandbox
