// Events that are being written: what will be sent in one write, and on which condition.
// A value: any thread.
#pragma once

#include "core/model/requests.h"

#include <algorithm>

namespace ui {

struct EventDraft {
    core::StreamName stream;
    /// Absent while the revision is not known, or what was typed is none.
    std::optional<core::ExpectedRevision> expected;
    QList<core::NewEvent> events; ///< never empty; one write, all or nothing
    /// What may become of the bytes on the way. White space is no question to ask about; that it
    /// may change is told while typing.
    core::AlteredPayloads altered = core::AlteredPayloads::AcceptLayout;

    /// Only where `expected` is set.
    [[nodiscard]] core::AppendRequest toRequest() const
    {
        Q_ASSERT(expected);
        return {.stream = stream,
                .expected = *expected,
                .events = events,
                .deadline = {},
                .altered = altered};
    }

    friend bool operator==(const EventDraft &, const EventDraft &) = default;
};

/// The ids apart.
[[nodiscard]] inline bool sameText(const QList<core::NewEvent> &a, const QList<core::NewEvent> &b)
{
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](const auto &one, const auto &other) {
            return one.type == other.type && one.contentType == other.contentType
                   && one.data == other.data && one.metadata == other.metadata;
        });
}

} // namespace ui
