// Reads a stream or $all up to the end or the count.
// Lives on the io thread.
#pragma once

#include "core/engine/feed_operation.h"

namespace core {

/// Its deadline is for silence: it runs while events are wanted and starts again with each item.
class ReadOperation final : public FeedOperation
{
    Q_OBJECT

public:
    ReadOperation(Connector &connector, ReadRequest request, FeedSink sink, QObject *parent);

protected:
    void onNode() override;
    void onFailed(const Error &error) override;
    void onCreditAgain() override;
    void onItem(ReadItem item) override;
    void onEnd(const std::optional<TransportError> &failure) override;

private:
    const ReadRequest m_request;
    bool m_hasItems = false;
};

} // namespace core
