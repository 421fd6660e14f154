// What an event gives to the clipboard.
// GUI thread.
#pragma once

#include "core/model/recorded_event.h"

namespace ui {

/// The payload: as text where it is text, else as Base64, and beside it the bytes as they are
/// ("application/octet-stream").
void copyPayload(const core::RecordedEvent &event);

} // namespace ui
