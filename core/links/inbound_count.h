// Counts the links that point into a stream: what deleting it would break.
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/links/link_place.h"
#include "core/links/projected_stream.h"

#include <QHash>

namespace core {

/// How much a count reads at most; beyond that it says "at least".
struct InboundLimits {
    quint64 events = 10'000; ///< of the stream, for their types and correlation ids
    quint64 links = 200'000; ///< of all streams of links together
    qsizetype streams = 100; ///< streams of links that are looked into
};

/// A stream of links that was looked into.
struct InboundStream {
    StreamName stream;
    quint64 links = 0;     ///< into the stream that was asked about, to events that can be read
    bool isDenied = false; ///< it may not be read

    friend bool operator==(const InboundStream &, const InboundStream &) = default;
};

struct InboundLinks {
    QList<InboundStream> streams; ///< those that have links, or may not be read
    bool isCut = false;           ///< a limit was reached: there may be more

    [[nodiscard]] quint64 links() const;

    friend bool operator==(const InboundLinks &, const InboundLinks &) = default;
};

struct InboundProgress {
    qsizetype streamsDone = 0;
    qsizetype streams = 0;
    quint64 read = 0; ///< events and links
};

/// One job: make it, connect, start(). Deleting it cancels silently.
///
/// The streams are worked out from the stream's name and events: its $ce-, the $et- of their types,
/// the $bc- of their correlation ids. In each the link to the first event is found by bisection;
/// from there it is read until its links are to events after the stream's last one. Where bisection
/// does not tell, all of it is read.
class InboundCount final : public QObject
{
    Q_OBJECT

public:
    InboundCount(Client &client,
                 const StreamName &stream,
                 const InboundLimits &limits = {},
                 QObject *parent = nullptr);
    ~InboundCount() override;

    /// Before start().
    void setCorrelationNames(const CorrelationNames &names) { m_names = names; }
    void start();

    /// What has been counted so far.
    [[nodiscard]] const InboundLinks &links() const { return m_links; }

Q_SIGNALS:
    /// Some ten times a second.
    void progressed(const core::InboundProgress &progress);
    /// Once. A stream without events has no links; a stream that cannot be read is an error.
    void finished(const core::Result<core::InboundLinks> &links);

private:
    struct Candidate {
        StreamName stream;
        WantedLink first; ///< the first of its links that there can be
    };

    void onEvents(const EventBatch &events);
    void onEventsRead(const Result<Done> &result);
    void addCandidates(const RecordedEvent &event);
    void lookNext();
    void onPlace(const Result<FoundPlace> &place);
    void count(Revision from, bool isOrdered);
    void onLinks(const EventBatch &links);
    void onLinksRead(const Result<Done> &result);
    void take(const RecordedEvent &link);
    void closeCandidate(bool isDenied = false);
    void spend(quint64 links);
    [[nodiscard]] bool isSpent() const { return m_spent >= m_limits.links; }
    void tellProgress();
    void end(const Result<InboundLinks> &result);

    Client &m_client;
    const StreamName m_stream;
    const InboundLimits m_limits;
    CorrelationNames m_names;
    std::optional<Revision> m_first; ///< that can be read
    std::optional<Position> m_lastPosition;
    bool m_knowsLast = false; ///< all of the stream's events were seen
    QList<Candidate> m_candidates;
    QHash<StreamName, qsizetype> m_known; ///< of the candidates
    qsizetype m_next = 0;
    quint64 m_found = 0;      ///< in the candidate that is looked into
    quint64 m_spent = 0;      ///< links read so far
    bool m_isOrdered = false; ///< the links that are read are in the order of their events
    InboundLinks m_links;
    InboundProgress m_progress;
    bool m_isOver = false;
    QElapsedTimer m_sinceTold;
    std::unique_ptr<LinkPlace> m_place;
    std::unique_ptr<EventFeed> m_feed;
};

} // namespace core
