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

/// What matters of a stream's state, without the bytes of its metadata.
struct StreamFacts {
    StreamState::Kind kind = StreamState::Kind::NotFound;
    std::optional<Revision> first = std::nullopt; ///< first readable revision
    std::optional<Revision> last = std::nullopt;
    std::optional<qint64> truncateBefore = std::nullopt; ///< $tb
    std::optional<qint64> maxCount = std::nullopt;       ///< $maxCount, where it is above zero
    std::optional<qint64> maxAgeSeconds = std::nullopt;  ///< $maxAge, where it is above zero

    /// As servers read the metadata (protocol.md section 5).
    [[nodiscard]] static StreamFacts of(const StreamName &stream, const StreamState &state);

    friend bool operator==(const StreamFacts &, const StreamFacts &) = default;
};

/// What the facts of a stream say of one of its events. Nothing where the event lies between the
/// first and the last readable one: then only reading it tells (see missingInside()).
[[nodiscard]] std::optional<TargetVerdict> verdictOf(const LinkTarget &target,
                                                     const StreamFacts &facts);

/// For an event between the first and the last one that was read and was not there: expired by
/// $maxAge, or gone.
[[nodiscard]] TargetVerdict missingInside(const LinkTarget &target, const StreamFacts &facts);

/// For a stream whose state may not be asked: denied or tombstoned. Nothing for an error that says
/// nothing about the stream (a lost connection).
[[nodiscard]] std::optional<TargetVerdict> verdictOf(const LinkTarget &target, const Error &error);

} // namespace core
