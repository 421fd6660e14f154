// The events of one read or subscription, handed over in batches against credit.
// Lives on the thread of its Client.
#pragma once

#include "core/base/result.h"
#include "core/model/recorded_event.h"

#include <QObject>

#include <chrono>

namespace core {

/// Nothing is read before the first grant(). Deleting a feed cancels it silently.
/// No signal is emitted before the function that made the feed has returned.
class EventFeed : public QObject
{
    Q_OBJECT

public:
    ~EventFeed() override;

    /// Allows `events` more to be delivered. The server is read only as far as credit goes
    /// (and 16 MiB of payload not yet taken over, whichever is first). A grant after the end is
    /// harmless.
    virtual void grant(qint64 events) = 0;
    /// Ends the feed; nothing more is emitted, not even finished().
    virtual void cancel() = 0;

Q_SIGNALS:
    /// At most 256 events, in order, never one twice.
    void batchReady(const core::EventBatch &events);
    /// The stream's first readable revision, where the server tells it (reads with truncation).
    void firstRevisionKnown(core::Revision first);
    /// The stream's last revision, told at the end of a stream read.
    void lastRevisionKnown(core::Revision last);
    /// The server accepted the subscription.
    void confirmed();
    /// All events that were there have been delivered; what follows is live.
    /// Before 23.10 no server says so; the feed finds out by reading the head.
    void caughtUp();
    /// More was written than the subscription could take; it is catching up again.
    void fellBehind();
    /// A filtered subscription has looked at everything up to here.
    void checkpointReached(core::Position position);
    /// The connection was lost. The feed resumes by itself after the last delivered event, in
    /// `delay`.
    void interrupted(int attempt, std::chrono::milliseconds delay, const core::Error &error);
    /// The connection stands again after interrupted().
    void resumed();
    /// The end: of a read that is complete, or with the error that stopped it. Emitted once.
    void finished(const core::Result<core::Done> &result);

protected:
    explicit EventFeed(QObject *parent = nullptr);
};

} // namespace core
