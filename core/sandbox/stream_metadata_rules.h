// What a stream's metadata means for reading it: how much of it is left (protocol.md section 5).
// Values and pure functions: any thread.
#pragma once

#include "core/sandbox/stored_event.h"

#include <optional>

namespace core::sandbox {

struct RetentionRules {
    std::optional<qint64> truncateBefore;
    std::optional<qint64> maxCount;
    std::optional<qint64> maxAgeSeconds;

    [[nodiscard]] bool isSoftDeleted() const { return truncateBefore == DeletedRevision; }
    /// The lowest revision that is not cut off by number, given the last one.
    [[nodiscard]] qint64 firstRevision(qint64 last) const
    {
        const qint64 byCount = maxCount ? last - *maxCount + 1 : 0;
        return std::max({qint64(0), truncateBefore.value_or(0), byCount});
    }
    /// Events created before this are gone; the smallest number where age does not matter.
    [[nodiscard]] qint64 oldestCreated(qint64 nowTicks) const;

    friend bool operator==(const RetentionRules &, const RetentionRules &) = default;
};

/// Of the last event of a metadata stream. What the server cannot parse counts as no metadata.
[[nodiscard]] RetentionRules retentionFrom(const QByteArray &json, bool isJson);
/// For how long caches may keep what is read of the stream's head; nothing if it is not said.
[[nodiscard]] std::optional<qint64> cacheSecondsFrom(const QByteArray &json, bool isJson);
/// Metadata streams have rules of their own that nobody can change.
[[nodiscard]] RetentionRules retentionOfMetadataStreams();

} // namespace core::sandbox
