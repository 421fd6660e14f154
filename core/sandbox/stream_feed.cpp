#include "core/sandbox/stream_feed.h"

#include "core/sandbox/event_wire.h"
#include "core/sandbox/http_urls.h"
#include "core/sandbox/iso_moment.h"

namespace core::sandbox {

namespace {

/// What a feed without events says.
constexpr char NeverUpdated[] = "0001-01-01T00:00:00Z";

/// Links of a stream's feed: pages of the same size around it.
class FeedLinks
{
public:
    FeedLinks(QByteArray url, qint64 count)
        : m_url(std::move(url))
        , m_count('/' + QByteArray::number(count))
    {}

    [[nodiscard]] AtomLink self() const { return {m_url, "self"}; }
    [[nodiscard]] AtomLink first() const { return {m_url + "/head/backward" + m_count, "first"}; }
    [[nodiscard]] AtomLink last() const { return {m_url + "/0/forward" + m_count, "last"}; }
    [[nodiscard]] AtomLink older(qint64 from) const
    {
        return {m_url + '/' + QByteArray::number(from) + "/backward" + m_count, "next"};
    }
    [[nodiscard]] AtomLink newer(qint64 from) const
    {
        return {m_url + '/' + QByteArray::number(from) + "/forward" + m_count, "previous"};
    }
    [[nodiscard]] AtomLink metadata() const { return {m_url + "/metadata", "metadata"}; }

private:
    QByteArray m_url;
    QByteArray m_count;
};

AtomFeed feedOf(StoreReader &reader,
                const QByteArray &stream,
                const StreamPage &page,
                const FeedOptions &options)
{
    AtomFeed feed;
    feed.title = "Event stream '" + stream + '\'';
    feed.id = options.baseUrl + "/streams/" + escapedName(stream);
    feed.stream = stream;
    feed.updated = updatedOf(reader, page.events, options);
    return feed;
}

} // namespace

QByteArray
updatedOf(StoreReader &reader, const std::vector<StoredEvent> &events, const FeedOptions &options)
{
    if (events.empty())
        return NeverUpdated;
    const ShownEvent first = shownEvent(reader, events.front(), {}, options.resolvesLinks);
    return first.event ? momentOf(createdOf(first.event->stored.body)) : NeverUpdated;
}

std::optional<AtomFeed> feedBackwards(StoreReader &reader,
                                      const QByteArray &stream,
                                      const StreamPage &page,
                                      bool isHead,
                                      const FeedOptions &options)
{
    AtomFeed feed = feedOf(reader, stream, page, options);
    const FeedLinks links(feed.id, page.count);
    feed.isHeadOfStream = isHead;
    feed.selfUrl = feed.id;
    feed.links = {links.self(), links.first()};
    if (!page.isEndOfStream) {
        feed.links.push_back(links.last());
        feed.links.push_back(links.older(page.from - page.count));
    }
    feed.links.push_back(links.newer(std::min(page.from, page.last) + 1));
    feed.links.push_back(links.metadata());
    const auto ofStream = [&](const StoredEvent &) { return stream; };
    if (!addEntries(reader, page.events, ofStream, options, feed))
        return std::nullopt;
    return feed;
}

std::optional<AtomFeed> feedForwards(StoreReader &reader,
                                     const QByteArray &stream,
                                     const StreamPage &page,
                                     const FeedOptions &options)
{
    AtomFeed feed = feedOf(reader, stream, page, options);
    const FeedLinks links(feed.id, page.count);
    feed.isHeadOfStream = page.isEndOfStream;
    feed.links = {links.self(), links.first()};
    if (page.from > 0) {
        feed.links.push_back(links.last());
        feed.links.push_back(links.older(page.from - 1));
    }
    if (!page.isEndOfStream || !page.events.empty())
        feed.links.push_back(links.newer(std::min(page.from + page.count - 1, page.last) + 1));
    feed.links.push_back(links.metadata());
    const std::vector<StoredEvent> newestFirst(page.events.rbegin(), page.events.rend());
    const auto ofStream = [&](const StoredEvent &) { return stream; };
    if (!addEntries(reader, newestFirst, ofStream, options, feed))
        return std::nullopt;
    return feed;
}

} // namespace core::sandbox
