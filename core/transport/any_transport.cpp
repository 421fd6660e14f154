#include "core/transport/any_transport.h"

#include "core/transport/grpc/grpc_transport.h"
#include "core/transport/http/http_transport.h"

namespace core {

TransportFactory anyTransportFactory(const WireSink &log)
{
    return [grpc = grpcTransportFactory(log), http = httpTransportFactory(log)](
               const ConnectionSettings &settings, const NodeAddress &node) {
        return settings.transport == TransportKind::Http ? http(settings, node)
                                                         : grpc(settings, node);
    };
}

} // namespace core
