// One request for a page of a feed, and its answer taken apart.
// The functions: on the io thread.
#pragma once

#include "core/transport/http/feed_address.h"
#include "core/transport/http/feed_context.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace core {

struct FeedQuery {
    FeedAddress address;
    FeedPlace from = FeedHead{};
    Direction direction = Direction::Backwards;
    int count = 1;
    FeedEmbed embed = FeedEmbed::Body;
    /// Servers from 20.10 on resolve the links of a stream in any case, and those of filtered $all
    /// read forwards.
    bool resolveLinks = false;
    /// How long the answer may be held back while there is no event; zero: not at all. Never of
    /// filtered $all: a server up to 26.2 then fails inside and answers no long poll of anybody any
    /// more until it is started anew (seen on 23.10 and 24.10).
    std::chrono::seconds longPoll{0};
};

struct FeedAnswer {
    AtomFeed feed;
    std::optional<Revision> last; ///< of the stream, where the answer's ETag tells
    qsizetype bytes = 0;
};

using FeedResult = std::variant<FeedAnswer, TransportError>;

[[nodiscard]] std::unique_ptr<HttpCall> askFeed(const FeedContext &context,
                                                const FeedQuery &query,
                                                std::function<void(FeedResult)> callback);

/// Asks where a stream ends (FeedAnswer::last): of a page beyond its end, since one with its last
/// event may never be answered (PatientPage). Of $all: of its last event, unresolved.
[[nodiscard]] FeedQuery endOf(const FeedAddress &address);

} // namespace core
