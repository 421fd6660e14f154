// Finds a moment in one stream by halving its revisions.
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/moments/moment_search.h"

namespace core {

/// Costs as many reads of one event as its length can be halved, less two: 23 in a stream of ten
/// million. Revisions that are gone, or whose moment is not told, count as if they stood with the
/// next that is not.
class StreamMoment final : public MomentSearch
{
    Q_OBJECT

public:
    StreamMoment(Client &client, const WantedMoment &wanted);

    void start() override;

private:
    /// The next event in that direction whose moment is told.
    void askForOne(const ReadFrom &from, Direction direction, const OnEvents &onEvents);
    void onLast(const EventBatch &events);
    void onFirst(const EventBatch &events);
    void halve();
    void onProbe(const EventBatch &events, Revision middle);
    void onPage(const EventBatch &events);

    /// What is looked for stands after `m_before`, and is `m_at` if nothing in front of `m_end` is.
    ResolvedEvent m_before;
    ResolvedEvent m_at;
    Revision m_end;
};

} // namespace core
