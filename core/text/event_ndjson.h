// Events as lines of JSON: what "tributaryctl read" prints and "append --ndjson" takes.
// Pure functions: any thread.
#pragma once

#include "core/base/result.h"
#include "core/model/new_event.h"
#include "core/model/recorded_event.h"
#include "core/text/json_text.h"

#include <QByteArray>
#include <QList>

#include <variant>

namespace core {

/// Appends the event as one line, "\n" included. JSON data stands in it exactly as stored; bytes
/// that are not JSON, or would break the line, stand in it as Base64 ("dataBase64"), and so does
/// nothing at all. The metadata likewise. A resolved link is the target's line with the link event
/// under "link"; one whose target cannot be had is the link's own with "resolved":false. What the
/// server did not tell is null, and an event whose bytes are not exactly those that are stored has
/// "exact":false. One for which the server gives no answer over HTTP (RecordedEvent::isUnanswered)
/// has no data and no metadata, and "answered":false; it is not read back.
void appendNdjson(QByteArray &lines, const ResolvedEvent &event);

/// Reads one such line, or one written by hand: "type" must be there; "id" is made up where it is
/// missing, data and metadata are then empty, and "contentType" follows the data (JSON for "data",
/// bytes for "dataBase64"). Other keys are not looked at. The spaces around a value are not part of
/// it, but for a line in the form that appendNdjson() writes: there every byte of it counts.
[[nodiscard]] std::variant<NewEvent, JsonNote> newEventFromNdjson(QByteArrayView line);

/// Reads all lines; empty ones are skipped. The error, InvalidArgument, names line and column.
[[nodiscard]] Result<QList<NewEvent>> newEventsFromNdjson(QByteArrayView text);

} // namespace core
