// What went over the wire in one run of a benchmark.
// A value: any thread.
#pragma once

#include <QtGlobal>

namespace bench {

struct Transfer {
    quint64 events = 0;
    quint64 bytes = 0; ///< of the events' data

    friend bool operator==(const Transfer &, const Transfer &) = default;
};

} // namespace bench
