// The events of one stream as rows, read as they come into view: a window over its revisions.
// GUI thread.
#pragma once

#include "ui/events/event_page_cache.h"
#include "ui/events/event_table_model.h"

class QTimer;

namespace ui {

/// The oldest row of the window is revision windowFirst(), except that a stream whose first events
/// are gone has one more row before it which says so. A row costs 8 bytes in the view and nothing
/// here; events cost what EventPageCache says, up to its limit. Moving the window resets the model;
/// whoever looks finds their row again by its key.
class StreamTableModel final : public EventTableModel
{
    Q_OBJECT

public:
    struct Limits {
        quint64 windowRows = 100'000; ///< QTableView costs 8 B and 12 ns a row
        qsizetype cacheBytes = EventPageCache::DefaultMaxBytes;
    };

    StreamTableModel(const core::StreamName &stream, const Limits &limits, QObject *parent);

    /// Forgets everything: no rows, no extent.
    void clear();
    /// Begins anew with what the server says now, the window at the end; or where it was, as far as
    /// that is still there.
    void setExtent(core::Revision first, core::Revision last, bool keepsWindow = false);
    /// The stream is longer than known. Rows are added if the window stood at the end and has room.
    void growTo(core::Revision last);
    /// Why events before the first are gone: "truncate before 42". Empty: not known.
    void setGoneReason(const QString &reason);
    /// What a read of [first, end) brought; what it did not bring is gone.
    void insert(core::Revision first, core::Revision end, const core::EventBatch &events);
    /// What a subscription brought: the stream grows by it.
    void append(const core::EventBatch &events);

    /// Has everything painted anew, so that what is missing is told once more.
    void askAgain();

    /// Moves the window if the revision is outside. False if it is outside the stream as well.
    bool bringIntoWindow(core::Revision revision);
    /// Moves the window so that as much as can be lies on either side of the revision.
    void centerWindow(core::Revision revision);
    /// Moves the window to the end if it is not there, with room to grow.
    void bringEndIntoWindow();

    [[nodiscard]] bool isEmpty() const { return !m_extent; }
    /// Only if not isEmpty().
    [[nodiscard]] core::Revision first() const { return m_extent->first; }
    [[nodiscard]] core::Revision last() const { return m_extent->last; }
    [[nodiscard]] core::Revision windowFirst() const { return {m_windowFirst}; }
    [[nodiscard]] bool windowIsAtEnd() const;

    /// -1 if it is outside the window.
    [[nodiscard]] int rowOfRevision(core::Revision revision) const;
    /// The revision is here or gone, not missing.
    [[nodiscard]] bool knows(core::Revision revision) const;

    int rowCount(const QModelIndex &parent = {}) const override;

Q_SIGNALS:
    /// These revisions are in view and not in memory; told once an event-loop turn, the newest view
    /// only. Told again while they are painted and still not there.
    void rangeWanted(core::Revision first, core::Revision last);
    /// first() or last() is another.
    void extentChanged();

protected:
    [[nodiscard]] EventRow at(int rank) const override;
    [[nodiscard]] std::optional<EventKey> keyAtRank(int rank) const override;
    [[nodiscard]] int rankOf(const EventKey &key) const override;
    void wantRank(int rank) const override;

private:
    struct Extent {
        core::Revision first;
        core::Revision last;
    };

    [[nodiscard]] quint64 headRows() const;
    [[nodiscard]] core::Revision revisionOf(int rank) const;
    [[nodiscard]] int rankOfRevision(core::Revision revision) const;
    void moveWindow(quint64 wanted);
    void tellWanted();
    void changed(core::Revision first, core::Revision last);

    const Limits m_limits;
    std::optional<Extent> m_extent;
    quint64 m_windowFirst = 0;
    quint64 m_windowRows = 0; ///< revisions in the window
    QString m_goneReason;
    mutable EventPageCache m_cache;
    mutable std::optional<Extent> m_wanted;
    QTimer *m_wantedTimer;
};

} // namespace ui
