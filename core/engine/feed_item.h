// What the engine tells a feed, in order.
// Values: made on the io thread, taken over by the client's.
#pragma once

#include "core/base/result.h"
#include "core/transport/transport.h"

#include <chrono>
#include <functional>
#include <variant>

namespace core {

namespace feed_item {
struct Interrupted {
    int attempt = 1;
    std::chrono::milliseconds delay{};
    Error error;
};
struct Resumed {
};
struct Finished {
    Result<Done> result;
};
} // namespace feed_item

using FeedItem
    = std::variant<ReadItem, feed_item::Interrupted, feed_item::Resumed, feed_item::Finished>;

/// Called on the io thread; hands the item over to the client's.
using FeedSink = std::function<void(FeedItem)>;

} // namespace core
