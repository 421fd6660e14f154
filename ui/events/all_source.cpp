#include "ui/events/all_source.h"

#include <QLocale>

#include <algorithm>

namespace ui {

namespace {

constexpr quint64 PageSize = 256;
constexpr int Edge = 128; ///< so many rows from the end of what is there, more is read
/// A server says nothing while nothing fits its filter; who waits can cancel.
constexpr std::chrono::minutes SearchSilence{10};

} // namespace

AllSource::AllSource(core::Client &client, const AllTableModel::Limits &limits, QObject *parent)
    : EventListSource(client, core::StreamName::all(), limits, parent)
{
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &EventSource::rangeTextChanged);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &EventSource::rangeTextChanged);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &EventSource::rangeTextChanged);
}

AllSource::~AllSource() = default;

QString AllSource::rangeText() const
{
    if (!m_match.isEmpty())
        return foundText();
    if (m_model.isEmpty())
        return state().kind == EventSourceState::Kind::Ready ? tr("no events") : QString();
    const QString count = QLocale().toString(m_model.rowCount());
    const QString words = m_model.reachesStart() && m_model.reachesEnd() ? tr("%1 events")
                          : m_model.reachesEnd()                         ? tr("the last %1 events")
                                                 : tr("%1 events around here");
    return m_match.hidesSystem(showSystem()) ? tr("%1 · system hidden").arg(words.arg(count))
                                             : words.arg(count);
}

/// A search tells how far it is, as far as the server does.
QString AllSource::foundText() const
{
    const QLocale locale;
    const QString place = m_reached ? locale.toString(m_reached->commit) : QString();
    if (!isReading() && state().kind != EventSourceState::Kind::Ready)
        return {};
    if (isReading() && m_model.isEmpty())
        return m_reached ? tr("nothing yet, looked back to position %1").arg(place)
                         : tr("nothing yet");
    const QString count = locale.toString(m_model.rowCount());
    if (isReading() && m_reached)
        return tr("%1 events that fit, looked back to position %2").arg(count, place);
    return m_model.reachesStart() ? tr("%1 events that fit").arg(count)
                                  : tr("%1 events that fit, and maybe older ones").arg(count);
}

void AllSource::open()
{
    start(Step::End);
}

void AllSource::reload()
{
    if (m_model.isEmpty())
        start(Step::End);
    else
        start(!isFollowed() && findViewStart() ? Step::ViewAgain : Step::EndAgain);
}

/// The nearest event at or before the view whose place is told: over HTTP not all are.
bool AllSource::findViewStart()
{
    const int row = m_inView ? m_model.rowOf(*m_inView) : -1;
    if (row < 0)
        return false;
    const int inView = m_model.rankOfRow(row);
    for (int rank = inView; rank >= 0; --rank) {
        const auto key = m_model.keyAt(m_model.rowOfRank(rank));
        m_viewOffset = static_cast<quint64>(inView - rank);
        if (m_viewOffset > PageSize)
            return false;
        if (key->position) {
            m_viewStart = *key->position;
            return true;
        }
    }
    return false;
}

void AllSource::openAt(core::Position position)
{
    m_target = position;
    start(Step::At);
}

/// Begins anew.
void AllSource::start(Step step)
{
    tail().stop();
    if (step == Step::Start)
        read(step, core::FromStart{}, core::Direction::Forwards);
    else if (step == Step::At)
        read(step, m_target, core::Direction::Forwards);
    else if (step == Step::ViewAgain)
        read(step, m_viewStart, core::Direction::Forwards);
    else
        read(step, core::FromEnd{}, core::Direction::Backwards);
}

void AllSource::setMatch(const EventMatch &match)
{
    m_match = match;
    m_model.reset({}, false, false); // what is there was let through by another
    open();
}

void AllSource::cancel()
{
    if (!m_page)
        return;
    m_page.reset();
    fail(std::exchange(m_step, Step::None),
         {core::ErrorCode::Cancelled, tr("Reading was cancelled."), {}});
}

void AllSource::retry()
{
    const Step step = std::exchange(m_failed, Step::None);
    setReadError({});
    if (step == Step::Older)
        read(step, m_model.oldest(), core::Direction::Backwards);
    else if (step == Step::Newer)
        read(step, m_model.newest(), core::Direction::Forwards);
    else if (step != Step::None)
        start(step);
}

void AllSource::showRanks(int oldest, int newest)
{
    m_inView = m_model.keyAt(m_model.rowOfRank(oldest));
    if (m_page || readError() || m_model.isEmpty())
        return;
    if (oldest < Edge && !m_model.reachesStart())
        read(Step::Older, m_model.oldest(), core::Direction::Backwards);
    else if (newest >= m_model.rowCount() - Edge && !m_model.reachesEnd() && m_model.newestTold())
        read(Step::Newer, m_model.newest(), core::Direction::Forwards);
}

bool AllSource::bringEnd()
{
    if (m_model.reachesEnd())
        return true;
    open();
    return false;
}

bool AllSource::bringStart()
{
    if (m_model.reachesStart())
        return true;
    start(Step::Start);
    return false;
}

void AllSource::startTail()
{
    if (!isLive())
        return;
    core::SubscribeRequest request{.stream = stream(),
                                   .after = core::FromEnd{},
                                   .resolveLinks = resolveLinks(),
                                   .filter = filter(),
                                   .deadline = {},
                                   .payloads = core::PayloadWish::AsListed};
    if (m_model.reachesEnd() && !m_model.isEmpty() && m_model.newestTold())
        request.after = *m_model.newestTold();
    tail().start(request);
}

/// Where the newest events have no row, those that come are only counted: going to the end reads
/// them.
void AllSource::takeLive(const core::EventBatch &events)
{
    if (m_model.reachesEnd())
        m_model.append(events, true);
}

void AllSource::read(Step step, const core::ReadFrom &from, core::Direction direction)
{
    m_step = step;
    m_failed = Step::None;
    m_reached.reset();
    m_wanted = PageSize + (step == Step::Newer ? 1 : step == Step::ViewAgain ? m_viewOffset : 0);
    setReadError({});
    setReading(true);
    if (m_model.isEmpty())
        setState({});
    core::ReadRequest request{.stream = stream(),
                              .from = from,
                              .direction = direction,
                              .count = m_wanted,
                              .resolveLinks = resolveLinks(),
                              .filter = filter(),
                              .silence = {},
                              .payloads = core::PayloadWish::AsListed};
    if (request.filter)
        request.silence = SearchSilence;
    m_page = startPageRead(
        client(), request, [this, step](const auto &result) { take(step, result); });
    connect(m_page.get(), &PageRead::reached, this, &AllSource::tellReached);
    Q_EMIT rangeTextChanged();
}

void AllSource::tellReached(core::Position position)
{
    m_reached = position;
    Q_EMIT rangeTextChanged();
}

std::optional<core::EventFilter> AllSource::filter() const
{
    return m_match.onServer(showSystem());
}

void AllSource::take(Step step, const core::Result<PageReply> &result)
{
    m_page.reset();
    m_step = Step::None;
    if (!result) {
        if (!fallsBack(step, result.error()))
            fail(step, result.error());
        return;
    }
    const bool isBeyondEnd
        = (step == Step::ViewAgain || step == Step::At) && result->events.isEmpty();
    if (isBeyondEnd) {
        start(Step::End);
        if (step == Step::At)
            Q_EMIT nothingAt(m_target);
        return;
    }
    setReading(false);
    if (!m_refusal.isEmpty())
        setWhyUnfiltered(std::exchange(m_refusal, {}));
    core::EventBatch events = result->events;
    const bool hadEnd = m_model.reachesEnd();
    const bool isLastPage = !result->isCutShort && static_cast<quint64>(events.size()) < m_wanted;
    if (step == Step::End || step == Step::EndAgain || step == Step::Older)
        std::reverse(events.begin(), events.end());
    show(step, events, isLastPage);
    setState({EventSourceState::Kind::Ready, {}, {}});
    tellShown(step);
    const bool hasComeToEnd = m_model.reachesEnd() && !hadEnd; // what was only counted comes, too
    if (hasComeToEnd || tail().state().kind == LiveState::Kind::Off)
        startTail();
}

void AllSource::tellShown(Step step)
{
    Q_EMIT rangeTextChanged();
    if (step == Step::End || step == Step::Start)
        Q_EMIT jumped(step == Step::End);
    if (step == Step::At)
        Q_EMIT openedAt(m_target);
    if (step == Step::EndAgain || step == Step::ViewAgain)
        Q_EMIT reloaded();
}

void AllSource::show(Step step, core::EventBatch events, bool isLastPage)
{
    switch (step) {
    case Step::None:
        return;
    case Step::End:
    case Step::EndAgain:
        m_model.reset(events, isLastPage, true);
        break;
    case Step::Start:
        m_model.reset(events, true, isLastPage);
        break;
    case Step::At:
    case Step::ViewAgain:
        m_model.reset(events, false, isLastPage);
        break;
    case Step::Older:
        m_model.prepend(events, isLastPage);
        break;
    case Step::Newer:
        if (!events.isEmpty()
            && EventKey::of(events.constFirst())
                   == m_model.keyAt(m_model.rowOfRank(m_model.rowCount() - 1)))
            events.removeFirst(); // a read forwards begins with the event it starts from
        m_model.append(events, isLastPage);
        break;
    }
}

/// A server older than 20.6 knows no filter: then all events are shown, and once they are it is
/// said why. Words of a filter cannot be done without it.
bool AllSource::fallsBack(Step step, const core::Error &error)
{
    if (error.code != core::ErrorCode::Unsupported || showSystem() || !m_match.isEmpty())
        return false;
    m_refusal = error.message;
    noteSystemShown();
    start(step);
    return true;
}

/// What was read before stays.
void AllSource::fail(Step step, const core::Error &error)
{
    m_failed = step;
    setReading(false);
    if (m_model.isEmpty())
        setState({EventSourceState::Kind::Failed, {}, error});
    else
        setReadError(error);
    Q_EMIT rangeTextChanged();
}

} // namespace ui
