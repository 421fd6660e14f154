// What a delete will do, said before it happens; what came of it.
// Pure functions: any thread.
#pragma once

#include "core/model/replies.h"
#include "core/model/requests.h"

#include <QString>
#include <QStringList>

namespace ui {

/// What is about to happen to a stream, and on which condition.
struct DeletePlan {
    bool isPossible = false;
    QString sentence; ///< what will happen, or why nothing can
    QString verb;     ///< on the button: "Delete 18 Events"
    /// The head when the stream was looked at. "Any" where no server tells a revision to expect.
    core::ExpectedRevision expected;
    QString condition; ///< in words; empty where there is none
    QString warning;   ///< what is lost besides the events; may be empty
};

[[nodiscard]] DeletePlan
planDelete(const core::StreamName &stream, core::DeleteMode mode, const core::StreamState &state);

/// "Expected 17, the stream is at 19."
[[nodiscard]] QString deleteConflictText(const core::WrongRevision &conflict);

/// Whether this state is what the delete was meant to bring about.
[[nodiscard]] bool isDeletedAs(core::DeleteMode mode, const core::StreamState &state);

} // namespace ui
