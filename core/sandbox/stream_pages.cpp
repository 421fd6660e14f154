#include "core/sandbox/stream_pages.h"

#include "core/base/event_time.h"
#include "core/sandbox/event_wire.h"

namespace core::sandbox {

namespace {

using Result = StreamPage::Result;

qint64 oldestCreated(const StreamView &view)
{
    return view.rules.oldestCreated(EventTime::now().ticks);
}

StreamPage emptyPage(const StreamView &view, qint64 from, qint64 count)
{
    StreamPage page;
    page.from = from;
    page.count = count;
    page.last = view.last;
    if (view.isTombstoned)
        page.result = Result::StreamDeleted;
    else if (view.isMissing())
        page.result = Result::NoStream;
    return page;
}

/// All events of a range: the reader gives large ones in several portions.
std::vector<StoredEvent> allForwards(StoreReader &reader, qint64 stream, RevisionRange range)
{
    std::vector<StoredEvent> events;
    while (range.first <= range.last) {
        auto portion = reader.forwards(stream, range, range.last - range.first + 1);
        if (portion.empty())
            break;
        range.first = portion.back().revision + 1;
        std::move(portion.begin(), portion.end(), std::back_inserter(events));
    }
    return events;
}

std::vector<StoredEvent>
allBackwards(StoreReader &reader, qint64 stream, const RevisionRange &range)
{
    auto events = allForwards(reader, stream, range);
    std::reverse(events.begin(), events.end());
    return events;
}

qint64 lastOfPage(qint64 from, qint64 count)
{
    return from > DeletedRevision - count ? DeletedRevision : from + count - 1;
}

} // namespace

StreamPage pageBackwards(StoreReader &reader, const QByteArray &stream, qint64 from, qint64 count)
{
    const StreamView view = reader.stream(stream);
    const qint64 end = from < 0 ? view.last : from;
    StreamPage page = emptyPage(view, end, count);
    const qint64 first = view.firstRevision();
    if (page.result != Result::Success)
        return page;
    if (end < first) {
        page.from = from;
        return page;
    }
    const qint64 start = std::max(end - count + 1, first);
    page.events
        = allBackwards(reader, view.id, {start, std::min(end, view.last), oldestCreated(view)});
    page.isEndOfStream
        = start == first
          || (start <= view.last && (page.events.empty() || page.events.back().revision != start));
    return page;
}

StreamPage pageForwards(StoreReader &reader, const QByteArray &stream, qint64 from, qint64 count)
{
    const StreamView view = reader.stream(stream);
    StreamPage page = emptyPage(view, from, count);
    if (page.result != Result::Success)
        return page;
    const qint64 first = view.firstRevision();
    qint64 end = lastOfPage(from, count);
    if (end < first) {
        page.isEndOfStream = false;
        return page;
    }
    qint64 start = std::max(from, first);
    if (start > view.last)
        return page;
    const qint64 oldest = oldestCreated(view);
    // Events that are too old are passed over, so that the page is not empty before the end.
    const auto young = reader.firstIn(view.id, {start, view.last, oldest});
    if (!young)
        return page;
    if (*young > end) {
        start = *young;
        end = lastOfPage(start, count);
    }
    page.events = allForwards(reader, view.id, {start, std::min(end, view.last), oldest});
    page.isEndOfStream = end >= view.last;
    return page;
}

EventAt eventAt(StoreReader &reader, const QByteArray &stream, qint64 revision)
{
    const StreamView view = reader.stream(stream);
    if (view.isTombstoned)
        return {EventAt::Result::StreamDeleted, {}};
    if (view.isMissing())
        return {EventAt::Result::NoStream, {}};
    const qint64 wanted = revision < 0 ? view.last : revision;
    if (wanted < view.firstRevision() || wanted > view.last)
        return {EventAt::Result::NotFound, {}};
    auto found = reader.forwards(view.id, {wanted, wanted, oldestCreated(view)}, 1);
    if (found.empty())
        return {EventAt::Result::NotFound, {}};
    return {EventAt::Result::Success, std::move(found.front())};
}

std::optional<qint64> cacheSecondsOf(StoreReader &reader, const QByteArray &stream)
{
    if (isMetadataStream(stream))
        return std::nullopt;
    const EventAt found = eventAt(reader, metadataStreamOf(stream), NoRevision);
    if (!found.event)
        return std::nullopt;
    return cacheSecondsFrom(dataOf(found.event->body), isJsonOf(found.event->body));
}

} // namespace core::sandbox
