// The events that the benchmarks write and read: all alike, 256 bytes of JSON, told apart by id.
// Pure functions: any thread.
#pragma once

#include "core/model/new_event.h"

#include "streams.pb.h"

namespace bench {

inline constexpr qsizetype DataBytes = 256;

/// The event of this index: the same id, type and data whenever it is asked for.
[[nodiscard]] core::NewEvent newEvent(quint64 index);

/// The same event as a message of an append.
void fillProposed(const core::NewEvent &event,
                  event_store::client::streams::AppendReq::ProposedMessage *message);

/// The same event as a server sends it, recorded in `stream` at revision `index`.
void fillRecorded(const core::NewEvent &event,
                  const core::StreamName &stream,
                  quint64 index,
                  event_store::client::streams::ReadResp::ReadEvent *message);

} // namespace bench
