// What the five system projections write when an event arrives (protocol.md section 6.2): links in
// $ce-, $et-, $bc- and $streams, references in $category-. Pure: any thread.
#pragma once

#include "core/sandbox/stored_event.h"

#include <vector>

namespace core::sandbox {

/// Where an event stands, and what it is.
struct ProjectionEvent {
    QByteArray stream;
    qint64 revision = 0;
    EventId id;
    QByteArray type;
    QByteArray data;
    QByteArray metadata;
    bool isJson = false;
};

struct ProjectionSource {
    ProjectionEvent event;
    qint64 position = 0;
    qint64 createdTicks = 0;
    std::optional<ProjectionEvent> target = std::nullopt; ///< of a link that can be resolved
};

struct Projected {
    QByteArray stream;
    ProposedEvent event;
};

[[nodiscard]] std::vector<Projected> project(const ProjectionSource &source);

} // namespace core::sandbox
