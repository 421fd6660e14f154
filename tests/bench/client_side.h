// The work of a benchmark done through core::Client, as the window does it.
// Lives on the thread that made it; its functions run an event loop until the work is done.
#pragma once

#include "core/client/client.h"
#include "core/links/audit_report.h"
#include "tests/bench/transfer.h"

namespace bench {

/// Of a server on this machine without TLS.
[[nodiscard]] core::ConnectionSettings plainSettings(quint16 port);

class ClientSide
{
public:
    /// Over gRPC.
    explicit ClientSide(quint16 port);
    ClientSide(quint16 port, const core::TransportFactory &transport);

    /// Reads the first `count` events; grants as much as it has taken over, like a model.
    [[nodiscard]] Transfer read(const core::StreamName &stream, quint64 count);
    /// The same, content with what lists hold.
    [[nodiscard]] Transfer list(const core::StreamName &stream, quint64 count);
    /// Reads all of a stream with its links resolved.
    [[nodiscard]] Transfer readResolved(const core::StreamName &stream);
    /// Audits a link stream.
    [[nodiscard]] core::AuditReport audit(const core::StreamName &stream);
    /// Writes the batches one after the other.
    [[nodiscard]] Transfer append(const core::StreamName &stream,
                                  const QList<QList<core::NewEvent>> &batches);

private:
    [[nodiscard]] Transfer read(const core::ReadRequest &request);

    core::Client m_client;
};

} // namespace bench
