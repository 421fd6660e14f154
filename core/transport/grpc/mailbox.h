// Brings what gRPC's threads have to say to the io thread.
// Made and closed on the io thread; post() from any thread.
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace core {

/// Calls under way share it and may outlive the transport: after close() a post goes nowhere.
class Mailbox
{
public:
    Mailbox();
    ~Mailbox();
    Mailbox(const Mailbox &) = delete;
    Mailbox &operator=(const Mailbox &) = delete;

    /// Runs `action` on the io thread, later.
    void post(std::function<void()> action);
    /// On the io thread: drops what has been posted and all that will be.
    void close();

private:
    std::mutex m_mutex;
    std::unique_ptr<QObject> m_receiver;
};

} // namespace core
