// What tells the server generations apart that the sandbox can play (protocol.md section 0).
// A value: any thread.
#pragma once

#include "core/sandbox/sandbox.h"

#include <string>

namespace core::sandbox {

inline constexpr quint32 MiB = 1024 * 1024;

struct Profile {
    std::string version;
    bool serverFeatures = true;          ///< absent before 21.10
    bool batchAppend = true;             ///< absent before 21.10
    bool deletesMissingStreams = false;  ///< 20.10: a soft delete of nothing succeeds
    bool streamBoundaries = true;        ///< first and last stream position, since 21.10
    bool positionsOnStreamReads = true;  ///< since 22.10
    bool caughtUp = true;                ///< since 23.10
    bool caughtUpOnMissingStream = true; ///< 24.10; 23.10 stays silent (golden/README.md)
    bool kurrentNames = false;           ///< 25.0: Kurrent-* headers and media types beside the old
    const char *author = "EventStore";   ///< of feeds
    bool tellsRedaction = true;          ///< feeds say isRedacted, since 23.6
    quint32 maxAppendSize = 1'048'576;   ///< bytes
    quint32 maxAppendEventSize = 2'147'483'647; ///< bytes
};

[[nodiscard]] inline Profile profileOf(SandboxProfile profile)
{
    Profile played{"24.10.4"};
    switch (profile) {
    case SandboxProfile::V20_10:
        played = {"20.10.5", false, false, true, false, false, false, false};
        played.tellsRedaction = false;
        break;
    case SandboxProfile::V23_10:
        played.version = "23.10.6";
        played.caughtUpOnMissingStream = false;
        break;
    case SandboxProfile::V24_10:
        break;
    case SandboxProfile::V25_1:
        played.version = "25.1.0";
        played.kurrentNames = true;
        played.author = "Kurrent";
        played.maxAppendSize = 256 * MiB;
        played.maxAppendEventSize = 16 * MiB;
        break;
    }
    return played;
}

} // namespace core::sandbox
