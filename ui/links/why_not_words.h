// The answer to "why is this event not in that stream of links?", in words.
// Pure: any thread (translations are loaded before the first call).
#pragma once

#include "core/links/why_not.h"
#include "ui/widgets/facts_view.h"

namespace ui {

struct WhyNotWords {
    Tone tone = Tone::Accent;
    QString title;

    friend bool operator==(const WhyNotWords &, const WhyNotWords &) = default;
};
/// The verdict in a sentence; the answer's own `why` tells more.
[[nodiscard]] WhyNotWords wordsOf(const core::WhyNotAnswer &answer,
                                  const core::LinkTarget &event,
                                  const core::StreamName &links);

/// How the projection stands, where it was asked, and what was asked of the server.
[[nodiscard]] QList<FactGroup> whyNotFacts(const core::WhyNotAnswer &answer);

} // namespace ui
