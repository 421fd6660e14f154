// Collects the events that share an event's correlation id.
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/client/short_look.h"
#include "core/links/cause_tree.h"
#include "core/links/short_look.h"
#include "core/model/link_target.h"

#include <QElapsedTimer>

namespace core {

struct CorrelatedEvents {
    enum class Source {
        EventAlone,        ///< it has no correlation id
        CorrelationStream, ///< read from $bc-
        Search,            ///< found by reading $all
    };
    Source source = Source::EventAlone;
    QString correlationId;
    QList<CauseNode> tree;
    quint64 gone = 0;   ///< links in $bc- whose event cannot be read any more
    bool isCut = false; ///< there are more than CauseSearch::MostEvents

    friend bool operator==(const CorrelatedEvents &, const CorrelatedEvents &) = default;
};

struct SearchProgress {
    quint64 events = 0; ///< looked at
    quint64 found = 0;
    double part = 0; ///< of the log, from 0 to 1
};

/// One job: make it, connect, start(). Deleting it cancels silently.
///
/// The events are read from $bc-<id>. Where that is not there or may not be read, $all is read
/// through, which needs the right to. The event that was asked for is always among them.
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
    void readCorrelationStream();
    void onLinks(const EventBatch &events);
    void onLinksRead(const Result<Done> &result);
    void findEndOfLog();
    void searchAll();
    void onLog(const EventBatch &events);
    void onLogRead(const Result<Done> &result);
    void add(const RecordedEvent &event);
    void stopEarly();
    void end();
    void fail(const Error &error);

    Client &m_client;
    const LinkTarget m_asked;
    CorrelationNames m_names;
    QList<RecordedEvent> m_events;
    CorrelatedEvents m_found;
    QByteArray m_needle; ///< in the metadata of a correlated event, unless it is written in escapes
    SearchProgress m_progress;
    std::optional<Position> m_endOfLog;
    QElapsedTimer m_sinceTold;
    std::unique_ptr<ShortLook> m_look;
    std::unique_ptr<EventFeed> m_feed;
};

} // namespace core
