// A read of a few events for the engine's own use: a stream's end, its start, its metadata.
// Lives on the io thread.
#pragma once

#include "core/engine/operation.h"

namespace core {

struct ShortReadReply {
    EventBatch events;
    std::optional<Revision> first; ///< told where the start is truncated
    std::optional<Revision> last;  ///< told by servers from 21.10 on
};

class ShortRead final : public Operation
{
    Q_OBJECT

public:
    using Reply = std::function<void(const Result<ShortReadReply> &)>;

    /// `request` has a count; the deadline is for all of it.
    ShortRead(Connector &connector,
              std::chrono::milliseconds deadline,
              ReadRequest request,
              Reply reply,
              QObject *parent);

    /// The last event, or the first, of a stream or of $all.
    [[nodiscard]] static ReadRequest lastEvent(const StreamName &stream);
    [[nodiscard]] static ReadRequest firstEvent(const StreamName &stream);

    /// No reply any more; deleted as soon as the stack has unwound.
    void abandon();

protected:
    void onNode() override;
    void onFailed(const Error &error) override;

private:
    void onItem(ReadItem item);
    void onEnd(const std::optional<TransportError> &failure);
    void finish(const Result<ShortReadReply> &result);

    const ReadRequest m_request;
    Reply m_reply;
    ShortReadReply m_found;
    Running<TransportRead> m_read;
};

struct AbandonRead {
    void operator()(ShortRead *read) const { read->abandon(); }
};

/// May be let go of at any time, in the read's own reply too.
using ShortReadHandle = std::unique_ptr<ShortRead, AbandonRead>;

} // namespace core
