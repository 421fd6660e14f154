#include "ui/events/all_source.h"

#include <QLocale>

#include <algorithm>

namespace ui {

namespace {

constexpr quint64 PageSize = 256;
constexpr int Edge = 128; ///< so many rows from the end of what is there, more is read

} // namespace

AllSource::AllSource(core::Client &client, const AllTableModel::Limits &limits, QObject *parent)
    : EventSource(client, core::StreamName::all(), parent)
    , m_model(core::StreamName::all(), limits, nullptr)
{
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &EventSource::rangeTextChanged);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &EventSource::rangeTextChanged);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &EventSource::rangeTextChanged);
}

AllSource::~AllSource() = default;

QString AllSource::rangeText() const
{
    if (m_model.isEmpty())
        return state().kind == EventSourceState::Kind::Ready ? tr("no events") : QString();
    const QString count = QLocale().toString(m_model.rowCount());
    if (!m_match.isEmpty())
        return m_model.reachesStart() ? tr("%1 events that fit").arg(count)
                                      : tr("%1 events that fit, and maybe older ones").arg(count);
    if (m_model.reachesStart() && m_model.reachesEnd())
        return tr("%1 events").arg(count);
    return m_model.reachesEnd() ? tr("the last %1 events").arg(count)
                                : tr("%1 events around here").arg(count);
}

void AllSource::open()
{
    tail().stop();
    read(Step::End, core::FromEnd{}, core::Direction::Backwards);
}

void AllSource::openAt(core::Position position)
{
    tail().stop();
    m_target = position;
    read(Step::At, position, core::Direction::Forwards);
}

void AllSource::setMatch(const EventMatch &match)
{
    m_match = match;
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
    switch (step) {
    case Step::None:
        break;
    case Step::End:
        open();
        break;
    case Step::Start:
        (void)bringStart();
        break;
    case Step::At:
        openAt(m_target);
        break;
    case Step::Older:
        read(step, m_model.oldest(), core::Direction::Backwards);
        break;
    case Step::Newer:
        read(step, m_model.newest(), core::Direction::Forwards);
        break;
    }
}

void AllSource::showRanks(int oldest, int newest)
{
    if (m_page || readError() || m_model.isEmpty())
        return;
    if (oldest < Edge && !m_model.reachesStart())
        read(Step::Older, m_model.oldest(), core::Direction::Backwards);
    else if (newest >= m_model.rowCount() - Edge && !m_model.reachesEnd())
        read(Step::Newer, m_model.newest(), core::Direction::Forwards);
}

std::optional<EventPlaces> AllSource::places() const
{
    if (m_model.isEmpty())
        return {};
    return EventPlaces{0, static_cast<quint64>(m_model.rowCount()) - 1};
}

quint64 AllSource::placeOfRow(int row) const
{
    return static_cast<quint64>(m_model.rankOfRow(row));
}

int AllSource::bringPlace(quint64 place)
{
    const bool isThere = place < static_cast<quint64>(m_model.rowCount());
    return isThere ? m_model.rowOfRank(static_cast<int>(place)) : -1;
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
    tail().stop();
    read(Step::Start, core::FromStart{}, core::Direction::Forwards);
    return false;
}

void AllSource::startTail()
{
    if (!isLive())
        return;
    core::SubscribeRequest request{.stream = stream(),
                                   .after = core::FromEnd{},
                                   .resolveLinks = resolveLinks(),
                                   .filter = m_match.onServer(showSystem()),
                                   .deadline = {},
                                   .payloads = core::PayloadWish::AsListed};
    if (!m_model.isEmpty())
        request.after = m_model.newest();
    tail().start(request);
}

/// Where the newest rows were dropped for older ones, the events are only counted: going to the end
/// reads them.
void AllSource::takeLive(const core::EventBatch &events)
{
    if (m_model.reachesEnd())
        m_model.append(events, true);
}

void AllSource::read(Step step, const core::ReadFrom &from, core::Direction direction)
{
    m_step = step;
    m_failed = Step::None;
    setReadError({});
    setReading(true);
    if (m_model.isEmpty())
        setState({});
    core::ReadRequest request{.stream = stream(),
                              .from = from,
                              .direction = direction,
                              .count = PageSize + (step == Step::Newer ? 1 : 0),
                              .resolveLinks = resolveLinks(),
                              .filter = m_match.onServer(showSystem()),
                              .silence = {},
                              .payloads = core::PayloadWish::AsListed};
    m_page = startPageRead(
        client(), request, [this, step](const auto &result) { take(step, result); });
}

void AllSource::take(Step step, const core::Result<PageReply> &result)
{
    m_page.reset();
    m_step = Step::None;
    if (!result) {
        fail(step, result.error());
        return;
    }
    setReading(false);
    core::EventBatch events = result->events;
    const bool isLastPage = !result->isCutShort && static_cast<quint64>(events.size()) < PageSize;
    if (step == Step::End || step == Step::Older)
        std::reverse(events.begin(), events.end());
    switch (step) {
    case Step::None:
        return;
    case Step::End:
        m_model.reset(events, isLastPage, true);
        break;
    case Step::Start:
        m_model.reset(events, true, isLastPage);
        break;
    case Step::At:
        m_model.reset(events, false, isLastPage);
        break;
    case Step::Older:
        m_model.prepend(events, isLastPage);
        break;
    case Step::Newer:
        if (!events.isEmpty() && events.constFirst().original().position == m_model.newest())
            events.removeFirst(); // a read forwards begins with the event it starts from
        m_model.append(events, isLastPage);
        break;
    }
    setState({EventSourceState::Kind::Ready, {}, {}});
    Q_EMIT rangeTextChanged();
    if (step == Step::End || step == Step::Start)
        Q_EMIT jumped(step == Step::End);
    if (step == Step::At)
        Q_EMIT openedAt(m_target);
    if (m_model.reachesEnd() && tail().state().kind == LiveState::Kind::Off)
        startTail();
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
}

} // namespace ui
