// The messages around the events of a subscription.
// Pure: any thread.
#pragma once

#include "core/base/ids.h"

#include <streams.pb.h>

namespace core::sandbox {

[[nodiscard]] inline event_store::client::streams::ReadResp confirmation()
{
    event_store::client::streams::ReadResp reply;
    reply.mutable_confirmation()->set_subscription_id(EventId::random().toString().toStdString());
    return reply;
}

/// Its body is empty before 25.0.
[[nodiscard]] inline event_store::client::streams::ReadResp caughtUp()
{
    event_store::client::streams::ReadResp reply;
    reply.mutable_caught_up();
    return reply;
}

[[nodiscard]] inline event_store::client::streams::ReadResp checkpoint(qint64 position)
{
    event_store::client::streams::ReadResp reply;
    reply.mutable_checkpoint()->set_commit_position(static_cast<quint64>(position));
    reply.mutable_checkpoint()->set_prepare_position(static_cast<quint64>(position));
    return reply;
}

} // namespace core::sandbox
