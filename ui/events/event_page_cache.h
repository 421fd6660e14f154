// What is in memory of one stream, by revision: pages of 256 places, the least used forgotten
// first. A plain value holder: one thread, the GUI's.
#pragma once

#include "core/model/recorded_event.h"

#include <array>
#include <bitset>
#include <list>
#include <memory>
#include <unordered_map>

namespace ui {

/// Costs 2 KiB a page, and for each event its payload and about 400 bytes. Every operation takes
/// constant time for each event; forgetting never visits events that stay.
class EventPageCache
{
public:
    static constexpr quint64 EventsPerPage = 256;
    static constexpr qsizetype DefaultMaxBytes = qsizetype{64} * 1024 * 1024;

    enum class State {
        Missing, ///< not read yet, or forgotten
        Here,
        Gone, ///< read, and the server had no event of this revision
    };
    struct Place {
        State state = State::Missing;
        const core::ResolvedEvent *event = nullptr; ///< valid until the cache is next changed
    };

    explicit EventPageCache(qsizetype maxBytes = DefaultMaxBytes);

    /// Looks a revision up and counts its page as used.
    [[nodiscard]] Place find(core::Revision revision);

    /// Everything from `first` up to but not including `end` is known now: it is in `events`, or
    /// gone. Events outside these bounds are left out. The two pages used last are never forgotten,
    /// whatever they weigh.
    void insert(core::Revision first, core::Revision end, const core::EventBatch &events);
    void clear();

    [[nodiscard]] qsizetype bytes() const { return m_bytes; }
    [[nodiscard]] qsizetype pageCount() const { return static_cast<qsizetype>(m_pages.size()); }

    /// What an event weighs here.
    [[nodiscard]] static qsizetype bytesOf(const core::ResolvedEvent &event);

private:
    using PageIndex = quint64;
    struct Page {
        std::bitset<EventsPerPage> known;
        std::array<std::unique_ptr<const core::ResolvedEvent>, EventsPerPage> events;
        qsizetype bytes = 0;
        std::list<PageIndex>::iterator use;
    };

    [[nodiscard]] static Place placeIn(const Page &page, core::Revision revision);
    Page &usedPage(PageIndex index);
    void put(Page &page, quint64 slot, std::unique_ptr<const core::ResolvedEvent> event);
    void forgetLeastUsed();

    qsizetype m_maxBytes;
    qsizetype m_bytes = 0;
    std::unordered_map<PageIndex, Page> m_pages;
    std::list<PageIndex> m_uses; ///< the page used last stands first
};

} // namespace ui
