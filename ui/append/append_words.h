// The sentences of writing: conditions, refusals, what came of it.
// Pure functions: any thread.
#pragma once

#include "core/base/expected_revision.h"
#include "core/model/replies.h"

#include <QString>

namespace ui {

/// "the last event is still 17"; follows "Write only if".
[[nodiscard]] QString conditionWords(const core::ExpectedRevision &expected);
/// As it goes over the wire: "revision 17", "no stream, -1".
[[nodiscard]] QString wireWords(const core::ExpectedRevision &expected);
/// What a person should know of this condition; may be empty.
[[nodiscard]] QString conditionHint(const core::ExpectedRevision &expected);

/// The condition "nothing was written since the stream was looked at".
[[nodiscard]] std::optional<core::ExpectedRevision> presetFor(const core::StreamState &state);
/// What an append will do to a stream in this state, where that is out of the ordinary.
[[nodiscard]] QString stateHint(const core::StreamName &stream, const core::StreamState &state);

/// "Expected 17, the stream is at 19."
[[nodiscard]] QString conflictText(const core::WrongRevision &conflict);
/// "Append at 20 (Expect 19)"; of several events where the first one goes.
[[nodiscard]] QString appendOnTopText(const std::optional<core::Revision> &actual,
                                      qsizetype events = 1);
/// Why the stream is not where it was expected; empty where something was written in between.
[[nodiscard]] QString conflictReason(const core::WrongRevision &conflict);
/// The revisions that were written since; nothing if there are none.
struct RevisionRange {
    core::Revision first;
    core::Revision last;

    friend bool operator==(const RevisionRange &, const RevisionRange &) = default;
};
[[nodiscard]] std::optional<RevisionRange> writtenBetween(const core::WrongRevision &conflict);

/// What is lost with drafts that are closed.
struct DraftLoss {
    qsizetype unsent = 0;               ///< drafts that were not sent
    QList<core::StreamName> unanswered; ///< where others were sent to, and no answer came

    [[nodiscard]] qsizetype drafts() const { return unsent + unanswered.size(); }
};
[[nodiscard]] QString lossText(const DraftLoss &loss);

/// How a stream that a write calls deleted really is, after it was read.
struct DeletedWords {
    QString title;
    QString text;
};
[[nodiscard]] DeletedWords deletedWords(const core::StreamName &stream,
                                        const core::StreamState &state);

} // namespace ui
