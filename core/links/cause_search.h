// Collects the events that share an event's correlation id.
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/client/short_look.h"
#include "core/links/cause_tree.h"
#include "core/links/projected_stream.h"
#include "core/model/link_target.h"
#include "core/model/projection_status.h"

#include <QElapsedTimer>
#include <QSet>

namespace core {

struct CorrelatedEvents {
    enum class Source {
        EventAlone,        ///< it has no correlation id
        CorrelationStream, ///< read from $bc-, and from the log what came after it
        Search,            ///< found by reading all of the log
    };
    Source source = Source::EventAlone;
    QString correlationId;
    QList<CauseNode> tree;
    quint64 gone = 0;   ///< links in $bc- whose event cannot be read any more
    bool isCut = false; ///< there are more than CauseSearch::MostEvents
    QString because;    ///< why the log was read, a clause: "there is no stream ..."; else empty
    QString doubt;      ///< why these may not be all, a sentence; else empty

    friend bool operator==(const CorrelatedEvents &, const CorrelatedEvents &) = default;
};

struct SearchProgress {
    quint64 events = 0; ///< looked at
    quint64 found = 0;
    double part = 0; ///< of the log, from 0 to 1
    QString because; ///< as in CorrelatedEvents
};

/// One job: make it, connect, start(). Deleting it cancels silently.
///
/// The events are read from $bc-<id> as far as its projection has come, and the rest from $all.
/// Where nobody knows how far that is, and where $bc-<id> is not there, may not be read, or does
/// not have what it should, $all is read through, which needs the right to. The event that was
/// asked for is always among them.
class CauseSearch final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostEvents = 10'000;

    CauseSearch(Client &client, LinkTarget event, QObject *parent = nullptr);
    ~CauseSearch() override;

    /// Before start().
    void setCorrelationNames(const CorrelationNames &names) { m_names = names; }
    void start();
    /// The events that were found so far.
    [[nodiscard]] CorrelatedEvents soFar() const;

Q_SIGNALS:
    /// While $all is read, some ten times a second.
    void searched(const core::SearchProgress &progress);
    /// Once. An event that cannot be read is an error.
    void finished(const core::Result<core::CorrelatedEvents> &events);

private:
    void onEvent(const Result<LookAnswer> &answer);
    void askProjection();
    void onProjection(const Result<std::optional<ProjectionStatus>> &status);
    void readLinks();
    void onLinks(const EventBatch &events);
    void takeLinked(const ResolvedEvent &event);
    void addLinked(const RecordedEvent &event);
    void onLinksRead(const Result<Done> &result);
    [[nodiscard]] QString distrust() const;
    [[nodiscard]] bool isLinkedByNow() const;
    void searchAll(const QString &because);
    void searchRest();
    void findEndOfLog();
    void onEndOfLog(const Result<LookAnswer> &answer);
    void readLog();
    void onLog(const EventBatch &events);
    void onLogRead(const Result<Done> &result);
    void onLogFailed(const Error &error);
    [[nodiscard]] bool isOfCorrelation(const RecordedEvent &event) const;
    bool add(const RecordedEvent &event);
    void stopEarly();
    void end();
    void fail(const Error &error);

    Client &m_client;
    const LinkTarget m_asked;
    CorrelationNames m_names;
    QList<RecordedEvent> m_events;                 ///< the first is the one that was asked for
    QSet<std::pair<StreamName, Revision>> m_known; ///< their places
    CorrelatedEvents m_found;
    ProjectedStream m_links;                      ///< $bc-<id>
    std::optional<ProjectionStatus> m_projection; ///< with a position
    std::optional<Revision> m_firstLink;
    bool m_hasAsked = false;  ///< there is a link to the event that was asked for
    bool m_hasOthers = false; ///< there are links to events of other correlations
    ReadFrom m_logFrom;
    bool m_foundInLog = false; ///< what was not known from $bc-
    QByteArray m_needle; ///< in the metadata of a correlated event, unless it is written in escapes
    SearchProgress m_progress;
    std::optional<Position> m_endOfLog;
    QElapsedTimer m_sinceTold;
    Call m_call;
    std::unique_ptr<ShortLook> m_look;
    std::unique_ptr<EventFeed> m_feed;
};

} // namespace core
