// What tells the server generations apart that the sandbox can play (protocol.md section 0).
// A value: any thread.
#pragma once

#include "core/sandbox/sandbox.h"

#include <string>

namespace core::sandbox {

struct Profile {
    std::string version;
    bool serverFeatures = true;          ///< absent before 21.10
    bool batchAppend = true;             ///< absent before 21.10
    bool deletesMissingStreams = false;  ///< 20.10: a soft delete of nothing succeeds
    bool streamBoundaries = true;        ///< first and last stream position, since 21.10
    bool positionsOnStreamReads = true;  ///< since 22.10
    bool caughtUp = true;                ///< since 23.10
    bool caughtUpOnMissingStream = true; ///< 24.10; 23.10 stays silent (golden/README.md)
};

[[nodiscard]] inline Profile profileOf(SandboxProfile profile)
{
    switch (profile) {
    case SandboxProfile::V20_10:
        return {"20.10.5", false, false, true, false, false, false, false};
    case SandboxProfile::V23_10:
        return {"23.10.6", true, true, false, true, true, true, false};
    case SandboxProfile::V24_10:
        break;
    }
    return {"24.10.4", true, true, false, true, true, true, true};
}

} // namespace core::sandbox
