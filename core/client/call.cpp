#include "core/client/call.h"

#include "core/client/client_private.h"

namespace core {

Call::Call(Client *client, Id id)
    : m_client(client)
    , m_id(id)
{}

Call::Call(Call &&other) noexcept
    : m_client(std::exchange(other.m_client, nullptr))
    , m_id(std::exchange(other.m_id, 0))
{}

Call &Call::operator=(Call &&other) noexcept
{
    if (this != &other) {
        // What the old callback holds may own this very call: it dies with both already swapped.
        Call old(std::move(*this));
        m_client = std::exchange(other.m_client, nullptr);
        m_id = std::exchange(other.m_id, 0);
    }
    return *this;
}

Call::~Call()
{
    cancel();
}

void Call::cancel()
{
    const QPointer<Client> client = std::exchange(m_client, nullptr);
    const Id id = std::exchange(m_id, 0);
    if (client && id != 0)
        client->d->cancelCall(id);
}

bool Call::isPending() const
{
    return m_client && m_client->d->isPending(m_id);
}

} // namespace core
