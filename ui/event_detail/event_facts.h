// What there is to say of an event besides its payload, in words and numbers.
// Pure: any thread (translations are loaded before the first call).
#pragma once

#include "core/model/recorded_event.h"
#include "ui/widgets/facts_view.h"

namespace ui {

/// Every system field of the event, and those of the link that led to it.
[[nodiscard]] QList<FactGroup> systemFacts(const core::ResolvedEvent &resolved);

/// The link of this place: the one that was followed, or the event itself if it is a link.
[[nodiscard]] const core::RecordedEvent *linkOf(const core::ResolvedEvent &resolved);

} // namespace ui
