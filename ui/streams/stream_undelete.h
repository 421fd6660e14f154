// Brings back the events of a stream that was soft-deleted.
// GUI thread.
#pragma once

#include "core/client/client.h"

#include <QObject>

#include <functional>

namespace ui {

/// Sets "$tb" in the stream's metadata to 0 and leaves every other byte as it is. The server
/// answers the first such write with metadata of its own that truncates before the next revision
/// (protocol.md 5.2, SoftUndeleteStream), so it takes a second one. Deleting it stops before the
/// next request. It goes when it is done; beginning again reads the metadata first, and so writes
/// nothing that was written.
class StreamUndelete final : public QObject
{
    Q_OBJECT

public:
    /// Written: the metadata was read and truncates nothing.
    using Done = std::function<void(const core::Result<core::WriteOutcome> &)>;

    StreamUndelete(core::Client &client, core::StreamName stream, Done done, QObject *parent);

    /// Waits no longer: the outcome of what has been sent is unknown then.
    void cancel();

private:
    void askMetadata();
    void takeMetadata(const core::StreamMetadata &metadata);
    void takeOutcome(const core::Result<core::WriteOutcome> &outcome);
    void finish(const core::Result<core::WriteOutcome> &result);

    core::Client &m_client;
    const core::StreamName m_stream;
    Done m_done;
    int m_written = 0;
    bool m_isSending = false;
    core::Call m_call;
};

} // namespace ui
