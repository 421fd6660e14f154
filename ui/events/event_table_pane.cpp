#include "ui/events/event_table_pane.h"

#include "ui/events/event_source.h"
#include "ui/events/event_table_view.h"
#include "ui/events/long_scroll_bar.h"

#include <QHBoxLayout>

#include <algorithm>

namespace ui {

EventTablePane::EventTablePane(EventSource &source, QWidget *parent)
    : QWidget(parent)
    , m_source(source)
    , m_view(new EventTableView(this))
    , m_bar(new LongScrollBar(this))
{
    m_view->setObjectName(QStringLiteral("events/table"));
    m_bar->setObjectName(QStringLiteral("events/scroll-bar"));
    m_view->setEvents(&source.model());
    setFocusProxy(m_view);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_bar);
    m_viewTimer.setSingleShot(true);
    m_viewTimer.setInterval(0);

    connect(m_view, &EventTableView::scrolled, this, &EventTablePane::onScrolled);
    connect(m_view, &EventTableView::rowsShown, &m_viewTimer, qOverload<>(&QTimer::start));
    connect(m_view, &EventTableView::topRequested, this, [this] {
        m_source.model().isNewestFirst() ? goToEnd() : goToStart();
    });
    connect(m_view, &EventTableView::bottomRequested, this, [this] {
        m_source.model().isNewestFirst() ? goToStart() : goToEnd();
    });
    connect(m_bar, &LongScrollBar::topRequested, this, &EventTablePane::onTopRequested);
    connect(&m_viewTimer, &QTimer::timeout, this, &EventTablePane::onRowsShown);
    connect(&source, &EventSource::eventsArrived, this, &EventTablePane::onEventsArrived);
    connect(&source, &EventSource::jumped, this, &EventTablePane::onJumped);
}

void EventTablePane::release()
{
    m_view->disconnect(&m_viewTimer);
    m_view->disconnect(this);
    m_viewTimer.stop();
    m_source.disconnect(this);
    m_view->setModel(nullptr);
}

qint64 EventTablePane::shownRows() const
{
    qint64 shown = 0;
    for (int row = qMax(0, m_view->topRow()); row <= m_view->bottomRow(); ++row)
        shown += m_source.model().eventAt(row) ? 1 : 0;
    return shown;
}

void EventTablePane::forgetUnseen()
{
    m_unseen = 0;
    Q_EMIT followingChanged();
}

void EventTablePane::followEnd()
{
    if (m_source.bringEnd())
        setFollowing(true);
}

void EventTablePane::goToStart()
{
    if (!m_source.bringStart())
        return; // jumped() tells
    const EventTableModel &model = m_source.model();
    const bool beginsWithGone = !model.keyAt(model.rowOfRank(0));
    goToRow(model.rowOfRank(beginsWithGone ? 1 : 0));
    m_view->showOnTop(model.rowOfRank(0));
}

void EventTablePane::goToEnd()
{
    if (!m_source.bringEnd())
        return; // jumped() tells
    selectRow(m_source.model().rowOfRank(m_source.model().rowCount() - 1));
    setFollowing(true);
}

void EventTablePane::goToRow(int row)
{
    const EventTableModel &model = m_source.model();
    const bool isEnd = row == model.rowOfRank(model.rowCount() - 1) && m_source.modelReachesEnd();
    setFollowing(m_isFollowing && isEnd);
    selectRow(row);
}

void EventTablePane::setFollowing(bool following)
{
    m_isFollowing = following;
    m_source.setFollowed(following);
    if (following)
        m_unseen = 0;
    m_view->setSticksToEnd(following);
    Q_EMIT followingChanged();
}

void EventTablePane::selectRow(int row)
{
    if (const auto key = m_source.model().keyAt(row))
        m_view->setCurrentKey(*key);
}

void EventTablePane::onScrolled()
{
    setFollowing(m_view->isAtNewestRow() && m_source.modelReachesEnd());
}

void EventTablePane::onRowsShown()
{
    const EventTableModel &model = m_source.model();
    const auto [oldest, newest]
        = std::minmax({model.rankOfRow(m_view->topRow()), model.rankOfRow(m_view->bottomRow())});
    m_source.showRanks(oldest, newest);
    updateScrollBar();
    Q_EMIT rowsShown();
}

void EventTablePane::onTopRequested(quint64 place)
{
    const auto places = m_source.places();
    if (!places)
        return;
    const int shown = m_view->bottomRow() - m_view->topRow();
    const bool isAtTop = place == places->first;
    const bool isAtBottom = place + static_cast<quint64>(shown) >= places->last;
    const bool isAtEnd = m_source.model().isNewestFirst() ? isAtTop : isAtBottom;
    if (isAtEnd && m_source.modelReachesEnd()) {
        setFollowing(true);
        return;
    }
    m_view->setSticksToEnd(false);
    const int row = m_source.bringPlace(turned(place, *places));
    m_view->showOnTop(isAtTop ? 0 : isAtBottom ? m_source.model().rowCount() - 1 : row);
}

/// Of the scroll bar, whose first place is on top, into the source's, and back.
quint64 EventTablePane::turned(quint64 place, const EventPlaces &places) const
{
    return m_source.model().isNewestFirst() ? places.first + (places.last - place) : place;
}

void EventTablePane::onEventsArrived(qint64 count)
{
    if (!m_isFollowing)
        m_unseen += count;
    else if (!m_source.modelReachesEnd())
        (void)m_source.bringEnd();
    Q_EMIT followingChanged();
}

void EventTablePane::onJumped(bool toEnd)
{
    selectRow(m_source.model().rowOfRank(toEnd ? m_source.model().rowCount() - 1 : 0));
    setFollowing(toEnd);
}

void EventTablePane::updateScrollBar()
{
    const auto places = m_source.places();
    const int top = m_view->topRow();
    if (!places || top < 0) {
        m_bar->setView(0, 0, 0, 1);
        return;
    }
    m_bar->setView(places->first,
                   places->last,
                   turned(m_isFollowing ? places->last : m_source.placeOfRow(top), *places),
                   static_cast<quint64>(m_view->bottomRow() - top) + 1);
    const core::ResolvedEvent *event = m_source.model().eventAt(top);
    const QString where = m_source.model().groupedPlaceAt(top);
    m_bar->setThumbText(
        event ? where + QStringLiteral(" · ") + shortMomentText(event->shown().created) : where);
}

} // namespace ui
