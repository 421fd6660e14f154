// Finds a moment in the log of all events, by way of the streams that events in it are of.
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/moments/moment_search.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>

namespace core {

/// A server reads $all only from the position of an event, so positions cannot be halved. Revisions
/// can: a long stream that is seen in the log is searched, which gives an event on either side of
/// the moment, and their positions bound what is left. That is done with the longest streams seen,
/// while it narrows and MostReads are not used up; what is left is read through, from the side
/// that is closer in time. Where positions are not told of a stream's events (HTTP, servers before
/// 22.10), all of the log is.
class LogMoment final : public MomentSearch
{
    Q_OBJECT

public:
    static constexpr int MostReads = 40;

    /// The log is in the order of its own events: links are not followed.
    LogMoment(Client &client, EventTime moment);
    ~LogMoment() override;

    void start() override;

private:
    void onEnd(EventBatch events);
    void onStart(const EventBatch &events);
    /// Looks through events in the order of the log, which a read forwards from `from` begins with.
    /// True if the search is over.
    [[nodiscard]] bool look(const EventBatch &events, const ReadFrom &from);
    void narrow();
    [[nodiscard]] StreamName longestSeen() const;
    void search(const StreamName &stream);
    void onSearched(const Result<FoundMoment> &anchors);
    [[nodiscard]] bool moveTo(const ResolvedEvent &event);
    void readOn();

    void readThrough();
    void onReadThrough(const EventBatch &events);
    [[nodiscard]] bool passes(const ResolvedEvent &event);
    void endOfReading(const Result<Done> &result);

    /// Reads the event once more where its position was not told: over HTTP only that of the last
    /// event of a page is.
    void
    finish(const ResolvedEvent &event, const ReadFrom &from, Direction direction, quint64 count);

    /// What is looked for stands after the first of these, and is the second if nothing between is.
    std::optional<ResolvedEvent> m_before;
    std::optional<ResolvedEvent> m_at;
    QHash<StreamName, Revision> m_seen; ///< the highest revision that was seen of each stream
    QSet<StreamName> m_searched;
    std::unique_ptr<MomentSearch> m_anchors;

    // While what is left is read through:
    Direction m_direction = Direction::Forwards;
    ReadFrom m_told;         ///< the last position that was told
    quint64 m_sinceTold = 0; ///< so many events a read from there takes to come where this one is
    QElapsedTimer m_sinceSaid;
    std::unique_ptr<EventFeed> m_feed;
};

} // namespace core
