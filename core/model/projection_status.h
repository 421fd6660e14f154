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

    QString effectiveName;  ///< differs from the name only while it is being deleted or replaced
    QString mode;           ///< "Continuous", "OneTime", "Transient"
    QString place;          ///< the position as the server writes it
    QString checkpoint;     ///< the last one written, in the same form
    QString checkpointing;  ///< "Requested", "Writing", ...; empty where nothing is under way
    qint64 definitions = 0; ///< which of its definitions runs; the server calls it its version
    qint64 epoch = 0;       ///< goes up with every reset
    qint64 eventsSinceStart = 0;
    qint64 buffered = 0; ///< events read and not yet handled
    qint64 busyMilliseconds = 0;
    qint64 partitionsCached = 0;
    qint64 readsUnderWay = 0;
    qint64 writesUnderWay = 0;
    qint64 writesBeforeCheckpoint = 0; ///< events that wait for the next checkpoint
    qint64 writesAfterCheckpoint = 0;

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
