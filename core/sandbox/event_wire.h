// Puts stored events into the wire's form without a message object in between: reads are served
// from the stored bytes. Pure functions: any thread.
#pragma once

#include "core/sandbox/stored_event.h"

#include <string>

namespace core::sandbox {

enum class UuidForm { Structured, Text };

/// The unchanging fields of a RecordedEvent: metadata (6), custom metadata (7), data (8).
[[nodiscard]] QByteArray encodeBody(const ProposedEvent &event, qint64 createdTicks);
/// The data (8) in a body; empty if there is none.
[[nodiscard]] QByteArray dataOf(const QByteArray &body);
/// The custom metadata (7) in a body; empty if there is none.
[[nodiscard]] QByteArray metadataOf(const QByteArray &body);

/// The ticks since the epoch at which the event of a body was written.
[[nodiscard]] qint64 createdOf(const QByteArray &body);

/// Whether a body's content type is JSON.
[[nodiscard]] bool isJsonOf(const QByteArray &body);

/// An event and the name of its stream, as one half of a read's answer.
struct EventOnWire {
    const StoredEvent *event = nullptr;
    QByteArray stream;
};

struct ReadEventForm {
    UuidForm uuid = UuidForm::Text;
    bool withPositions = true; ///< before 22.10 stream reads did not know them
};

/// A ReadResp of one event. Either half may be absent: a link whose target cannot be had has only
/// the link.
void encodeReadEvent(const EventOnWire &event,
                     const EventOnWire &link,
                     const ReadEventForm &form,
                     std::string &out);

} // namespace core::sandbox
