#include "core/sandbox/log_pages.h"

namespace core::sandbox {

namespace {

constexpr qint64 PortionRows = 512;

/// Takes events until the page is full or its window is used up.
class PageFiller
{
public:
    PageFiller(StoreReader &reader, LogFilter &filter, const LogWindow &window)
        : m_reader(reader)
        , m_filter(filter)
        , m_window(window)
    {}

    [[nodiscard]] bool isDone(const LogPage &page) const
    {
        return static_cast<qint64>(page.events.size()) >= m_window.count
               || m_searched >= m_window.searched;
    }
    void consider(const StoredEvent &event, LogPage &page)
    {
        ++m_searched;
        if (m_filter.allows(m_reader, event))
            page.events.push_back(event);
    }

private:
    StoreReader &m_reader;
    LogFilter &m_filter;
    LogWindow m_window;
    qint64 m_searched = 0;
};

} // namespace

LogPage logPageForwards(StoreReader &reader, LogFilter filter, qint64 from, const LogWindow &window)
{
    LogPage page;
    page.from = from;
    page.next = from;
    PageFiller filler(reader, filter, window);
    while (!page.isEnd && !filler.isDone(page)) {
        const auto portion = reader.logForwards(page.next, PortionRows);
        page.isEnd = portion.empty();
        for (const StoredEvent &event : portion) {
            if (filler.isDone(page))
                break;
            page.next = positionAfter(event);
            filler.consider(event, page);
        }
    }
    return page;
}

LogPage logPageBackwards(StoreReader &reader,
                         LogFilter filter,
                         std::optional<qint64> before,
                         const LogWindow &window)
{
    LogPage page;
    page.from = before ? *before : reader.nextPosition();
    page.next = page.from;
    PageFiller filler(reader, filter, window);
    while (!page.isEnd && !filler.isDone(page)) {
        const auto portion = reader.logBackwards(page.next, PortionRows);
        page.isEnd = portion.empty();
        for (const StoredEvent &event : portion) {
            if (filler.isDone(page))
                break;
            page.next = event.position;
            filler.consider(event, page);
        }
    }
    return page;
}

} // namespace core::sandbox
