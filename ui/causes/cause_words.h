// What is told of causes, in words.
// Pure functions: GUI thread.
#pragma once

#include "core/links/cause_search.h"

#include <QString>

namespace ui {

/// "14 events · 2 roots · over 3 min 20 s · from $bc-…".
[[nodiscard]] QString causesText(const core::CorrelatedEvents &events);
/// "Reading the log, since there is no stream "$bc-…" · 12,331 read · 4 found · 37 %".
[[nodiscard]] QString searchText(const core::SearchProgress &progress);
/// What the tree cannot show: no correlation id, events that are gone, that may be missing, more
/// than can be shown; empty if there is nothing.
[[nodiscard]] QString causesTrouble(const core::CorrelatedEvents &events,
                                    const core::CorrelationNames &names);
/// "+2.3 s": from a cause to its effect; "−" where the clock went back; empty where a time is not
/// told.
[[nodiscard]] QString timeAfterText(core::EventTime cause, core::EventTime effect);

} // namespace ui
