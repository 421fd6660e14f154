// The calls about projections over gRPC (protocol.md section 8.2).
// On the io thread.
#pragma once

#include "core/transport/grpc/node_link.h"
#include "core/transport/transport.h"

#include <chrono>
#include <memory>

namespace core {

[[nodiscard]] std::unique_ptr<TransportCall>
listProjections(const std::shared_ptr<NodeLink> &link,
                std::chrono::milliseconds deadline,
                Transport::Callback<ProjectionList> callback);
[[nodiscard]] std::unique_ptr<TransportCall>
askProjection(const std::shared_ptr<NodeLink> &link,
              const ProjectionQuestion &question,
              std::chrono::milliseconds deadline,
              Transport::Callback<ProjectionText> callback);
[[nodiscard]] std::unique_ptr<TransportCall>
switchProjection(const std::shared_ptr<NodeLink> &link,
                 const ProjectionCommand &command,
                 std::chrono::milliseconds deadline,
                 Transport::Callback<WriteOutcome> callback);

} // namespace core
