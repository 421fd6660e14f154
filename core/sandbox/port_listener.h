// Listens on one port of 127.0.0.1, looks at the first bytes of every connection without taking
// them, and hands it to whom it is meant for. Has a thread of its own.
#pragma once

#include "core/sandbox/protocol_sniff.h"

#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace core::sandbox {

class PortListener
{
public:
    /// Called on the listener's thread with a socket that does not block and is the receiver's now.
    using Receiver = std::function<void(int socket)>;
    struct Receivers {
        Receiver http1;
        Receiver http2;
    };

    /// Nothing if the port cannot be had; 0 stands for any free one.
    [[nodiscard]] static std::unique_ptr<PortListener> open(quint16 port);
    /// Stops listening; connections that were handed over stay.
    ~PortListener();
    PortListener(const PortListener &) = delete;
    PortListener &operator=(const PortListener &) = delete;

    /// Connections are accepted from now on.
    void start(bool isTls, Receivers receivers);

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int socket() const { return m_socket; }

private:
    using Clock = std::chrono::steady_clock;
    struct Pending {
        int socket = -1;
        Clock::time_point giveUpAt;
    };

    PortListener(int socket, int wakeUp, quint16 port);
    void run();
    void acceptOne();
    /// Whether the connection is still unclear.
    [[nodiscard]] bool look(int socket);

    int m_socket;
    int m_wakeUp;
    quint16 m_port;
    bool m_isTls = false;
    Receivers m_receivers;
    std::vector<Pending> m_pending;
    std::thread m_thread;
};

} // namespace core::sandbox
