// A node that the engine talks to, and the hold on what runs there.
// Lives on the io thread.
#pragma once

#include "core/transport/transport.h"

#include <QObject>

#include <memory>
#include <utility>

namespace core {

/// Shared by all that runs on it, so that a transport outlives its calls.
struct Node {
    std::unique_ptr<Transport> transport;
    FeaturesReply features;   ///< empty until they are known, and where the server has none
    bool hasAnswered = false; ///< a connection was ready once

    [[nodiscard]] QString name() const { return transport->node().toString(); }
};

/// A call or a read that runs on a node. Once it is let go its callbacks do nothing, even those
/// that are on their way; the handle itself dies when the stack has unwound, so that no transport
/// has to cope with a handle that dies in its own callback.
template<typename Handle>
class Running
{
public:
    Running() = default;
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;
    ~Running() = default;

    /// What a callback asks before it does anything.
    class Guard
    {
    public:
        [[nodiscard]] bool isOff() const { return m_token.expired(); }

    private:
        friend class Running;
        std::weak_ptr<const int> m_token;
    };

    /// For the callbacks of the next handle.
    [[nodiscard]] Guard guard()
    {
        m_token = std::make_shared<const int>(0);
        Guard guard;
        guard.m_token = m_token;
        return guard;
    }
    void hold(const std::shared_ptr<Node> &node, std::unique_ptr<Handle> handle)
    {
        m_held.node = node;
        m_held.handle = std::move(handle);
    }
    /// `context` lives on this thread, and as long as anything of the engine.
    void letGo(QObject &context)
    {
        m_token.reset();
        if (!m_held.handle)
            return;
        auto last = std::make_shared<Held>(std::exchange(m_held, {}));
        QMetaObject::invokeMethod(
            &context, [last = std::move(last)] {}, Qt::QueuedConnection);
    }

    explicit operator bool() const { return m_held.handle != nullptr; }
    Handle *operator->() const { return m_held.handle.get(); }
    [[nodiscard]] const std::shared_ptr<Node> &node() const { return m_held.node; }

private:
    /// The order matters: the handle dies first.
    struct Held {
        std::shared_ptr<Node> node;
        std::unique_ptr<Handle> handle;
    };

    Held m_held;
    std::shared_ptr<const int> m_token;
};

} // namespace core
