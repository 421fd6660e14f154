// What both wires say where there is no projection to ask.
// Pure functions: any thread.
#pragma once

#include "core/base/error.h"
#include "core/model/server_info.h"

namespace core {

/// The server knows nothing of projections at all.
inline void sayNoProjections(Error &error, const NodeAddress &node)
{
    error.code = ErrorCode::Unsupported;
    error.message = QStringLiteral("The server at %1 has no projections; it is started with "
                                   "--run-projections=System or All to have them.")
                        .arg(node.toString());
}

/// There is none of this name.
inline void sayNoProjection(Error &error, const QString &name)
{
    error.code = ErrorCode::StreamNotFound;
    error.message = QStringLiteral("There is no projection \"%1\" on this server.").arg(name);
}

} // namespace core
