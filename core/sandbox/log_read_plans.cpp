#include "core/sandbox/log_read_plans.h"

#include "core/sandbox/subscription_replies.h"

namespace core::sandbox {

namespace {

constexpr qint64 PageRows = 512;

void endInvalidPosition(ReadPage &page)
{
    page.next = ReadPage::Next::End;
    page.end = unexpectedEnd("Unexpected ReadAllResult: InvalidPosition");
}

} // namespace

LogForwards::LogForwards(LogReadOptions options, std::optional<qint64> from, quint64 count)
    : m_options(std::move(options))
    , m_replies(m_options.form, m_options.resolvesLinks)
    , m_next(from)
    , m_left(count)
{}

ReadPage LogForwards::next(StoreReader &reader)
{
    ReadPage page;
    if (!m_next) {
        page.next = ReadPage::Next::End;
        return page;
    }
    if (!std::exchange(m_isChecked, true) && !reader.isRecordBoundary(*m_next)) {
        endInvalidPosition(page);
        return page;
    }
    const auto events = reader.logForwards(*m_next, PageRows);
    for (const StoredEvent &event : events) {
        m_next = event.position + 1;
        if (!m_options.filter.allows(reader, event))
            continue;
        m_replies.addEvent(reader, event, reader.streamName(event.stream), page.replies);
        if (--m_left == 0)
            break;
    }
    if (events.empty() || m_left == 0)
        page.next = ReadPage::Next::End;
    return page;
}

LogBackwards::LogBackwards(LogReadOptions options, std::optional<qint64> before, quint64 count)
    : m_options(std::move(options))
    , m_replies(m_options.form, m_options.resolvesLinks)
    , m_before(before)
    , m_left(count)
{}

ReadPage LogBackwards::next(StoreReader &reader)
{
    ReadPage page;
    if (!m_before)
        m_before = reader.endOfLog();
    if (!std::exchange(m_isChecked, true) && !reader.isRecordBoundary(*m_before)) {
        endInvalidPosition(page);
        return page;
    }
    const auto events = reader.logBackwards(*m_before, PageRows);
    for (const StoredEvent &event : events) {
        m_before = event.position;
        if (!m_options.filter.allows(reader, event))
            continue;
        m_replies.addEvent(reader, event, reader.streamName(event.stream), page.replies);
        if (--m_left == 0)
            break;
    }
    if (events.empty() || m_left == 0)
        page.next = ReadPage::Next::End;
    return page;
}

LogSubscription::LogSubscription(LogReadOptions options,
                                 From from,
                                 std::optional<quint64> checkpointInterval,
                                 const Profile &profile)
    : m_options(std::move(options))
    , m_replies(m_options.form, m_options.resolvesLinks)
    , m_from(from)
    , m_checkpointInterval(checkpointInterval)
    , m_saysCaughtUp(profile.caughtUp)
{}

ReadPage LogSubscription::next(StoreReader &reader)
{
    ReadPage page;
    if (!std::exchange(m_isConfirmed, true) && !begin(reader, page))
        return page;
    const auto events = reader.logForwards(m_next, PageRows);
    for (const StoredEvent &event : events)
        consider(reader, event, page);
    if (events.empty())
        reachEnd(page);
    return page;
}

bool LogSubscription::begin(StoreReader &reader, ReadPage &page)
{
    ReadReplies::add(confirmation(), page.replies);
    const bool isAfter = m_from.start == Start::After;
    if (isAfter && !reader.isRecordBoundary(m_from.position)) {
        page.next = ReadPage::Next::End;
        page.end = invalidArgumentEnd("The position is not one of an event.");
        return false;
    }
    m_next = isAfter ? m_from.position + 1 : m_from.start == Start::End ? reader.endOfLog() : 0;
    m_lastConsidered = std::max<qint64>(0, m_next - 1);
    return true;
}

void LogSubscription::consider(StoreReader &reader, const StoredEvent &event, ReadPage &page)
{
    m_next = event.position + 1;
    m_lastConsidered = event.position;
    if (m_options.filter.allows(reader, event))
        m_replies.addEvent(reader, event, reader.streamName(event.stream), page.replies);
    if (m_checkpointInterval && ++m_sinceCheckpoint >= *m_checkpointInterval) {
        m_sinceCheckpoint = 0;
        ReadReplies::add(checkpoint(m_lastConsidered), page.replies);
    }
}

void LogSubscription::reachEnd(ReadPage &page)
{
    page.next = ReadPage::Next::Wait;
    if (std::exchange(m_isLive, true))
        return;
    if (m_checkpointInterval && m_sinceCheckpoint > 0) {
        m_sinceCheckpoint = 0;
        ReadReplies::add(checkpoint(m_lastConsidered), page.replies);
    }
    if (m_saysCaughtUp)
        ReadReplies::add(caughtUp(), page.replies);
}

} // namespace core::sandbox
