// A link and what became of it, in words: the verdict, the chain, what the link says.
// Pure: any thread (translations are loaded before the first call).
#pragma once

#include "core/links/link_chain.h"
#include "ui/widgets/facts_view.h"

namespace ui {

/// The end of a chain in a sentence. A broken one is a warning.
struct StoryVerdict {
    Tone tone = Tone::Accent;
    QString title;
    QString text; ///< how it was established

    friend bool operator==(const StoryVerdict &, const StoryVerdict &) = default;
};
[[nodiscard]] StoryVerdict verdictOf(const core::LinkStory &story);

/// The link of this place, or the stream reference: what was followed, or the event itself. Null
/// for an ordinary event.
[[nodiscard]] const core::RecordedEvent *followedLink(const core::ResolvedEvent &resolved);

/// Its place, data, target and metadata, each member with what it means.
[[nodiscard]] FactGroup linkFacts(const core::RecordedEvent &link);
/// Every hop with its state, the link first.
[[nodiscard]] FactGroup chainFacts(const core::LinkStory &story);
/// The last hop: its place and state, and the event if there is one.
[[nodiscard]] FactGroup targetFacts(const core::LinkStory &story);
/// What was asked of the server, one line each.
[[nodiscard]] FactGroup askedFacts(const QStringList &asked);

} // namespace ui
