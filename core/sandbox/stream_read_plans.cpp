#include "core/sandbox/stream_read_plans.h"

#include "core/base/event_time.h"
#include "core/sandbox/subscription_replies.h"

namespace core::sandbox {

namespace {

namespace wire = event_store::client::streams;

constexpr quint64 PageRows = 512;
/// The server reads pages of this size, which shows in when it tells the first position.
constexpr quint64 ServerPageRows = 32;

qint64 pageLimit(quint64 left)
{
    return static_cast<qint64>(std::min(left, PageRows));
}

void endTombstoned(const QByteArray &stream, ReadPage &page)
{
    page.next = ReadPage::Next::End;
    page.end = streamDeletedEnd(stream);
}

/// True where there is nothing to read, and the page says why.
bool endsUnread(const QByteArray &stream, const StreamView &view, ReadPage &page)
{
    if (view.isTombstoned) {
        endTombstoned(stream, page);
        return true;
    }
    if (!view.isMissing())
        return false;
    wire::ReadResp reply;
    reply.mutable_stream_not_found()->mutable_stream_identifier()->set_stream_name(
        stream.toStdString());
    ReadReplies::add(reply, page.replies);
    page.next = ReadPage::Next::End;
    return true;
}

void endWithLastPosition(const StreamReadOptions &options, const StreamView &view, ReadPage &page)
{
    page.next = ReadPage::Next::End;
    if (!options.tellsBoundaries)
        return;
    wire::ReadResp reply;
    reply.set_last_stream_position(static_cast<quint64>(view.last));
    ReadReplies::add(reply, page.replies);
}

qint64 oldestCreated(const StreamView &view)
{
    return view.rules.oldestCreated(EventTime::now().ticks);
}

} // namespace

StreamForwards::StreamForwards(StreamReadOptions options, qint64 from, quint64 count)
    : m_options(std::move(options))
    , m_replies(m_options.form, m_options.resolvesLinks)
    , m_next(from)
    , m_left(count)
{}

ReadPage StreamForwards::next(StoreReader &reader)
{
    ReadPage page;
    const StreamView view = reader.stream(m_options.stream);
    if (endsUnread(m_options.stream, view, page))
        return page;
    if (std::exchange(m_isFirstPage, false) && m_options.tellsBoundaries)
        tellFirstPosition(reader, view, page);

    const qint64 limit = pageLimit(m_left);
    const RevisionRange range{
        std::max(m_next, view.firstRevision()), view.last, oldestCreated(view)};
    const auto events = reader.forwards(view.id, range, limit);
    for (const StoredEvent &event : events)
        m_replies.addEvent(reader, event, m_options.stream, page.replies);
    m_left -= events.size();
    if (!events.empty())
        m_next = events.back().revision + 1;
    if (events.empty() || m_left == 0 || m_next > view.last)
        endWithLastPosition(m_options, view, page);
    return page;
}

/// Told where the server's first page would be empty and its next one begins elsewhere.
void StreamForwards::tellFirstPosition(StoreReader &reader, const StreamView &view, ReadPage &page)
{
    const auto rows = static_cast<qint64>(std::min(m_left, ServerPageRows));
    const qint64 pageEnd = m_next > DeletedRevision - rows ? DeletedRevision : m_next + rows - 1;
    const qint64 first = view.firstRevision();
    qint64 next = first;
    if (pageEnd >= first) {
        const qint64 oldest = oldestCreated(view);
        const qint64 from = std::max(m_next, first);
        if (reader.firstIn(view.id, {from, std::min(pageEnd, view.last), oldest}))
            return;
        next = reader.firstIn(view.id, {from, view.last, oldest}).value_or(view.last + 1);
    }
    if (next == m_next)
        return;
    wire::ReadResp reply;
    reply.set_first_stream_position(static_cast<quint64>(next));
    ReadReplies::add(reply, page.replies);
}

StreamBackwards::StreamBackwards(StreamReadOptions options,
                                 std::optional<qint64> from,
                                 quint64 count)
    : m_options(std::move(options))
    , m_replies(m_options.form, m_options.resolvesLinks)
    , m_next(from)
    , m_left(count)
{}

ReadPage StreamBackwards::next(StoreReader &reader)
{
    ReadPage page;
    const StreamView view = reader.stream(m_options.stream);
    if (endsUnread(m_options.stream, view, page))
        return page;
    const qint64 limit = pageLimit(m_left);
    const RevisionRange range{
        view.firstRevision(), std::min(m_next.value_or(view.last), view.last), oldestCreated(view)};
    const auto events = reader.backwards(view.id, range, limit);
    for (const StoredEvent &event : events)
        m_replies.addEvent(reader, event, m_options.stream, page.replies);
    m_left -= events.size();
    if (!events.empty())
        m_next = events.back().revision - 1;
    if (events.empty() || m_left == 0 || m_next < range.first)
        endWithLastPosition(m_options, view, page);
    return page;
}

StreamSubscription::StreamSubscription(StreamReadOptions options,
                                       std::optional<qint64> first,
                                       const Profile &profile)
    : m_options(std::move(options))
    , m_replies(m_options.form, m_options.resolvesLinks)
    , m_next(first)
    , m_isFromEnd(!first)
    , m_saysCaughtUp(profile.caughtUp)
    , m_saysCaughtUpOnMissing(profile.caughtUpOnMissingStream)
{}

ReadPage StreamSubscription::next(StoreReader &reader)
{
    ReadPage page;
    const StreamView view = reader.stream(m_options.stream);
    if (view.isTombstoned) {
        // One who was there when it happened is told the event of the deletion first.
        if (m_isConfirmed)
            addEvents(reader, view, page);
        endTombstoned(m_options.stream, page);
        return page;
    }
    if (!std::exchange(m_isConfirmed, true))
        ReadReplies::add(confirmation(), page.replies);
    if (!m_next)
        m_next = view.last + 1;
    if (!view.isMissing())
        addEvents(reader, view, page);
    if (view.isMissing() || *m_next > view.last || page.next == ReadPage::Next::Wait)
        reachEnd(view, page);
    return page;
}

void StreamSubscription::addEvents(StoreReader &reader, const StreamView &view, ReadPage &page)
{
    // What arrives while the subscription is live is told even if $maxCount has cut it off already.
    const RevisionRange range = m_isLive ? RevisionRange{*m_next, view.last}
                                         : RevisionRange{std::max(*m_next, view.firstRevision()),
                                                         view.last,
                                                         oldestCreated(view)};
    const auto events = reader.forwards(view.id, range, static_cast<qint64>(PageRows));
    for (const StoredEvent &event : events)
        m_replies.addEvent(reader, event, m_options.stream, page.replies);
    if (!events.empty())
        m_next = std::min(events.back().revision, DeletedRevision - 1) + 1;
    else
        page.next = ReadPage::Next::Wait;
}

void StreamSubscription::reachEnd(const StreamView &view, ReadPage &page)
{
    page.next = ReadPage::Next::Wait;
    // 23.10 is not caught up before there is a stream.
    if (view.isMissing() && !m_saysCaughtUpOnMissing && !m_isFromEnd)
        return;
    if (std::exchange(m_isLive, true))
        return;
    m_next = std::max(*m_next, view.last + 1);
    if (m_saysCaughtUp)
        ReadReplies::add(caughtUp(), page.replies);
}

} // namespace core::sandbox
