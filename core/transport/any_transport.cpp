#include "core/transport/any_transport.h"

#include "core/transport/grpc/grpc_transport.h"

#include <utility>

namespace core {

TransportFactory anyTransportFactory(WireSink log)
{
    return grpcTransportFactory(std::move(log));
}

} // namespace core
