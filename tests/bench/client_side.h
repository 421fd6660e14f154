// The work of a benchmark done through core::Client, as the window does it.
// Lives on the thread that made it; its functions run an event loop until the work is done.
#pragma once

#include "core/client/client.h"
#include "tests/bench/transfer.h"

namespace bench {

class ClientSide
{
public:
    explicit ClientSide(quint16 port);

    /// Reads the first `count` events; grants as much as it has taken over, like a model.
    [[nodiscard]] Transfer read(const core::StreamName &stream, quint64 count);
    /// Writes the batches one after the other.
    [[nodiscard]] Transfer append(const core::StreamName &stream,
                                  const QList<QList<core::NewEvent>> &batches);

private:
    core::Client m_client;
};

} // namespace bench
