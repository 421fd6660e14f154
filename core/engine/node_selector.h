// Which node of a cluster to talk to.
// A pure function: any thread.
#pragma once

#include "core/model/connection_settings.h"
#include "core/model/server_info.h"

#include <QList>

#include <optional>

namespace core {

/// The best node of a gossip for a preference, by the order of the .NET client (protocol.md section
/// 2.3): dead nodes and those that start, stop or catch up are left out. `dice` decides among
/// equals. Nothing where no node is fit.
[[nodiscard]] std::optional<ClusterNode>
selectNode(const QList<ClusterNode> &cluster, NodePreference preference, quint32 dice);

} // namespace core
