#include "core/links/revision_set.h"

#include <algorithm>

namespace core {

bool RevisionSet::contains(Revision revision) const
{
    const auto after = std::upper_bound(
        m_ranges.begin(), m_ranges.end(), revision.value, [](quint64 value, const Range &range) {
            return value < range.first;
        });
    return after != m_ranges.begin() && revision.value <= std::prev(after)->last;
}

bool RevisionSet::insert(Revision revision)
{
    const quint64 value = revision.value;
    const auto after = std::upper_bound(
        m_ranges.begin(), m_ranges.end(), value, [](quint64 wanted, const Range &range) {
            return wanted < range.first;
        });
    const bool hasBefore = after != m_ranges.begin();
    if (hasBefore && value <= std::prev(after)->last)
        return false;
    const bool joinsBefore = hasBefore && std::prev(after)->last + 1 == value;
    const bool joinsAfter = after != m_ranges.end() && value + 1 == after->first;
    if (joinsBefore && joinsAfter) {
        std::prev(after)->last = after->last;
        m_ranges.erase(after);
    } else if (joinsBefore) {
        std::prev(after)->last = value;
    } else if (joinsAfter) {
        after->first = value;
    } else {
        m_ranges.insert(after, {value, value});
    }
    return true;
}

} // namespace core
