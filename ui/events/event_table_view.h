// The table of events: rows of one height, days told, a current row that is remembered by its key.
// GUI thread.
#pragma once

#include "ui/events/event_table_model.h"

#include <QDate>
#include <QPointer>
#include <QSet>
#include <QTableView>

namespace ui {

class EventDelegate;
class EventHeader;

/// Whatever the model does, the row on top stays on top and the current event stays the current
/// one, also while it has no row. The vertical scroll bar is left to the owner.
class EventTableView final : public QTableView
{
    Q_OBJECT

public:
    explicit EventTableView(QWidget *parent);

    /// Once, with a model that outlives the view's use of it.
    void setEvents(EventTableModel *model);
    void setStreamColumnShown(bool shown);
    void setShowsLoading(bool shows);
    /// The head says that what is shown may be old.
    void setDimmed(bool dimmed);

    [[nodiscard]] int topRow() const;
    [[nodiscard]] int bottomRow() const; ///< the last that is at least partly in view
    /// The newest row is in view, as far as the view can be moved there.
    [[nodiscard]] bool isAtNewestRow() const;
    void showOnTop(int row);
    /// Has the model turn its rows; the current event stays in view if it is, else the topmost.
    void setNewestFirst(bool newestFirst);
    /// While set, rows that are added at the end are followed, wherever the end is.
    void setSticksToEnd(bool sticks);

    [[nodiscard]] const std::optional<EventKey> &currentKey() const { return m_key; }
    /// Makes it the current event and brings its row into view, if it has one.
    void setCurrentKey(const EventKey &key);
    /// The day told above the topmost row.
    [[nodiscard]] QString dayOnTop() const;
    /// The same as a date; not valid where it is not known.
    [[nodiscard]] QDate dateOnTop() const;
    /// Whether the row carries the caption of its day.
    [[nodiscard]] bool hasCaption(int row) const { return m_captions.contains(row); }

    void keyboardSearch(const QString &text) override;

Q_SIGNALS:
    void currentKeyChanged();
    void scrolled();        ///< by whoever; the rows in view are others
    void rowsShown();       ///< rows came, went, changed, or were scrolled
    void topRequested();    ///< by Home
    void bottomRequested(); ///< by End
    void copyRequested();
    void turnRequested(); ///< the rows are wanted the other way round

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void beginChange();
    void endChange();
    void onScrolled();
    void settle();
    [[nodiscard]] int newestValue() const;
    [[nodiscard]] int goneRangeRow() const;
    void setCurrentRow(int row);
    void keepEnd();
    bool tellDays();
    [[nodiscard]] QSet<int> rowsThatBeginDays(int top, int bottom);
    void dropCaptions();
    void fitColumns();
    void fitRows();
    void fitPlaces();

    QPointer<EventTableModel> m_events; ///< a page lets go of it before the view
    EventDelegate *m_delegate;
    EventHeader *m_header;
    std::optional<EventKey> m_key;    ///< of the current event
    std::optional<EventKey> m_anchor; ///< of the topmost row, while the model changes
    bool m_isOnGoneRange = false;     ///< the current row stands for no event; the same
    QSet<int> m_captions;             ///< rows that are higher because they begin a day
    qsizetype m_placeLength = 0;      ///< letters that the column of places has room for
    bool m_sticksToEnd = true;
    bool m_isChanging = false;
    bool m_isSettling = false;
};

} // namespace ui
