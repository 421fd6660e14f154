// A read as the io thread sees it: takes over what the reactor left and tells the handlers.
// Lives on the io thread.
#pragma once

#include "core/transport/grpc/read_reactor.h"

#include <QTimer>

#include <memory>

namespace core {

/// The handle of a read. It may be destroyed by one of its handlers.
class GrpcRead final : public TransportRead
{
public:
    GrpcRead(const std::shared_ptr<NodeLink> &link,
             ReadReactor::ReadReq request,
             const EventDecoder &decoder,
             const StreamName &stream,
             ReadHandlers handlers);
    ~GrpcRead() override;

    void grant(qint64 events) override;

private:
    class Inbox;
    std::shared_ptr<Inbox> m_inbox;
};

/// A read that could not even be started: says so, later.
class RefusedRead final : public TransportRead
{
public:
    RefusedRead(Mailbox &mailbox, ReadHandlers handlers, TransportError error);
    void grant(qint64) override {}

private:
    std::shared_ptr<ReadHandlers> m_handlers;
};

} // namespace core
