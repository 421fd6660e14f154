// The way of one reply from gRPC's threads to the callback, and the handle that stops it.
// The handle lives on the io thread; a ReplyTo may be called from any, once.
#pragma once

#include "core/transport/grpc/node_link.h"
#include "core/transport/transport.h"

#include <functional>
#include <memory>

namespace core {

template<typename Reply>
using ReplyTo = std::function<void(TransportResult<Reply>)>;

/// Destroying it lets no reply through any more, and cancels the call.
template<typename Reply>
class PendingReply final : public TransportCall
{
public:
    PendingReply(std::shared_ptr<NodeLink> link, Transport::Callback<Reply> callback)
        : m_link(std::move(link))
        , m_callback(std::make_shared<Transport::Callback<Reply>>(std::move(callback)))
    {}
    ~PendingReply() override
    {
        m_callback.reset();
        if (m_cancel)
            m_cancel();
    }

    /// What brings the reply: the callback runs on the io thread, later.
    [[nodiscard]] ReplyTo<Reply> replyTo() const
    {
        return [link = m_link, weak = std::weak_ptr(m_callback)](TransportResult<Reply> result) {
            link->mailbox().post([weak, result = std::move(result)] {
                if (const auto callback = weak.lock())
                    std::exchange(*callback, {})(result);
            });
        };
    }
    void setCancel(std::function<void()> cancel) { m_cancel = std::move(cancel); }

private:
    std::shared_ptr<NodeLink> m_link;
    std::shared_ptr<Transport::Callback<Reply>> m_callback;
    std::function<void()> m_cancel;
};

} // namespace core
