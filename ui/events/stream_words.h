// What is said of a stream that has nothing to read, or not all.
// Pure functions: GUI thread.
#pragma once

#include "core/base/error.h"
#include "core/base/event_time.h"
#include "core/model/connection_settings.h"
#include "core/model/projection_status.h"
#include "core/model/replies.h"
#include "ui/events/event_table_model.h"

#include <QString>

#include <optional>

namespace ui {

struct StreamWords {
    QString title;
    QString text;
    QString icon;                 ///< of resources/icons
    QString appendVerb;           ///< on the button that writes an event; empty: cannot be written
    QString undeleteVerb = {};    ///< on the button that brings the old events back; empty: none
    QString projectionsVerb = {}; ///< on the button that shows the projections; empty: none

    friend bool operator==(const StreamWords &, const StreamWords &) = default;
};

/// For a stream without readable events. `since`: when its metadata was written, which for one that
/// is soft-deleted was the deletion; not told: not known.
[[nodiscard]] StreamWords wordsFor(const core::StreamName &stream,
                                   const core::StreamState &state,
                                   core::EventTime since = core::EventTime::notTold());
/// For a stream that could not be read over a connection with these settings.
[[nodiscard]] StreamWords wordsFor(const core::StreamName &stream,
                                   const core::Error &error,
                                   const core::ConnectionSettings &settings);

/// For a stream that a system projection writes and that does not exist; nothing for any other.
/// `status` is how that projection stands, where it could be found out.
[[nodiscard]] std::optional<StreamWords>
wordsForProjected(const core::StreamName &stream,
                  const std::optional<core::ProjectionStatus> &status);

/// In place of the event of a row that is gone, or that stands for those that are; nothing for
/// others.
[[nodiscard]] std::optional<StreamWords> wordsForGone(const core::StreamName &stream,
                                                      const EventRow &row);

/// Why events before `first` are gone, from the stream's metadata: "truncate before 42". Empty if
/// it does not tell.
[[nodiscard]] QString goneReason(const QByteArray &metadata, core::Revision first);

} // namespace ui
