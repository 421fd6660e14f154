// Looks into the stream for an event whose write was never answered.
// GUI thread.
#pragma once

#include "core/client/client.h"

#include <QObject>

namespace ui {

/// With an exact condition the event can stand in one place only, and that is read; otherwise the
/// last MostRead events are. Deleting it cancels.
class SentEventSearch final : public QObject
{
    Q_OBJECT

public:
    static constexpr quint64 MostRead = 2'000;

    SentEventSearch(core::Client &client, core::AppendRequest sent);
    ~SentEventSearch() override;

Q_SIGNALS:
    void found(core::Revision revision);
    /// `where` says what was looked at: "revision 18", "the last 2,000 events".
    void notFound(const QString &where);
    /// Where it would stand cannot be read any more; `why` is a sentence.
    void untold(const QString &why);
    void failed(const core::Error &error);

private:
    void onState(const core::StreamState &state);
    void read();
    void onEvents(const core::EventBatch &events);
    void onFinished(const core::Result<core::Done> &result);
    /// Where the last event stands if it was written; nothing without an exact condition.
    [[nodiscard]] std::optional<core::Revision> place() const;

    core::Client &m_client;
    const core::AppendRequest m_sent;
    core::Call m_stateCall;
    std::unique_ptr<core::EventFeed> m_feed;
    quint64 m_count = 0;
    std::optional<core::Revision> m_first; ///< the lowest that was read
};

} // namespace ui
