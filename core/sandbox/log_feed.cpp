#include "core/sandbox/log_feed.h"

namespace core::sandbox {

namespace {

constexpr qsizetype NumberDigits = 16;

class LogFeedBuilder
{
public:
    LogFeedBuilder(StoreReader &reader, const LogPage &page, const LogFeedOptions &options)
        : m_options(options)
        , m_count('/' + QByteArray::number(options.count))
    {
        m_feed.title = "All events";
        m_feed.id
            = options.feed.baseUrl + "/streams/%24all" + (options.isFiltered ? "/filtered" : "");
        m_feed.updated = updatedOf(reader, page.events, options.feed);
        add(m_feed.id, "self");
        add(m_feed.id + "/head/backward" + m_count, "first");
    }

    void addLast() { add(m_feed.id + '/' + positionText(0, 0) + "/forward" + m_count, "last"); }
    void addOlder(const QByteArray &position)
    {
        add(m_feed.id + '/' + position + "/backward" + m_count, "next");
    }
    void addNewer(const QByteArray &position)
    {
        add(m_feed.id + '/' + position + "/forward" + m_count, "previous");
    }
    template<typename Events>
    [[nodiscard]] std::optional<AtomFeed> finish(StoreReader &reader, const Events &newestFirst)
    {
        if (!m_options.isFiltered)
            add(m_feed.id + "/metadata", "metadata");
        const auto nameOf
            = [&](const StoredEvent &event) { return reader.streamName(event.stream); };
        if (!addEntries(reader, newestFirst, nameOf, m_options.feed, m_feed))
            return std::nullopt;
        return std::move(m_feed);
    }

private:
    void add(const QByteArray &uri, const QByteArray &relation)
    {
        m_feed.links.push_back({uri, relation});
    }

    const LogFeedOptions &m_options;
    QByteArray m_count;
    AtomFeed m_feed;
};

} // namespace

std::optional<AtomFeed>
logFeedBackwards(StoreReader &reader, const LogPage &page, const LogFeedOptions &options)
{
    LogFeedBuilder builder(reader, page, options);
    if (!page.isEnd) {
        builder.addLast();
        builder.addOlder(positionText(page.next, page.next));
    }
    builder.addNewer(positionText(page.from, page.from));
    return builder.finish(reader, page.events);
}

std::optional<AtomFeed>
logFeedForwards(StoreReader &reader, const LogPage &page, const LogFeedOptions &options)
{
    LogFeedBuilder builder(reader, page, options);
    if (page.from != 0) {
        builder.addLast();
        // Without an event the second number is the largest: before everything at that place.
        builder.addOlder(
            positionText(page.from, page.events.empty() ? DeletedRevision : page.from));
    }
    if (!page.isEnd || !page.events.empty())
        builder.addNewer(positionText(page.next, 0));
    const std::vector<StoredEvent> newestFirst(page.events.rbegin(), page.events.rend());
    return builder.finish(reader, newestFirst);
}

QByteArray positionText(qint64 commit, qint64 prepare)
{
    const auto digits = [](qint64 number) {
        return QByteArray::number(number, 16).toUpper().rightJustified(NumberDigits, '0');
    };
    return digits(commit) + digits(prepare);
}

std::optional<qint64> positionFrom(const QByteArray &text)
{
    if (text.size() != 2 * NumberDigits)
        return std::nullopt;
    bool isCommit = false;
    bool isPrepare = false;
    const quint64 commit = text.left(NumberDigits).toULongLong(&isCommit, 16);
    const quint64 prepare = text.mid(NumberDigits).toULongLong(&isPrepare, 16);
    constexpr auto Largest = static_cast<quint64>(DeletedRevision);
    if (!isCommit || !isPrepare || commit > Largest || prepare > Largest)
        return std::nullopt;
    // A place between two events: behind the one whose two numbers are the same.
    const bool isBehind = prepare > commit && prepare != Largest;
    return static_cast<qint64>(commit) + (isBehind ? 1 : 0);
}

} // namespace core::sandbox
