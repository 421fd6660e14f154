// Where an event is linked from, in words.
// Pure: any thread (translations are loaded before the first call).
#pragma once

#include "core/links/backlinks.h"
#include "ui/widgets/facts_view.h"

namespace ui {

/// The streams of the system projections that were looked into, linked or not.
[[nodiscard]] FactGroup projectedFacts(const core::LinkTarget &event,
                                       const QList<core::Backlink> &backlinks);
/// The other streams that were searched.
[[nodiscard]] FactGroup searchedFacts(const QList<core::Backlink> &backlinks);
/// The streams of links that a stream's events are in, as far as its newest `lookedAt` events tell;
/// 0: all of them were looked at.
[[nodiscard]] FactGroup linkStreamFacts(const core::StreamName &stream,
                                        const QList<core::StreamName> &linkStreams,
                                        qsizetype lookedAt = 0);
/// "review-queue", "review-queue and 2 more".
[[nodiscard]] QString namesText(const QList<core::StreamName> &streams);

} // namespace ui
