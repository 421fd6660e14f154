// Events of $all as rows, or some of a stream's: a list that can grow at both ends.
// GUI thread.
#pragma once

#include "ui/events/event_page_cache.h"
#include "ui/events/event_table_model.h"

#include <deque>

namespace ui {

/// Holds at most so many rows and bytes: what grows at one end is dropped at the other, in pieces
/// of a tenth. An event costs what EventPageCache::bytesOf says.
class AllTableModel final : public EventTableModel
{
    Q_OBJECT

public:
    struct Limits {
        qsizetype rows = 100'000;
        qsizetype bytes = EventPageCache::DefaultMaxBytes;
    };

    /// `stream`: $all, or one of whose events some are shown; these are placed by their revision.
    AllTableModel(const core::StreamName &stream, const Limits &limits, QObject *parent);

    /// Replaces everything.
    void reset(const core::EventBatch &events, bool reachesStart, bool reachesEnd);
    /// Older events, oldest first.
    void prepend(const core::EventBatch &events, bool reachesStart);
    /// Newer events, oldest first.
    void append(const core::EventBatch &events, bool reachesEnd);

    [[nodiscard]] bool isEmpty() const { return m_events.empty(); }
    /// There is nothing older, as far as is known.
    [[nodiscard]] bool reachesStart() const { return m_reachesStart; }
    /// The newest event of the log has a row, as far as is known.
    [[nodiscard]] bool reachesEnd() const { return m_reachesEnd; }
    /// Only if not isEmpty().
    [[nodiscard]] core::Position oldest() const;
    [[nodiscard]] core::Position newest() const;
    /// Nothing where the server did not tell it.
    [[nodiscard]] std::optional<core::Position> newestTold() const;
    [[nodiscard]] qsizetype bytes() const { return m_bytes; }

    /// The row of the first event at or after a position; -1 if there is none.
    [[nodiscard]] int rowAtOrAfter(core::Position position) const;

    int rowCount(const QModelIndex &parent = {}) const override;

protected:
    [[nodiscard]] EventRow at(int rank) const override;
    [[nodiscard]] std::optional<EventKey> keyAtRank(int rank) const override;
    [[nodiscard]] int rankOf(const EventKey &key) const override;
    void wantRank(int rank) const override;

private:
    [[nodiscard]] int rankAtOrAfter(core::Position position) const;
    [[nodiscard]] int rankByName(const EventKey &key) const;
    [[nodiscard]] core::Position positionOf(const core::ResolvedEvent &event) const;
    [[nodiscard]] qsizetype rowsToDrop(bool fromFront) const;
    void dropOldest();
    void dropNewest();

    const Limits m_limits;
    std::deque<core::ResolvedEvent> m_events;
    qsizetype m_bytes = 0;
    bool m_reachesStart = false;
    bool m_reachesEnd = false;
};

} // namespace ui
