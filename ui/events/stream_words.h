// What is said of a stream that has nothing to read, or not all.
// Pure functions: GUI thread.
#pragma once

#include "core/base/error.h"
#include "core/base/event_time.h"
#include "core/model/replies.h"

#include <QString>

namespace ui {

struct StreamWords {
    QString title;
    QString text;
    QString icon;              ///< of resources/icons
    QString appendVerb;        ///< on the button that writes an event; empty: cannot be written
    QString undeleteVerb = {}; ///< on the button that brings the old events back; empty: none

    friend bool operator==(const StreamWords &, const StreamWords &) = default;
};

/// For a stream without readable events. `since`: when its metadata was written, which for one that
/// is soft-deleted was the deletion; not told: not known.
[[nodiscard]] StreamWords wordsFor(const core::StreamName &stream,
                                   const core::StreamState &state,
                                   core::EventTime since = core::EventTime::notTold());
/// For a stream that could not be read. `user` is who asked; empty: nobody in particular.
[[nodiscard]] StreamWords
wordsFor(const core::StreamName &stream, const core::Error &error, const QString &user);

/// Why events before `first` are gone, from the stream's metadata: "truncate before 42". Empty if
/// it does not tell.
[[nodiscard]] QString goneReason(const QByteArray &metadata, core::Revision first);

} // namespace ui
