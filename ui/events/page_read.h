// One read of a bounded number of events, taken over piece by piece and given back as a whole.
// GUI thread.
#pragma once

#include "core/client/client.h"

#include <QObject>

#include <functional>
#include <memory>

namespace ui {

struct PageReply {
    core::EventBatch events;                    ///< in the order of the read
    std::optional<core::Revision> lastRevision; ///< of the stream, where the server tells it
    /// The events weighed so much that the read was ended before its count: ask again for the rest.
    bool isCutShort = false;
};

/// Deleting it cancels; then the callback never runs. The callback runs once, never before the
/// constructor has returned, and may delete the read through PageReadPtr.
class PageRead final : public QObject
{
    Q_OBJECT

public:
    using Callback = std::function<void(const core::Result<PageReply> &)>;

    /// More than this is not kept waiting for a view that shows thirty rows.
    static constexpr qsizetype MaxBytes = qsizetype{16} * 1024 * 1024;

    /// `request.count` must be set.
    PageRead(core::Client &client, const core::ReadRequest &request, Callback callback);
    ~PageRead() override;

    /// Cancels; the callback will not run.
    void cancel();

Q_SIGNALS:
    /// Everything from the start of the read to here was looked at, where that is told.
    void reached(core::Position position);

private:
    void take(const core::EventBatch &events);
    void finish(const core::Result<PageReply> &result);

    PageReply m_reply;
    qsizetype m_bytes = 0;
    Callback m_callback;
    std::unique_ptr<core::EventFeed> m_feed;
};

/// Lets go of a read at once, also from inside its own callback.
struct PageReadRelease {
    void operator()(PageRead *read) const;
};
using PageReadPtr = std::unique_ptr<PageRead, PageReadRelease>;

[[nodiscard]] PageReadPtr
startPageRead(core::Client &client, const core::ReadRequest &request, PageRead::Callback callback);

} // namespace ui
