// How the program ended, for scripts.
// A value: any thread.
#pragma once

namespace app {

enum class ExitCode {
    Done = 0,
    Other = 1,
    Usage = 2,
    WrongExpectedRevision = 3,
    StreamNotFound = 4,
    StreamDeleted = 5,
    Denied = 6, ///< not authenticated, or not allowed
    Unavailable = 7,
    OutcomeUnknown = 8,
    Interrupted = 130, ///< by Ctrl+C, as a shell counts it; a follow ends with Done
};

} // namespace app
