#include "core/transport/http/link_place_search.h"

#include <algorithm>
#include <utility>

namespace core {

LinkPlaceSearch::LinkPlaceSearch(FeedContext context,
                                 FeedAddress address,
                                 const QList<PlacelessRun> &runs,
                                 Callback callback)
    : m_context(std::move(context))
    , m_address(std::move(address))
    , m_callback(std::move(callback))
{
    for (qsizetype i = runs.size(); i-- > 0;)
        m_open.append({runs.at(i).lowest, runs.at(i).highest, quint64(runs.at(i).count)});
    goOn();
}

void LinkPlaceSearch::goOn()
{
    while (!m_open.isEmpty()) {
        const Range range = m_open.takeLast();
        if (range.count == 0)
            continue;
        if (range.count < range.highest - range.lowest + 1) {
            ask(range);
            return;
        }
        for (quint64 i = 0; i < range.count; ++i)
            m_found.append(Revision{range.highest - i});
    }
    const Callback callback = m_callback;
    callback(std::exchange(m_found, {})); // may destroy this
}

/// Of a truncated stream the newest are left, so they are looked for first.
void LinkPlaceSearch::ask(const Range &range)
{
    const quint64 size = std::min(range.count, quint64(LargestFeedPage));
    const quint64 middle = range.highest - size + 1;
    m_call = askFeed(
        m_context,
        {.address = m_address,
         .from = Revision{middle},
         .direction = Direction::Forwards,
         .count = int(size),
         .embed = FeedEmbed::None},
        [this, range, middle](const FeedResult &result) { onCounted(range, middle, result); });
}

void LinkPlaceSearch::onCounted(const Range &range, quint64 middle, const FeedResult &result)
{
    const auto *answer = std::get_if<FeedAnswer>(&result);
    if (!answer) {
        const Callback callback = m_callback;
        callback(std::get<TransportError>(result)); // may destroy this
        return;
    }
    const auto above = std::min(quint64(answer->feed.entries.size()), range.count);
    const quint64 below = std::min(range.count - above, middle - range.lowest);
    if (above + below < range.count) {
        const Callback callback = m_callback;
        callback(TransportError{{ErrorCode::Unavailable,
                                 QStringLiteral("The stream was truncated while it was "
                                                "read; read it again."),
                                 {}},
                                std::nullopt,
                                false});
        return;
    }
    m_open.append({range.lowest, middle - 1, below});
    m_open.append({middle, range.highest, above});
    goOn();
}

std::optional<QList<Revision>> revisionsOf(const QList<PlacelessRun> &runs)
{
    QList<Revision> revisions;
    for (const PlacelessRun &run : runs) {
        if (!run.isDense())
            return std::nullopt;
        for (qsizetype i = 0; i < run.count; ++i)
            revisions.append(Revision{run.highest - quint64(i)});
    }
    return revisions;
}

} // namespace core
