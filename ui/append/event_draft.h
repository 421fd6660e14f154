// Events that are being written: what will be sent in one write, and on which condition.
// A value: any thread.
#pragma once

#include "core/model/requests.h"

namespace ui {

struct EventDraft {
    core::StreamName stream;
    /// Absent while the revision is not known, or what was typed is none.
    std::optional<core::ExpectedRevision> expected;
    QList<core::NewEvent> events; ///< never empty; one write, all or nothing

    /// Only where `expected` is set.
    [[nodiscard]] core::AppendRequest toRequest() const
    {
        Q_ASSERT(expected);
        return {.stream = stream, .expected = *expected, .events = events};
    }

    friend bool operator==(const EventDraft &, const EventDraft &) = default;
};

} // namespace ui
