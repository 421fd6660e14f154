// Pages of a stream as the HTTP API cuts them: by revision and number of events, with what a feed
// has to know of where they lie. Used on the store's threads.
#pragma once

#include "core/sandbox/store_reader.h"

namespace core::sandbox {

/// The largest page, and what is said of a larger one.
inline constexpr qint64 LargestPage = 4096;

struct StreamPage {
    enum class Result { Success, NoStream, StreamDeleted };
    Result result = Result::Success;
    qint64 from = 0; ///< where the page begins; the last event if it was asked for by "head"
    qint64 count = 0;
    qint64 last = NoRevision;
    bool isEndOfStream = true;
    std::vector<StoredEvent> events; ///< in the order of reading
};

/// From a revision downwards, from the last one if it is negative.
[[nodiscard]] StreamPage
pageBackwards(StoreReader &reader, const QByteArray &stream, qint64 from, qint64 count);
[[nodiscard]] StreamPage
pageForwards(StoreReader &reader, const QByteArray &stream, qint64 from, qint64 count);

/// The event at a revision, the last one if it is negative.
struct EventAt {
    enum class Result { Success, NotFound, NoStream, StreamDeleted };
    Result result = Result::Success;
    std::optional<StoredEvent> event;
};
[[nodiscard]] EventAt eventAt(StoreReader &reader, const QByteArray &stream, qint64 revision);

/// What the stream's metadata says of caching.
[[nodiscard]] std::optional<qint64> cacheSecondsOf(StoreReader &reader, const QByteArray &stream);

} // namespace core::sandbox
