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

    SentEventSearch(core::Client &client, const core::AppendRequest &sent);
    ~SentEventSearch() override;

Q_SIGNALS:
    void found(core::Revision revision);
    /// `where` says what was looked at: "revision 18", "the last 2,000 events".
    void notFound(const QString &where);
    void failed(const core::Error &error);

private:
    void onEvents(const core::EventBatch &events);
    void onFinished(const core::Result<core::Done> &result);

    core::EventId m_id;
    QString m_where;
    std::unique_ptr<core::EventFeed> m_feed;
};

} // namespace ui
