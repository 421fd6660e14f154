// Why an event cannot be read, from what is known of its stream.
// Pure functions: any thread.
#pragma once

#include "core/base/error.h"
#include "core/links/link_state.h"
#include "core/model/link_target.h"
#include "core/model/replies.h"

#include <optional>

namespace core {

/// The end of a chain of links, and how it was established.
struct TargetVerdict {
    LinkState state = LinkState::Found;
    TruncatedBy truncatedBy = TruncatedBy::Nothing;
    QString why; ///< one or two sentences

    friend bool operator==(const TargetVerdict &, const TargetVerdict &) = default;
};

/// What a stream's state says of one of its events. Nothing where the event lies between the first
/// and the last readable one: then only reading it tells (see missingInside()).
[[nodiscard]] std::optional<TargetVerdict> verdictOf(const LinkTarget &target,
                                                     const StreamState &state);

/// For an event between the first and the last one that was read and was not there: expired by
/// $maxAge, or gone.
[[nodiscard]] TargetVerdict missingInside(const LinkTarget &target, const StreamState &state);

/// For a stream whose state may not be asked: denied or tombstoned. Nothing for an error that says
/// nothing about the stream (a lost connection).
[[nodiscard]] std::optional<TargetVerdict> verdictOf(const LinkTarget &target, const Error &error);

} // namespace core
