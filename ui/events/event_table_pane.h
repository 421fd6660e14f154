// The table of events with its scroll bar, moved over a source that holds more than the table does.
// GUI thread.
#pragma once

#include "core/base/ids.h"

#include <QTimer>
#include <QWidget>

namespace ui {

class EventSource;
class EventTableView;
class LongScrollBar;
struct EventPlaces;

class EventTablePane final : public QWidget
{
    Q_OBJECT

public:
    /// The source outlives the pane's use of it; see release().
    EventTablePane(EventSource &source, QWidget *parent);

    /// Lets go of the source, which is about to be destroyed.
    void release();

    [[nodiscard]] EventTableView &view() const { return *m_view; }
    /// Rows in view whose event is there.
    [[nodiscard]] qint64 shownRows() const;

    /// The newest row is in view, and what comes is followed.
    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    /// Events that came while it was not.
    [[nodiscard]] qint64 unseen() const { return m_unseen; }
    void forgetUnseen();

    /// Shows the end and follows it; the current event stays.
    void followEnd();
    /// The oldest or newest event becomes the current one.
    void goToStart();
    void goToEnd();
    /// Makes a row's event the current one and brings it into view. The end is followed no more,
    /// unless it is that row.
    void goToRow(int row);

Q_SIGNALS:
    /// isFollowing() or unseen() is another.
    void followingChanged();
    /// What is in view is another, or has changed; told once an event-loop turn.
    void rowsShown();

private:
    void setFollowing(bool following);
    void selectRow(int row);
    void onScrolled();
    void onRowsShown();
    void onTopRequested(quint64 place);
    [[nodiscard]] quint64 turned(quint64 place, const EventPlaces &places) const;
    void onEventsArrived(qint64 count);
    void onJumped(bool toEnd);
    void updateScrollBar();

    EventSource &m_source;
    EventTableView *m_view;
    LongScrollBar *m_bar;
    QTimer m_viewTimer; ///< collects movements of the view within one turn
    bool m_isFollowing = true;
    qint64 m_unseen = 0;
};

} // namespace ui
