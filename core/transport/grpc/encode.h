// From requests to the wire's messages (protocol.md section 3).
// Pure functions: any thread.
#pragma once

#include "core/model/requests.h"

#include "streams.pb.h"

namespace core {

[[nodiscard]] event_store::client::streams::ReadReq encodeRead(const ReadRequest &request);
[[nodiscard]] event_store::client::streams::ReadReq
encodeSubscribe(const SubscribeRequest &request);

/// The first message of an append.
[[nodiscard]] event_store::client::streams::AppendReq
encodeAppendOptions(const AppendRequest &request);
/// Puts the event in the place of what the message held.
void encodeAppendEvent(const NewEvent &event, event_store::client::streams::AppendReq &message);

[[nodiscard]] event_store::client::streams::DeleteReq encodeDelete(const DeleteRequest &request);
[[nodiscard]] event_store::client::streams::TombstoneReq
encodeTombstone(const DeleteRequest &request);

} // namespace core
