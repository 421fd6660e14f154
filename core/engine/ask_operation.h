// One question to a node that may be asked again: sent once, and once more where that is safe.
// Lives on the io thread.
#pragma once

#include "core/engine/operation.h"

#include <functional>
#include <memory>
#include <utility>

namespace core {

template<typename Answer>
class AskOperation final : public Operation
{
public:
    using Send = std::function<std::unique_ptr<TransportCall>(
        Transport &, std::chrono::milliseconds, Transport::Callback<Answer>)>;
    using Reply = std::function<void(Result<Answer>)>;

    AskOperation(Connector &connector, Send send, Reply reply, QObject *parent)
        : Operation(connector, Connector::Need::Node, connector.settings().defaultDeadline, parent)
        , m_send(std::move(send))
        , m_reply(std::move(reply))
    {}

protected:
    void onNode() override
    {
        stopDeadline(); // the call has what is left of it
        auto call = m_send(*node()->transport,
                           remaining(),
                           [this, guard = m_call.guard()](const TransportResult<Answer> &answer) {
                               if (!guard.isOff())
                                   onAnswer(answer);
                           });
        m_call.hold(node(), std::move(call));
    }
    void onFailed(const Error &error) override
    {
        m_call.letGo(connector());
        finish(error);
    }

private:
    void onAnswer(const TransportResult<Answer> &answer)
    {
        m_call.letGo(connector());
        if (const auto *told = std::get_if<Answer>(&answer)) {
            finish(*told);
            return;
        }
        const auto &failure = std::get<TransportError>(answer);
        if (!isSentAgain(failure))
            finish(errorOf(failure));
    }
    void finish(Result<Answer> result)
    {
        m_reply(std::move(result));
        end();
    }

    const Send m_send;
    const Reply m_reply;
    Running<TransportCall> m_call;
};

} // namespace core
