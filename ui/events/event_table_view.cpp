#include "ui/events/event_table_view.h"

#include "ui/events/event_delegate.h"
#include "ui/events/event_header.h"
#include "ui/theme/fonts.h"
#include "ui/theme/house_style.h"
#include "ui/theme/measures.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <utility>

namespace ui {

EventTableView::EventTableView(QWidget *parent)
    : QTableView(parent)
    , m_delegate(new EventDelegate(this))
    , m_header(new EventHeader(this))
{
    setItemDelegate(m_delegate);
    setHorizontalHeader(m_header);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setCornerButtonEnabled(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    connect(m_header, &EventHeader::turnRequested, this, &EventTableView::turnRequested);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &EventTableView::onScrolled);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &EventTableView::settle);
}

/// Connected before the view and its selection are, so that what they do while the model changes
/// is known for what it is.
void EventTableView::setEvents(EventTableModel *model)
{
    m_events = model;
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &EventTableView::beginChange);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &EventTableView::beginChange);
    connect(model,
            &QAbstractItemModel::rowsAboutToBeInserted,
            this,
            [this](const QModelIndex &, int first) {
                if (first < m_events->rowCount())
                    beginChange();
            });
    setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &EventTableView::endChange);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EventTableView::endChange);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_isChanging)
            endChange();
        else
            settle();
    });
    connect(model, &QAbstractItemModel::dataChanged, this, [this] { settle(); });
    fitColumns();
    fitRows();
}

void EventTableView::setStreamColumnShown(bool shown)
{
    setColumnHidden(static_cast<int>(EventColumn::Stream), !shown);
    fitColumns();
}

void EventTableView::setShowsLoading(bool shows)
{
    m_delegate->setShowsLoading(shows);
    viewport()->update();
}

void EventTableView::setDimmed(bool dimmed)
{
    m_header->setDimmed(dimmed);
}

int EventTableView::topRow() const
{
    return rowAt(0);
}

int EventTableView::bottomRow() const
{
    const int row = rowAt(viewport()->height() - 1);
    return row < 0 && m_events ? m_events->rowCount() - 1 : row;
}

bool EventTableView::isAtNewestRow() const
{
    return verticalScrollBar()->value() == newestValue();
}

/// Of the scroll bar, where the end is in view.
int EventTableView::newestValue() const
{
    return m_events && m_events->isNewestFirst() ? verticalScrollBar()->minimum()
                                                 : verticalScrollBar()->maximum();
}

void EventTableView::setNewestFirst(bool newestFirst)
{
    const QRect current = visualRect(currentIndex());
    const bool isInView = currentIndex().isValid() && viewport()->rect().intersects(current);
    m_events->setNewestFirst(newestFirst);
    if (isInView && !m_sticksToEnd)
        scrollTo(currentIndex(), PositionAtCenter);
}

void EventTableView::showOnTop(int row)
{
    verticalScrollBar()->setValue(row);
}

void EventTableView::setSticksToEnd(bool sticks)
{
    m_sticksToEnd = sticks;
    if (sticks)
        settle();
}

void EventTableView::setCurrentKey(const EventKey &key)
{
    const bool isNew = m_key != key;
    m_key = key;
    const int row = m_events->rowOf(key);
    setCurrentRow(row);
    if (row >= 0) {
        executeDelayedItemsLayout();
        scrollTo(m_events->index(row, 0));
    }
    if (isNew)
        Q_EMIT currentKeyChanged();
}

QString EventTableView::dayOnTop() const
{
    return m_header->day();
}

QDate EventTableView::dateOnTop() const
{
    for (int row = qMax(0, topRow()); row <= bottomRow(); ++row) {
        const QVariant day = m_events->index(row, 0).data(DayRole);
        if (day.isValid())
            return QDate(1970, 1, 1).addDays(day.toLongLong());
    }
    return {};
}

void EventTableView::keyboardSearch(const QString &)
{} // searching what is loaded would pretend to search the stream

void EventTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_isChanging || !current.isValid())
        return;
    const auto key = m_events->keyAt(current.row());
    if (key == m_key)
        return;
    m_key = key;
    Q_EMIT currentKeyChanged();
}

/// An assistive technology selects a row without making it the current one.
void EventTableView::selectionChanged(const QItemSelection &selected,
                                      const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    const QModelIndexList rows = selected.indexes();
    if (m_isChanging || rows.isEmpty() || rows.constFirst().row() == currentIndex().row())
        return;
    selectionModel()->setCurrentIndex(rows.constFirst(), QItemSelectionModel::NoUpdate);
}

void EventTableView::keyPressEvent(QKeyEvent *event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool isPlain = modifiers == Qt::NoModifier || modifiers == Qt::ControlModifier;
    if (event->key() == Qt::Key_Home && isPlain)
        Q_EMIT topRequested();
    else if (event->key() == Qt::Key_End && isPlain)
        Q_EMIT bottomRequested();
    else if (event->key() == Qt::Key_C && modifiers == Qt::ControlModifier)
        Q_EMIT copyRequested();
    else
        QTableView::keyPressEvent(event);
}

void EventTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    settle();
    const QRect current = visualRect(currentIndex());
    const bool wasInView = current.isValid() && current.top() < event->oldSize().height();
    if (wasInView && !m_sticksToEnd)
        scrollTo(currentIndex()); // a bar that opens must not cover it
}

void EventTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRows();
}

void EventTableView::beginChange()
{
    if (m_isChanging)
        return;
    m_isChanging = true;
    m_anchor = m_events->keyAt(topRow());
    m_isOnGoneRange = currentIndex().isValid() && currentIndex().row() == goneRangeRow();
    dropCaptions();
}

void EventTableView::endChange()
{
    doItemsLayout();
    const int top = m_anchor ? m_events->rowOf(*m_anchor) : -1;
    setCurrentRow(m_key ? m_events->rowOf(*m_key) : m_isOnGoneRange ? goneRangeRow() : -1);
    m_isSettling = true;
    if (top >= 0 && !m_sticksToEnd)
        verticalScrollBar()->setValue(top);
    m_isSettling = false;
    m_isChanging = false;
    settle();
}

void EventTableView::onScrolled()
{
    if (m_isSettling)
        return;
    Q_EMIT scrolled();
    settle();
}

/// Days are told for the rows in view, which changes what is in view: a few rounds settle it, and
/// the end is kept in the last.
void EventTableView::settle()
{
    constexpr int MostRounds = 4;
    if (m_isSettling || m_isChanging || !m_events)
        return;
    m_isSettling = true;
    keepEnd();
    for (int round = 0; round < MostRounds && tellDays(); ++round)
        keepEnd();
    fitPlaces();
    m_isSettling = false;
    Q_EMIT rowsShown();
}

/// The scroll bar's range follows the rows' heights later by itself; here it must be right now.
void EventTableView::keepEnd()
{
    if (!m_sticksToEnd)
        return;
    executeDelayedItemsLayout();
    updateGeometries();
    verticalScrollBar()->setValue(newestValue());
}

/// That stands for the first events, which are gone; -1 where there is none.
int EventTableView::goneRangeRow() const
{
    const int row = m_events->rowCount() > 0 ? m_events->rowOfRank(0) : -1;
    return row >= 0 && m_events->rowAt(row).state == EventRowState::GoneRange ? row : -1;
}

/// Without scrolling to it.
void EventTableView::setCurrentRow(int row)
{
    const bool wasChanging = std::exchange(m_isChanging, true);
    setAutoScroll(false);
    if (row < 0) {
        selectionModel()->clear();
    } else {
        selectionModel()->setCurrentIndex(m_events->index(row, 0),
                                          QItemSelectionModel::ClearAndSelect
                                              | QItemSelectionModel::Rows);
    }
    setAutoScroll(true);
    m_isChanging = wasChanging;
}

/// The header tells the day of the topmost event; a row below it that begins another day is higher
/// and carries the day itself. Whether that made any row higher or lower.
bool EventTableView::tellDays()
{
    const int top = topRow();
    if (top < 0) {
        m_header->setDay({});
        return false;
    }
    const QSet<int> wanted = rowsThatBeginDays(top, bottomRow());
    const int height = dataRowHeight(*this);
    const int caption = EventDelegate::captionHeight(font());
    for (const int row : std::as_const(m_captions)) {
        if (!wanted.contains(row))
            verticalHeader()->resizeSection(row, height);
    }
    for (const int row : wanted) {
        if (!m_captions.contains(row))
            verticalHeader()->resizeSection(row, height + caption);
    }
    return std::exchange(m_captions, wanted) != wanted;
}

/// Rows that are gone belong to no day. Below a row that is still loading nothing is said until the
/// next day is known to begin. The first day goes to the header.
QSet<int> EventTableView::rowsThatBeginDays(int top, int bottom)
{
    QSet<int> rows;
    QString first;
    QVariant last;
    for (int row = top; row <= bottom; ++row) {
        const QModelIndex index = m_events->index(row, 0);
        const QVariant day = index.data(DayRole);
        if (index.data(LoadingRole).toBool())
            last = {};
        if (!day.isValid())
            continue;
        if (first.isEmpty())
            first = dayText(day.toLongLong());
        else if (last.isValid() && last != day)
            rows.insert(row);
        last = day;
    }
    m_header->setDay(first);
    return rows;
}

void EventTableView::dropCaptions()
{
    const QSet<int> dropped = std::exchange(m_captions, {});
    for (const int row : dropped)
        verticalHeader()->resizeSection(row, dataRowHeight(*this));
}

void EventTableView::fitRows()
{
    if (!m_events)
        return;
    dropCaptions();
    verticalHeader()->setDefaultSectionSize(dataRowHeight(*this));
    doItemsLayout(); // the row on top stays there
    settle();
}

void EventTableView::fitColumns()
{
    if (!m_events)
        return;
    const QFontMetrics mono(monospaceFont(font()));
    const auto width = [&mono](QStringView widest) {
        return mono.horizontalAdvance(widest.toString()) + 3 * measures::ControlSpacing;
    };
    const auto set = [this](EventColumn column, QHeaderView::ResizeMode mode, int size) {
        m_header->setSectionResizeMode(static_cast<int>(column), mode);
        if (size > 0)
            m_header->resizeSection(static_cast<int>(column), size);
    };
    set(EventColumn::Place, QHeaderView::Interactive, width(u"00000000"));
    m_placeLength = 8;
    set(EventColumn::Type, QHeaderView::Stretch, 0);
    set(EventColumn::Stream, QHeaderView::Interactive, width(u"$order-1042 @ 17"));
    set(EventColumn::Created, QHeaderView::Interactive, width(u"00:00:00.000 000 0"));
    set(EventColumn::Size, QHeaderView::Interactive, width(u"999.9 KiB"));
    settle();
}

/// Numbers are never shortened: the column grows with what comes into view.
void EventTableView::fitPlaces()
{
    qsizetype longest = m_placeLength;
    for (int row = qMax(0, topRow()); row <= bottomRow(); ++row)
        longest = qMax(longest, m_events->placeAt(row).size());
    if (longest == m_placeLength)
        return;
    const int added = QFontMetrics(monospaceFont(font())).horizontalAdvance(u'0')
                      * static_cast<int>(longest - m_placeLength);
    m_placeLength = longest;
    const int column = static_cast<int>(EventColumn::Place);
    m_header->resizeSection(column, m_header->sectionSize(column) + added);
}

} // namespace ui
