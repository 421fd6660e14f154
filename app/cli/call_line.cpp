#include "app/cli/call_line.h"

#include "app/cli/json_line.h"

namespace app {

QByteArray callLine(const core::WireEntry &entry)
{
    const bool isGrpc = entry.wire == core::WireEntry::Wire::Grpc;
    return JsonLine()
        .text("time", entry.started.toIso())
        .text("transport", isGrpc ? QStringLiteral("gRPC") : QStringLiteral("HTTP"))
        .text("call", entry.method)
        .text("target", entry.target)
        .text("status", entry.status)
        .number("sent", entry.bytesSent)
        .number("received", entry.bytesReceived)
        .raw("ms", QByteArray::number(double(entry.microseconds) / 1000, 'f', 3))
        .text("node", entry.node.toString())
        .line();
}

} // namespace app
