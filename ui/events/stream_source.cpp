#include "ui/events/stream_source.h"

#include "ui/events/stream_words.h"

#include <QLocale>

#include <algorithm>

namespace ui {

namespace {

constexpr quint64 PageSize = EventPageCache::EventsPerPage;
constexpr int EdgeRows = 500;

} // namespace

StreamSource::StreamSource(core::Client &client,
                           const core::StreamName &stream,
                           const StreamTableModel::Limits &limits,
                           QObject *parent)
    : EventSource(client, stream, parent)
    , m_model(stream, limits, nullptr)
{
    connect(&m_model, &StreamTableModel::rangeWanted, this, &StreamSource::want);
    connect(&m_model, &StreamTableModel::extentChanged, this, &EventSource::rangeTextChanged);
    connect(&m_model, &EventTableModel::linksSeen, this, [this] {
        m_hasLinks = true;
        Q_EMIT rangeTextChanged();
    });
    connect(&client, &core::Client::streamAdvanced, this, &StreamSource::onAdvanced);
}

StreamSource::~StreamSource() = default;

QString StreamSource::rangeText() const
{
    if (m_model.isEmpty())
        return {};
    const QLocale locale;
    const quint64 first = m_model.first().value;
    const quint64 last = m_model.last().value;
    const QString range = locale.toString(first) + u'–' + locale.toString(last);
    if (m_hasGaps)
        return tr("%1, some gone").arg(range);
    const QString count = locale.toString(last - first + 1);
    const QString words = last == first ? (m_hasLinks ? tr("%1 link") : tr("%1 event"))
                                        : (m_hasLinks ? tr("%1 links") : tr("%1 events"));
    return words.arg(count) + QStringLiteral(" · ") + range;
}

void StreamSource::open()
{
    m_waiting.reset();
    m_running.reset();
    m_page.reset();
    m_opening = {};
    m_openFailed = false;
    m_call.cancel();
    tail().stop();
    setReadError({});
    setReading(true);
    if (m_model.isEmpty())
        setState({});
    const core::ReadRequest head{.stream = stream(),
                                 .from = core::FromEnd{},
                                 .direction = core::Direction::Backwards,
                                 .count = PageSize,
                                 .resolveLinks = resolveLinks(),
                                 .filter = {},
                                 .silence = {},
                                 .payloads = core::PayloadWish::AsListed};
    const core::ReadRequest start{.stream = stream(),
                                  .from = core::FromStart{},
                                  .direction = core::Direction::Forwards,
                                  .count = 1,
                                  .resolveLinks = false,
                                  .filter = {},
                                  .silence = {},
                                  .payloads = core::PayloadWish::AsListed};
    m_head = startPageRead(client(), head, [this](const auto &result) { takeHead(result); });
    m_start = startPageRead(client(), start, [this](const auto &result) { takeStart(result); });
}

void StreamSource::takeHead(const core::Result<PageReply> &result)
{
    m_head.reset();
    if (result && !result->events.isEmpty()) {
        m_opening.head = *result;
        finishOpening();
        return;
    }
    m_start.reset();
    const bool isAboutStream = result || result.error().code == core::ErrorCode::StreamNotFound
                               || result.error().code == core::ErrorCode::StreamDeleted;
    if (isAboutStream)
        m_call = client().streamState(stream(), [this](const auto &state) { takeState(state); });
    else
        failOpening(result.error());
}

void StreamSource::takeStart(const core::Result<PageReply> &result)
{
    m_start.reset();
    if (result && !result->events.isEmpty())
        m_opening.first = result->events.constFirst().original().revision;
    finishOpening();
}

/// The head alone is enough once the other read is over: its oldest event is then the best that is
/// known of the start.
void StreamSource::finishOpening()
{
    if (!m_opening.head || m_start)
        return;
    core::EventBatch events = std::move(m_opening.head->events);
    std::reverse(events.begin(), events.end());
    const core::Revision oldest = events.constFirst().original().revision;
    const core::Revision newest = events.constLast().original().revision;
    const core::Revision last = qMax(newest, m_opening.head->lastRevision.value_or(newest));
    m_hasGaps = false;
    m_model.setExtent(qMin(m_opening.first.value_or(oldest), oldest), last, !isFollowed());
    m_isHeavy = m_opening.head->isCutShort;
    m_model.insert(oldest, {last.value + 1}, events);
    setReading(false);
    setState({EventSourceState::Kind::Ready, {}, {}});
    if (m_model.first().value > 0)
        askWhyGone();
    startTail();
}

/// "Deleted" in an answer proves nothing: what is said of the stream rests on these reads.
void StreamSource::takeState(const core::Result<core::StreamState> &result)
{
    if (!result) {
        failOpening(result.error());
        return;
    }
    if (result->kind == core::StreamState::Kind::Alive) {
        open(); // written to meanwhile
        return;
    }
    setReading(false);
    m_model.clear();
    setState({EventSourceState::Kind::Nothing, *result, {}});
    if (result->metadata.revision)
        askSinceWhen(*result->metadata.revision);
    if (result->kind != core::StreamState::Kind::Tombstoned)
        startTail();
}

/// What was read before stays.
void StreamSource::failOpening(const core::Error &error)
{
    m_openFailed = true;
    setReading(false);
    if (m_model.isEmpty())
        setState({EventSourceState::Kind::Failed, {}, error});
    else
        setReadError(error);
}

/// A soft deletion is the writing of metadata, and a truncation stands in it.
void StreamSource::askSinceWhen(core::Revision metadata)
{
    const core::ReadRequest request{.stream = stream().metadataStream(),
                                    .from = metadata,
                                    .direction = core::Direction::Forwards,
                                    .count = 1,
                                    .resolveLinks = false,
                                    .filter = {},
                                    .silence = {},
                                    .payloads = core::PayloadWish::AsListed};
    m_start = startPageRead(client(), request, [this](const core::Result<PageReply> &result) {
        m_start.reset();
        EventSourceState now = state();
        if (!result || result->events.isEmpty() || now.kind != EventSourceState::Kind::Nothing)
            return;
        now.since = result->events.constFirst().original().created;
        setState(now);
    });
}

void StreamSource::askWhyGone()
{
    m_call = client().metadata(stream(), [this](const core::Result<core::StreamMetadata> &result) {
        if (result && !m_model.isEmpty())
            m_model.setGoneReason(goneReason(result->json, m_model.first()));
    });
}

void StreamSource::cancel()
{
    if (!isReading())
        return;
    const core::Error cancelled{core::ErrorCode::Cancelled, tr("Reading was cancelled."), {}};
    const bool wasOpening = !m_page;
    m_head.reset();
    m_start.reset();
    m_page.reset();
    m_running.reset();
    m_waiting.reset();
    m_call.cancel();
    if (wasOpening) {
        failOpening(cancelled);
        return;
    }
    setReading(false);
    setReadError(cancelled);
}

void StreamSource::retry()
{
    if (m_openFailed) {
        open();
        return;
    }
    setReadError({});
    m_model.askAgain();
}

/// Near an edge of the window that is no edge of the stream, the window moves under the view.
void StreamSource::showRanks(int oldest, int newest)
{
    if (m_model.isEmpty())
        return;
    const int edge = qMin(EdgeRows, m_model.rowCount() / 10);
    const bool isNearStart = oldest < edge && m_model.windowFirst() > m_model.first();
    const bool isNearEnd = newest >= m_model.rowCount() - edge && !m_model.windowIsAtEnd();
    if (isNearStart || isNearEnd)
        m_model.centerWindow({placeOfRow(m_model.rowOfRank(oldest))});
}

std::optional<EventPlaces> StreamSource::places() const
{
    if (m_model.isEmpty())
        return {};
    return EventPlaces{m_model.first().value, m_model.last().value};
}

quint64 StreamSource::placeOfRow(int row) const
{
    const auto key = m_model.keyAt(row);
    return key ? key->revision.value : m_model.first().value;
}

int StreamSource::bringPlace(quint64 place)
{
    return m_model.bringIntoWindow({place}) ? m_model.rowOfRevision({place}) : -1;
}

bool StreamSource::bringEnd()
{
    m_model.bringEndIntoWindow();
    return true;
}

bool StreamSource::bringStart()
{
    if (!m_model.isEmpty())
        m_model.bringIntoWindow(m_model.first());
    return true;
}

void StreamSource::startTail()
{
    if (!isLive())
        return;
    core::SubscribeRequest request{.stream = stream(),
                                   .after = core::FromStart{},
                                   .resolveLinks = resolveLinks(),
                                   .filter = {},
                                   .deadline = {},
                                   .payloads = core::PayloadWish::AsListed};
    if (!m_model.isEmpty())
        request.after = m_model.last();
    tail().start(request);
}

void StreamSource::takeLive(const core::EventBatch &events)
{
    m_model.append(events);
    setState({EventSourceState::Kind::Ready, {}, {}});
}

void StreamSource::want(core::Revision first, core::Revision last)
{
    if (readError() || m_head || m_model.isEmpty())
        return;
    const bool isUnderWay = m_running && m_running->first <= first && last < m_running->end;
    if (isUnderWay)
        return;
    m_waiting = rangeToRead(first, last);
    const bool isElsewhere
        = m_running && (m_running->end <= m_waiting->first || m_waiting->end <= m_running->first);
    if (isElsewhere) {
        m_page.reset();
        m_running.reset();
    }
    startNextPage();
}

/// Whole pages, without what is there already at both ends.
StreamSource::Range StreamSource::rangeToRead(core::Revision first, core::Revision last) const
{
    if (m_isHeavy)
        return {first, {last.value + 1}};
    quint64 begin = qMax(first.value / PageSize * PageSize, m_model.first().value);
    quint64 end = qMin((last.value / PageSize + 1) * PageSize, m_model.last().value + 1);
    while (begin < first.value && m_model.knows({begin}))
        ++begin;
    while (end > last.value + 1 && m_model.knows({end - 1}))
        --end;
    return {{begin}, {end}};
}

void StreamSource::startNextPage()
{
    if (m_page || !m_waiting)
        return;
    const Range range = *std::exchange(m_waiting, {});
    m_running = range;
    setReading(true);
    const core::ReadRequest request{.stream = stream(),
                                    .from = range.first,
                                    .direction = core::Direction::Forwards,
                                    .count = range.end.value - range.first.value,
                                    .resolveLinks = resolveLinks(),
                                    .filter = {},
                                    .silence = {},
                                    .payloads = core::PayloadWish::AsListed};
    m_page = startPageRead(
        client(), request, [this, range](const auto &result) { takePage(range, result); });
}

void StreamSource::takePage(const Range &range, const core::Result<PageReply> &result)
{
    m_page.reset();
    m_running.reset();
    setReading(false);
    if (!result) {
        const bool isDeleted = result.error().code == core::ErrorCode::StreamNotFound
                               || result.error().code == core::ErrorCode::StreamDeleted;
        if (isDeleted)
            open();
        else
            setReadError(result.error());
        return;
    }
    core::Revision end = range.end;
    if (result->isCutShort) {
        m_isHeavy = true;
        end = {qMin(end.value, result->events.constLast().original().revision.value + 1)};
    }
    const auto expected = end.value - range.first.value;
    const auto inRange = std::count_if(
        result->events.cbegin(), result->events.cend(), [end](const core::ResolvedEvent &event) {
            return event.original().revision < end;
        });
    if (static_cast<quint64>(inRange) < expected && !m_hasGaps) {
        m_hasGaps = true;
        Q_EMIT rangeTextChanged();
    }
    m_model.insert(range.first, end, result->events);
    if (result->lastRevision)
        m_model.growTo(*result->lastRevision);
    startNextPage();
}

void StreamSource::onAdvanced(const core::StreamName &name, core::Revision revision)
{
    if (name != stream())
        return;
    if (state().kind == EventSourceState::Kind::Nothing)
        open();
    else
        m_model.growTo(revision);
}

} // namespace ui
