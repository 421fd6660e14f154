// An event that is being written: what will be sent, and on which condition.
// A value: any thread.
#pragma once

#include "core/model/requests.h"

namespace ui {

struct EventDraft {
    core::StreamName stream;
    /// Absent while the revision is not known, or what was typed is none.
    std::optional<core::ExpectedRevision> expected;
    core::NewEvent event;

    /// Only where `expected` is set.
    [[nodiscard]] core::AppendRequest toRequest() const
    {
        Q_ASSERT(expected);
        return {.stream = stream, .expected = *expected, .events = {event}};
    }

    friend bool operator==(const EventDraft &, const EventDraft &) = default;
};

} // namespace ui
