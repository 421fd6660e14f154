// What either append says of a write that went through.
// Pure: any thread.
#pragma once

#include "core/sandbox/event_store.h"

namespace core::sandbox {

/// The messages of Append and BatchAppend have the same fields.
template<typename Success>
void describeSuccess(const WriteAnswer &answer, Success &success)
{
    if (answer.revision == NoRevision)
        success.mutable_no_stream();
    else
        success.set_current_revision(static_cast<quint64>(answer.revision));
    if (answer.position == NoPosition) {
        success.mutable_no_position();
        return;
    }
    success.mutable_position()->set_commit_position(static_cast<quint64>(answer.position));
    success.mutable_position()->set_prepare_position(static_cast<quint64>(answer.position));
}

} // namespace core::sandbox
