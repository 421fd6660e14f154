#include "ui/events/stream_match_source.h"

#include <QLocale>

#include <algorithm>

namespace ui {

namespace {

constexpr quint64 PageSize = 256;
constexpr qsizetype Enough = 128; ///< rows, before more is looked for only on demand
constexpr int Edge = 32;

} // namespace

StreamMatchSource::StreamMatchSource(core::Client &client,
                                     const core::StreamName &stream,
                                     EventMatch match,
                                     QObject *parent)
    : EventListSource(client, stream, {}, parent)
    , m_match(std::move(match))
{}

StreamMatchSource::~StreamMatchSource() = default;

QString StreamMatchSource::rangeText() const
{
    const QLocale locale;
    const QString found = locale.toString(m_model.rowCount());
    const QString looked = locale.toString(m_looked);
    if (m_hasShown && m_model.reachesStart())
        return tr("%1 of %2 events").arg(found, looked);
    return tr("%1 of the last %2 events").arg(found, looked);
}

void StreamMatchSource::open()
{
    tail().stop();
    m_page.reset();
    m_next = core::FromEnd{};
    m_last.reset();
    m_looked = 0;
    m_found = 0;
    m_hasShown = false;
    m_wantsStart = false;
    if (m_model.isEmpty())
        setState({});
    readOn();
}

void StreamMatchSource::cancel()
{
    if (m_page)
        fail({core::ErrorCode::Cancelled, tr("The search was cancelled."), {}});
}

void StreamMatchSource::retry()
{
    if (!m_last)
        open();
    else
        readOn();
}

void StreamMatchSource::showRanks(int oldest, int)
{
    if (!m_page && !readError() && m_hasShown && oldest < Edge && !m_model.reachesStart()) {
        m_found = 0;
        readOn();
    }
}

bool StreamMatchSource::bringEnd()
{
    if (m_model.reachesEnd())
        return true;
    open();
    return false;
}

bool StreamMatchSource::bringStart()
{
    if (m_model.reachesStart())
        return true;
    m_wantsStart = true;
    if (!m_page)
        readOn();
    return false;
}

void StreamMatchSource::startTail()
{
    if (!isLive() || !m_last)
        return;
    tail().start({.stream = stream(),
                  .after = *m_last,
                  .resolveLinks = resolveLinks(),
                  .filter = {},
                  .deadline = {},
                  .payloads = core::PayloadWish::AsListed});
}

void StreamMatchSource::takeLive(const core::EventBatch &events)
{
    if (events.isEmpty())
        return;
    m_looked += static_cast<quint64>(events.size());
    m_last = events.constLast().original().revision;
    if (m_model.reachesEnd())
        m_model.append(fitting(events), true);
    setState({EventSourceState::Kind::Ready, {}, {}});
    Q_EMIT rangeTextChanged();
}

void StreamMatchSource::readOn()
{
    setReadError({});
    setReading(true);
    m_page = startPageRead(client(),
                           {.stream = stream(),
                            .from = m_next,
                            .direction = core::Direction::Backwards,
                            .count = PageSize,
                            .resolveLinks = resolveLinks(),
                            .filter = {},
                            .silence = {},
                            .payloads = core::PayloadWish::AsListed},
                           [this](const core::Result<PageReply> &result) { take(result); });
}

void StreamMatchSource::take(const core::Result<PageReply> &result)
{
    m_page.reset();
    const bool isMissing = !result
                           && (result.error().code == core::ErrorCode::StreamNotFound
                               || result.error().code == core::ErrorCode::StreamDeleted);
    if (!result && !isMissing) {
        fail(result.error());
        return;
    }
    core::EventBatch events = result ? result->events : core::EventBatch();
    std::reverse(events.begin(), events.end());
    m_looked += static_cast<quint64>(events.size());
    bool isAtStart = events.isEmpty();
    if (!events.isEmpty()) {
        const core::Revision oldest = events.constFirst().original().revision;
        if (!m_last)
            m_last = events.constLast().original().revision;
        isAtStart = oldest.value == 0
                    || (!result->isCutShort && static_cast<quint64>(events.size()) < PageSize);
        if (!isAtStart)
            m_next = core::Revision{oldest.value - 1};
    }
    show(fitting(events), isAtStart);
    if (!isAtStart && (m_found < Enough || m_wantsStart)) {
        readOn();
        return;
    }
    setReading(false);
    if (std::exchange(m_wantsStart, false))
        Q_EMIT jumped(false);
}

/// Until something was found the tab says that it is looking.
void StreamMatchSource::show(const core::EventBatch &found, bool isAtStart)
{
    m_found += found.size();
    const bool isFirst = !m_hasShown && (!found.isEmpty() || isAtStart);
    if (m_hasShown)
        m_model.prepend(found, isAtStart);
    if (isFirst) {
        m_hasShown = true;
        m_model.reset(found, isAtStart, true);
        setState({EventSourceState::Kind::Ready, {}, {}});
        startTail();
    }
    Q_EMIT rangeTextChanged();
}

/// What was found stays.
void StreamMatchSource::fail(const core::Error &error)
{
    m_page.reset();
    m_wantsStart = false;
    setReading(false);
    if (m_model.isEmpty() && !m_hasShown)
        setState({EventSourceState::Kind::Failed, {}, error});
    else
        setReadError(error);
}

core::EventBatch StreamMatchSource::fitting(const core::EventBatch &events) const
{
    core::EventBatch found;
    std::copy_if(events.cbegin(),
                 events.cend(),
                 std::back_inserter(found),
                 [this](const core::ResolvedEvent &event) { return m_match.fits(event); });
    return found;
}

} // namespace ui
