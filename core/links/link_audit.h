// Audits a link stream: reads it once with links resolved and asks about what did not resolve.
// Lives on the thread of its Client; nothing blocks.
#pragma once

#include "core/client/client.h"
#include "core/client/short_look.h"
#include "core/links/link_tally.h"

#include <QCache>
#include <QElapsedTimer>

#include <map>

namespace core {

struct AuditProgress {
    quint64 done = 0;             ///< events read
    std::optional<quint64> total; ///< nothing where the end is not known
    double perSecond = 0;         ///< events, while it was not paused
    std::optional<std::chrono::seconds> left;
    bool isPaused = false;
};

/// One job: make it, connect, start(). Deleting it cancels silently; report() tells at any time
/// what has been counted so far.
///
/// The read is at full speed. Each stream that unresolved links point into is asked about once, a
/// few streams at a time, while the read goes on; so a verdict is of the moment of asking. Memory
/// is bounded by AuditLimits and a few thousand links that wait for their verdict.
class LinkAudit final : public QObject
{
    Q_OBJECT

public:
    LinkAudit(Client &client,
              const StreamName &stream,
              const AuditLimits &limits = {},
              QObject *parent = nullptr);
    ~LinkAudit() override;

    void start();
    /// What is on its way still arrives.
    void pause();
    void resume();

    [[nodiscard]] AuditReport report() const;
    [[nodiscard]] AuditProgress progress() const;

Q_SIGNALS:
    /// Some ten times a second while there is something to tell.
    void progressed(const core::AuditProgress &progress);
    /// Once. An error (no such stream, a lost connection) leaves the report as far as it got.
    void finished(const core::Result<core::AuditReport> &report);

private:
    using Facts = Result<StreamFacts>;

    void read();
    void onBatch(const EventBatch &events);
    void onRead(const Result<Done> &result);
    void grantMore();
    void judge(const LinkTally::Open &open);
    void settle(const LinkTally::Open &open, const Facts &facts);
    void askNext();
    void onState(const StreamName &stream, const Result<StreamState> &state);
    void finishWhenDone();
    void fail(const Error &error);
    void tellProgress();
    [[nodiscard]] std::chrono::milliseconds workedFor() const;

    /// Of tens of thousands of streams.
    struct Books {
        LinkTally tally;
        QCache<StreamName, Facts> known;
    };

    Client &m_client;
    const StreamName m_stream;
    std::unique_ptr<Books> m_books;
    std::optional<Revision> m_last; ///< of the stream, when it was begun

    std::map<StreamName, QList<LinkTally::Open>> m_waiting; ///< by the stream to be asked about
    QList<StreamName> m_toAsk;
    qsizetype m_waitingLinks = 0;
    qint64 m_owedCredit = 0;
    bool m_isPaused = false;
    bool m_isRead = false;
    bool m_isOver = false;
    QElapsedTimer m_working;
    std::chrono::milliseconds m_workedBefore{}; ///< until the last pause
    QElapsedTimer m_sinceTold;

    std::unique_ptr<ShortLook> m_look;
    std::unique_ptr<EventFeed> m_feed;
    std::map<StreamName, Call> m_asking;
};

} // namespace core
