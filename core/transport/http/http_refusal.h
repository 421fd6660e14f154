// Calls and reads that are refused before anything is sent: they say so, later.
// Live on the io thread.
#pragma once

#include "core/transport/transport.h"

#include <QTimer>

#include <functional>
#include <utility>

namespace core {

/// Runs something once when the event loop is back. Destroying it means it never runs.
class Later
{
public:
    explicit Later(std::function<void()> action)
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, std::move(action));
        m_timer.start(std::chrono::milliseconds(0));
    }

private:
    QTimer m_timer;
};

/// Certain: the request never left.
[[nodiscard]] inline TransportError refused(const Error &error)
{
    return {error, std::nullopt, true};
}

template<typename Reply>
class RefusedCall final : public TransportCall
{
public:
    RefusedCall(Transport::Callback<Reply> callback, const Error &error)
        : m_later([callback = std::move(callback), error] { callback(refused(error)); })
    {}

private:
    Later m_later;
};

class RefusedHttpRead final : public TransportRead
{
public:
    RefusedHttpRead(ReadHandlers handlers, const Error &error)
        : m_later([handlers = std::move(handlers), error] { handlers.onEnd(refused(error)); })
    {}
    void grant(qint64) override {}

private:
    Later m_later;
};

} // namespace core
