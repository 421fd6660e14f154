// What became of a link, one word a case.
// Values: any thread.
#pragma once

#include <QString>

namespace core {

/// The states of an entry in a chain of links. All but Link end it.
enum class LinkState {
    Link,             ///< a link that leads on
    Found,            ///< the event is there
    StreamMissing,    ///< no such stream
    EventMissing,     ///< the stream is there, the event is not
    EventTruncated,   ///< cut off by $tb, $maxCount or $maxAge
    StreamDeleted,    ///< softly: it can be written again
    StreamTombstoned, ///< for good
    Denied,           ///< may not be read, and the server did not resolve it
    Malformed,        ///< the link's text names no event
    StreamReference,  ///< a "$@": it names a stream and is never resolved
    Cycle,            ///< has been visited before
};

/// As scripts read it: "event-truncated".
[[nodiscard]] QString linkStateText(LinkState state);
/// As people read it, without a full stop: "truncated".
[[nodiscard]] QString linkStateWords(LinkState state);

/// A link that leads to no event: everything but Link, Found, StreamReference.
[[nodiscard]] bool isBrokenEnd(LinkState state);

/// Which rule of a stream's metadata took an event away.
enum class TruncatedBy {
    Nothing,        ///< it was not truncated
    TruncateBefore, ///< $tb
    MaxCount,       ///< $maxCount
    MaxAge,         ///< $maxAge
    Unknown,        ///< no rule now in force explains it, or they may not be read
};

/// "$tb", "$maxCount", "$maxAge", "unknown"; empty for Nothing.
[[nodiscard]] QString truncatedByText(TruncatedBy by);

} // namespace core
