// A node that the engine talks to, and the handles of what runs there.
// Lives on the io thread.
#pragma once

#include "core/transport/transport.h"

#include <QObject>

#include <memory>

namespace core {

/// Shared by all that runs on it, so that a transport outlives its calls.
struct Node {
    std::unique_ptr<Transport> transport;
    FeaturesReply features; ///< empty until they are known, and where the server has none
};

/// A call or read with the node it runs on. The order matters: the handle dies first.
template<typename Handle>
struct OnNode {
    std::shared_ptr<Node> node;
    std::unique_ptr<Handle> handle;

    explicit operator bool() const { return handle != nullptr; }
};

/// Lets go of a handle once the stack has unwound: no transport has to cope with a handle that dies
/// in its own callback.
template<typename Handle>
void retire(QObject *context, OnNode<Handle> &running)
{
    if (!running.node && !running.handle)
        return;
    auto last = std::make_shared<OnNode<Handle>>(std::exchange(running, {}));
    QMetaObject::invokeMethod(
        context, [last = std::move(last)] {}, Qt::QueuedConnection);
}

} // namespace core
