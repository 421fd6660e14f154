// Which revisions have been seen, kept as ranges: small where they are dense.
// A value: any thread.
#pragma once

#include "core/base/ids.h"

#include <vector>

namespace core {

class RevisionSet
{
public:
    /// False if it is in there already.
    bool insert(Revision revision);
    [[nodiscard]] bool contains(Revision revision) const;
    /// Sixteen bytes each.
    [[nodiscard]] size_t rangeCount() const { return m_ranges.size(); }

private:
    /// Both ends are in it.
    struct Range {
        quint64 first = 0;
        quint64 last = 0;
    };
    std::vector<Range> m_ranges; ///< in order, with gaps between them
};

} // namespace core
