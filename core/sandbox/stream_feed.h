// The feed of a page of a stream: its links to its neighbours, its entries.
// Used on the store's threads.
#pragma once

#include "core/sandbox/feed_entries.h"
#include "core/sandbox/stream_pages.h"

namespace core::sandbox {

/// How a feed is to be made, whatever it is of.
struct FeedOptions {
    QByteArray baseUrl;
    Embed embed = Embed::Nothing;
    bool resolvesLinks = false;
};

/// Nothing where the server stumbles over one of the events.
[[nodiscard]] std::optional<AtomFeed> feedBackwards(StoreReader &reader,
                                                    const QByteArray &stream,
                                                    const StreamPage &page,
                                                    bool isHead,
                                                    const FeedOptions &options);
[[nodiscard]] std::optional<AtomFeed> feedForwards(StoreReader &reader,
                                                   const QByteArray &stream,
                                                   const StreamPage &page,
                                                   const FeedOptions &options);

/// Adds entries for events in the order in which feeds show them.
template<typename Events, typename NameOf>
[[nodiscard]] bool addEntries(StoreReader &reader,
                              const Events &events,
                              NameOf streamOf,
                              const FeedOptions &options,
                              AtomFeed &feed)
{
    for (const StoredEvent &event : events) {
        const ShownEvent shown = shownEvent(reader, event, streamOf(event), options.resolvesLinks);
        auto entry = entryOf(shown, options.baseUrl, options.embed, false);
        if (!entry)
            return false;
        feed.entries.push_back(std::move(*entry));
    }
    return true;
}

/// When the feed of a page changed: when the event was written that it begins with, if that can be
/// read.
[[nodiscard]] QByteArray
updatedOf(StoreReader &reader, const std::vector<StoredEvent> &events, const FeedOptions &options);

} // namespace core::sandbox
