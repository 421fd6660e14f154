#include "ui/events/event_page_cache.h"

namespace ui {

namespace {

constexpr size_t PagesNeverForgotten = 2; // a view can stand across the edge of two

qsizetype bytesOfRecorded(const core::RecordedEvent &event)
{
    return event.data.size() + event.metadata.size() + 2 * event.type.size();
}

} // namespace

EventPageCache::EventPageCache(qsizetype maxBytes)
    : m_maxBytes(maxBytes)
{}

EventPageCache::Place EventPageCache::placeIn(const Page &page, core::Revision revision)
{
    const auto slot = revision.value % EventsPerPage;
    if (!page.known.test(slot))
        return {};
    const core::ResolvedEvent *event = page.events.at(slot).get();
    return {event ? State::Here : State::Gone, event};
}

EventPageCache::Place EventPageCache::find(core::Revision revision)
{
    const auto page = m_pages.find(revision.value / EventsPerPage);
    if (page == m_pages.end())
        return {};
    m_uses.splice(m_uses.begin(), m_uses, page->second.use);
    return placeIn(page->second, revision);
}

void EventPageCache::insert(core::Revision first,
                            core::Revision end,
                            const core::EventBatch &events)
{
    auto next = events.cbegin();
    while (next != events.cend() && next->original().revision < first)
        ++next;
    for (quint64 revision = first.value; revision < end.value;) {
        Page &page = usedPage(revision / EventsPerPage);
        const quint64 pageEnd = qMin((revision / EventsPerPage + 1) * EventsPerPage, end.value);
        for (; revision < pageEnd; ++revision) {
            std::unique_ptr<const core::ResolvedEvent> event;
            if (next != events.cend() && next->original().revision.value == revision)
                event = std::make_unique<const core::ResolvedEvent>(*next++);
            put(page, revision % EventsPerPage, std::move(event));
        }
        forgetLeastUsed();
    }
}

void EventPageCache::clear()
{
    m_pages.clear();
    m_uses.clear();
    m_bytes = 0;
}

qsizetype EventPageCache::bytesOf(const core::ResolvedEvent &event)
{
    constexpr auto Own = static_cast<qsizetype>(sizeof(core::ResolvedEvent));
    return Own + (event.event ? bytesOfRecorded(*event.event) : 0)
           + (event.link ? bytesOfRecorded(*event.link) : 0);
}

EventPageCache::Page &EventPageCache::usedPage(PageIndex index)
{
    const auto [page, isNew] = m_pages.try_emplace(index);
    if (isNew) {
        m_uses.push_front(index);
        page->second.use = m_uses.begin();
        page->second.bytes = static_cast<qsizetype>(sizeof(Page));
        m_bytes += page->second.bytes;
    } else {
        m_uses.splice(m_uses.begin(), m_uses, page->second.use);
    }
    return page->second;
}

void EventPageCache::put(Page &page, quint64 slot, std::unique_ptr<const core::ResolvedEvent> event)
{
    auto &place = page.events.at(slot);
    const qsizetype change = (event ? bytesOf(*event) : 0) - (place ? bytesOf(*place) : 0);
    page.bytes += change;
    m_bytes += change;
    page.known.set(slot);
    place = std::move(event);
}

void EventPageCache::forgetLeastUsed()
{
    while (m_bytes > m_maxBytes && m_uses.size() > PagesNeverForgotten) {
        const auto page = m_pages.find(m_uses.back());
        m_bytes -= page->second.bytes;
        m_pages.erase(page);
        m_uses.pop_back();
    }
}

} // namespace ui
