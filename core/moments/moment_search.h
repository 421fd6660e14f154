// Finds the first event at or after a moment, by reads of a few events.
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/client/short_look.h"

namespace core {

struct WantedMoment {
    StreamName stream; ///< StreamName::all() for the log of all events
    EventTime moment;
    /// Of a stream of links, the moments of what they point to count; a broken link's own.
    bool resolveLinks = false;
};

struct FoundMoment {
    enum class Outcome {
        Found,
        BeforeFirst, ///< the moment is; `event` is the first event that can be read
        AfterLast,   ///< the moment is; `event` is the last event
        Nothing,     ///< there are no events
    };
    Outcome outcome = Outcome::Nothing;
    std::optional<ResolvedEvent> event;
    std::optional<ResolvedEvent> before; ///< the one before a Found one, or one farther before it
    /// False where the search saw times that do not run in order. Then there can be others at or
    /// after the moment before `event`.
    bool isOrdered = true;
    int reads = 0;       ///< of a few events each
    quint64 scanned = 0; ///< events that were read through besides

    friend bool operator==(const FoundMoment &, const FoundMoment &) = default;
};

/// One job: make it, connect, start(). Deleting it cancels silently.
class MomentSearch : public QObject
{
    Q_OBJECT

public:
    ~MomentSearch() override;

    /// The way to search that fits the stream.
    [[nodiscard]] static std::unique_ptr<MomentSearch> make(Client &client,
                                                            const WantedMoment &wanted);

    virtual void start() = 0;

Q_SIGNALS:
    /// While events are read through, some ten times a second.
    void scanned(quint64 events);
    /// Once. A stream that does not exist, or is deleted, is an error.
    void finished(const core::Result<core::FoundMoment> &found);

protected:
    using Outcome = FoundMoment::Outcome;
    using OnEvents = std::function<void(const EventBatch &)>;

    MomentSearch(Client &client, WantedMoment wanted);

    [[nodiscard]] Client &client() { return m_client; }
    [[nodiscard]] const WantedMoment &wanted() const { return m_wanted; }
    [[nodiscard]] FoundMoment &found() { return m_found; }

    /// The moment that counts for an event.
    [[nodiscard]] EventTime timeOf(const ResolvedEvent &event) const;
    [[nodiscard]] bool isBefore(const ResolvedEvent &event) const
    {
        return timeOf(event) < m_wanted.moment;
    }
    /// Tells that times do not run in order if these do not.
    void compare(const ResolvedEvent &earlier, const ResolvedEvent &later);

    /// A read of the wanted stream; its error ends the search.
    void ask(const ReadFrom &from, Direction direction, quint64 count, OnEvents onEvents);
    void end(Outcome outcome, const std::optional<ResolvedEvent> &event);
    void fail(const Error &error);

private:
    Client &m_client;
    const WantedMoment m_wanted;
    FoundMoment m_found;
    bool m_isOver = false;
    std::unique_ptr<ShortLook> m_look;
};

} // namespace core
