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
/// next request.
class StreamUndelete final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const core::Result<core::Done> &)>;

    StreamUndelete(core::Client &client, core::StreamName stream, Done done, QObject *parent);

private:
    void askMetadata();
    void takeMetadata(const core::StreamMetadata &metadata);
    void takeOutcome(const core::WriteOutcome &outcome);
    void finish(const core::Result<core::Done> &result);

    core::Client &m_client;
    const core::StreamName m_stream;
    Done m_done;
    int m_written = 0;
    core::Call m_call;
};

} // namespace ui
