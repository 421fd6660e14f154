#include "core/transport/grpc/mailbox.h"

namespace core {

Mailbox::Mailbox()
    : m_receiver(std::make_unique<QObject>())
{}

Mailbox::~Mailbox() = default;

void Mailbox::post(std::function<void()> action)
{
    const std::lock_guard lock(m_mutex);
    if (m_receiver)
        QMetaObject::invokeMethod(m_receiver.get(), std::move(action), Qt::QueuedConnection);
}

void Mailbox::close()
{
    std::unique_ptr<QObject> receiver;
    const std::lock_guard lock(m_mutex);
    receiver.swap(m_receiver);
}

} // namespace core
