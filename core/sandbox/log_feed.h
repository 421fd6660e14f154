// The feed of a page of the log of all events, filtered or not.
// Used on the store's threads.
#pragma once

#include "core/sandbox/log_pages.h"
#include "core/sandbox/stream_feed.h"

namespace core::sandbox {

struct LogFeedOptions {
    FeedOptions feed;
    qint64 count = 0;
    bool isFiltered = false;
};

/// Nothing where the server stumbles over one of the events.
[[nodiscard]] std::optional<AtomFeed>
logFeedBackwards(StoreReader &reader, const LogPage &page, const LogFeedOptions &options);
[[nodiscard]] std::optional<AtomFeed>
logFeedForwards(StoreReader &reader, const LogPage &page, const LogFeedOptions &options);

/// A position as addresses say it: two numbers of 16 hexadecimal digits, here the same.
[[nodiscard]] QByteArray positionText(qint64 commit, qint64 prepare);
/// The first of the two numbers; nothing if the text is no position.
[[nodiscard]] std::optional<qint64> positionFrom(const QByteArray &text);

} // namespace core::sandbox
