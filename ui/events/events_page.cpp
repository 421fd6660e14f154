#include "ui/events/events_page.h"

#include "core/links/projected_stream.h"
#include "ui/events/all_source.h"
#include "ui/events/current_event.h"
#include "ui/events/event_tab_line.h"
#include "ui/events/event_table_pane.h"
#include "ui/events/event_table_view.h"
#include "ui/events/no_events_pane.h"
#include "ui/events/stream_match_source.h"
#include "ui/events/stream_source.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/payload_clipboard.h"
#include "ui/widgets/separator.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace ui {

namespace {

using StateKind = EventSourceState::Kind;

std::unique_ptr<EventSource> makeSource(core::Client &client, const core::StreamName &stream)
{
    if (stream.isAll())
        return std::make_unique<AllSource>(client, AllTableModel::Limits{}, nullptr);
    return std::make_unique<StreamSource>(client, stream, StreamTableModel::Limits{}, nullptr);
}

/// Streams that hold nothing but links have their column of targets from the start.
bool isLinkStream(const core::StreamName &stream)
{
    const auto projected = core::ProjectedStream::parse(stream);
    return projected && projected->kind != core::ProjectedStream::Kind::CategoryStreams;
}

} // namespace

EventsPage::EventsPage(core::Client &client, core::StreamName stream, QWidget *parent)
    : Page(parent)
    , m_client(client)
    , m_stream(std::move(stream))
    , m_source(makeSource(client, m_stream))
    , m_current(new CurrentEvent(m_client, this))
    , m_line(new EventTabLine(m_stream.isAll(), this))
    , m_busy(new BusyLine(this))
    , m_message(new MessageBar(this))
    , m_stack(new QStackedLayout)
    , m_pane(new EventTablePane(*m_source, this))
    , m_view(&m_pane->view())
    , m_empty(new NoEventsPane(this))
{
    build();
    connectView();
    connectPane();
    connectSource();
    m_source->open();
    onStateChanged();
}

EventsPage::~EventsPage()
{
    m_source->disconnect(this);
    m_pane->disconnect(this);
    m_pane->release();
}

QString EventsPage::manualTitle() const
{
    return QStringLiteral("The table of events");
}

void EventsPage::build()
{
    setObjectName(QStringLiteral("events/page"));
    m_view->setAccessibleName(tr("Events of %1").arg(m_stream.text()));
    m_empty->setObjectName(QStringLiteral("events/empty"));
    m_message->setObjectName(QStringLiteral("events/message"));
    m_view->setStreamColumnShown(m_stream.isAll() || isLinkStream(m_stream));
    showSwitches();
    setFocusProxy(m_pane);

    m_stack->addWidget(m_pane);
    m_stack->addWidget(m_empty);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_line);
    layout->addWidget(new Separator(Qt::Horizontal, this));
    layout->addLayout(m_stack, 1);
    // Below, where they push nothing that is being read.
    layout->addWidget(m_message);
    layout->addWidget(m_busy);

    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(std::chrono::milliseconds(150));
}

void EventsPage::connectView()
{
    connect(m_line, &EventTabLine::filterChanged, this, &EventsPage::setFilter);
    connect(m_line, &EventTabLine::leftDownwards, this, [this] { m_pane->setFocus(); });
    connect(m_line, &EventTabLine::linksToggled, this, &EventsPage::setResolveLinks);
    connect(m_line, &EventTabLine::liveToggled, this, &EventsPage::setLive);
    connect(m_line, &EventTabLine::systemToggled, this, &EventsPage::setShowSystem);
    connect(m_line, &EventTabLine::endRequested, this, [this] { m_pane->followEnd(); });
    connect(m_line, &EventTabLine::retryRequested, this, [this] { m_source->tail().retryNow(); });
    connect(m_empty, &NoEventsPane::retryRequested, this, [this] { m_source->retry(); });
    connect(m_empty, &NoEventsPane::appendRequested, this, [this] {
        Q_EMIT appendRequested(m_stream);
    });
    connect(m_empty, &NoEventsPane::allRequested, this, [this] {
        setFilter({});
        m_pane->setFocus();
    });
    connect(m_empty, &NoEventsPane::undeleteRequested, this, [this] {
        Q_EMIT undeleteRequested(m_stream);
    });
    connect(m_empty, &NoEventsPane::credentialsRequested, this, &EventsPage::credentialsRequested);
    connect(m_empty, &NoEventsPane::projectionsRequested, this, &EventsPage::projectionsRequested);
    connect(m_empty, &NoEventsPane::streamRequested, this, &EventsPage::streamRequested);
    connect(m_busy, &BusyLine::cancelRequested, this, &EventsPage::cancel);
    connect(m_current, &CurrentEvent::changed, this, [this] {
        Q_EMIT currentEventChanged(currentEvent());
    });
    connect(m_current, &CurrentEvent::failed, this, &EventsPage::exactFailed);
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] { m_view->setShowsLoading(true); });
    connect(&m_client, &core::Client::connectionStateChanged, this, &EventsPage::updateLiveLine);
}

void EventsPage::connectPane()
{
    connect(m_pane, &EventTablePane::followingChanged, this, &EventsPage::updateLiveLine);
    connect(m_pane, &EventTablePane::rowsShown, this, &EventsPage::onRowsShown);
    connect(m_view, &EventTableView::currentKeyChanged, this, &EventsPage::updateCurrent);
    connect(
        m_view, &EventTableView::turnRequested, this, [this] { setNewestFirst(!isNewestFirst()); });
    connect(m_view, &EventTableView::copyRequested, this, &EventsPage::copyPayload);
    connect(m_view, &QAbstractItemView::activated, this, &EventsPage::activateCurrent);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        if (currentEvent())
            Q_EMIT menuRequested(m_view->viewport()->mapToGlobal(place));
    });
}

void EventsPage::connectSource()
{
    connect(m_source.get(), &EventSource::stateChanged, this, &EventsPage::onStateChanged);
    connect(m_source.get(), &EventSource::readErrorChanged, this, &EventsPage::onReadErrorChanged);
    connect(m_source.get(), &EventSource::readingChanged, this, &EventsPage::onReadingChanged);
    connect(m_source.get(), &EventSource::rangeTextChanged, this, [this] {
        m_line->setRangeText(rangeText());
    });
    connect(&m_source->tail(), &LiveTail::stateChanged, this, &EventsPage::onTailChanged);
    connect(&m_source->model(), &EventTableModel::linksSeen, this, [this] {
        m_view->setStreamColumnShown(true);
    });
    connect(&m_source->model(), &EventTableModel::streamsMet, this, &EventsPage::streamsMet);
    connect(m_source.get(), &EventSource::filteringChanged, this, &EventsPage::showSwitches);
    if (auto *all = qobject_cast<AllSource *>(m_source.get())) {
        connect(all, &AllSource::openedAt, this, [this, all] {
            m_pane->goToRow(all->model().rowOfRank(0)); // where that read began
        });
        connect(all, &AllSource::nothingAt, this, &EventsPage::sayNothingAt);
        connect(all, &AllSource::reloaded, this, [this, all] { keepCurrent(all->model()); });
    }
}

/// The table belongs to its source and goes with it.
void EventsPage::useSource(std::unique_ptr<EventSource> source)
{
    m_source->disconnect(this);
    m_source->tail().disconnect(this);
    m_pane->disconnect(this);
    m_pane->release();
    m_stack->removeWidget(m_pane);
    m_pane->hide();
    m_pane->deleteLater();
    source->setWatched(isVisible());
    source->takeSwitches(*m_source);
    m_source = std::move(source);
    m_pane = new EventTablePane(*m_source, this);
    m_view = &m_pane->view();
    m_view->setAccessibleName(tr("Events of %1").arg(m_stream.text()));
    m_view->setStreamColumnShown(m_stream.isAll() || isLinkStream(m_stream));
    m_stack->addWidget(m_pane);
    setFocusProxy(m_pane);
    m_hasOpened = false;
    m_shown = 0;
    connectPane();
    connectSource();
    m_source->open();
    onReadErrorChanged();
    onStateChanged();
}

void EventsPage::setFilter(const QString &words)
{
    const EventMatch match = EventMatch::parse(words);
    if (match.words() == m_match.words())
        return;
    const bool wasEmpty = m_match.isEmpty();
    m_match = match;
    endSearch();
    m_line->setFilter(words);
    if (auto *all = qobject_cast<AllSource *>(m_source.get())) {
        m_hasOpened = false;
        all->setMatch(match);
    } else if (!match.isEmpty()) {
        useSource(std::make_unique<StreamMatchSource>(m_client, m_stream, match, nullptr));
    } else if (!wasEmpty) {
        useSource(makeSource(m_client, m_stream));
    }
}

void EventsPage::focusFilter()
{
    m_line->focusFilter();
}

void EventsPage::setResolveLinks(bool resolve)
{
    m_source->setResolveLinks(resolve);
    showSwitches();
}

void EventsPage::setLive(bool live)
{
    m_pane->forgetUnseen();
    m_source->setLive(live);
    showSwitches();
}

void EventsPage::setShowSystem(bool show)
{
    if (m_stream.isAll())
        m_source->setShowSystem(show);
    showSwitches();
}

void EventsPage::showSwitches()
{
    m_line->setSwitches(resolveLinks(), isLive(), showSystem());
    m_line->setWhyUnfiltered(m_source->whyUnfiltered());
    Q_EMIT stateChanged();
}

void EventsPage::setNewestFirst(bool newestFirst)
{
    m_view->setNewestFirst(newestFirst);
    if (m_keptOrder)
        m_keptOrder->set(newestFirst);
    Q_EMIT stateChanged();
}

void EventsPage::keepOrderIn(const core::Setting<bool> &newestFirst)
{
    m_view->setNewestFirst(newestFirst.get());
    m_keptOrder = newestFirst;
}

bool EventsPage::isNewestFirst() const
{
    return m_source->model().isNewestFirst();
}

bool EventsPage::resolveLinks() const
{
    return m_source->resolveLinks();
}

bool EventsPage::isLive() const
{
    return m_source->isLive();
}

bool EventsPage::showSystem() const
{
    return m_source->showSystem();
}

const std::optional<core::ResolvedEvent> &EventsPage::currentEvent() const
{
    return m_current->shown();
}

void EventsPage::whenExact(const std::function<void(const core::ResolvedEvent &)> &action)
{
    m_current->whenExact(action);
}

void EventsPage::retryExact()
{
    m_current->retry();
}

void EventsPage::tellLinkEnd(const core::LinkTarget &link, core::LinkState end)
{
    const auto &event = currentEvent();
    if (event && event->original().stream == link.stream
        && event->original().revision == link.revision)
        m_source->model().tellLinkEnd(EventKey::of(*event), end);
}

void EventsPage::reload()
{
    m_source->reload();
}

void EventsPage::retryFailed()
{
    if (m_source->state().kind == EventSourceState::Kind::Failed)
        m_source->retry();
}

bool EventsPage::cancel()
{
    if (isSearching()) {
        endSearch();
        return true;
    }
    const bool wasReading = m_source->isReading();
    m_source->cancel();
    return wasReading;
}

qint64 EventsPage::shownRows() const
{
    return m_pane->shownRows();
}

QString EventsPage::rangeText() const
{
    return m_source->rangeText();
}

void EventsPage::copyPayload()
{
    whenExact([](const core::ResolvedEvent &event) { copyBytes(event.shown().data); });
}

std::optional<QPoint> EventsPage::placeOfCurrent() const
{
    const QRect row = m_view->visualRect(m_view->currentIndex());
    const QRect seen = row & m_view->viewport()->rect();
    return m_view->viewport()->mapToGlobal(seen.isEmpty() ? QPoint{} : seen.bottomLeft());
}

bool EventsPage::isFollowing() const
{
    return m_pane->isFollowing();
}

bool EventsPage::canUndelete() const
{
    return m_source->state().kind == StateKind::Nothing
           && m_source->state().stream.kind == core::StreamState::Kind::SoftDeleted;
}

void EventsPage::setCloseNames(std::function<QList<core::StreamName>()> names)
{
    m_closeNames = std::move(names);
}

void EventsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_source->setWatched(true);
}

void EventsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_source->setWatched(false);
}

} // namespace ui
