// How a projection stands, as the server tells it.
// Values: any thread.
#pragma once

#include "core/base/ids.h"

#include <QString>

#include <optional>

namespace core {

/// Statistics of one projection (protocol.md section 8.2).
struct ProjectionStatus {
    QString name;
    QString status; ///< the server's own word: "Running", "Stopped", "Faulted (Enabled)", ...
    QString reason; ///< why it is faulted
    /// The last event of the log that it has handled; absent for projections of single streams, and
    /// before the first event.
    std::optional<Position> position;
    double progress = 0; ///< of the log, in percent

    [[nodiscard]] bool isFaulted() const { return status.contains(QStringLiteral("Faulted")); }
    [[nodiscard]] bool isRunning() const
    {
        return !isFaulted() && status.contains(QStringLiteral("Running"));
    }

    /// "C:5502198/P:5502198", as statistics write positions of the log.
    [[nodiscard]] static std::optional<Position> parsePosition(QStringView text);

    friend bool operator==(const ProjectionStatus &, const ProjectionStatus &) = default;
};

} // namespace core
