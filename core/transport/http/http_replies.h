// What a node says of itself and its cluster over HTTP: /info and /gossip.
// Pure functions: any thread.
#pragma once

#include "core/transport/transport.h"

#include <QByteArray>

#include <optional>

namespace core {

/// The body of /info (protocol.md section 8.6).
struct HttpInfo {
    QString version; ///< "24.10.4-prerelease"; empty where it is not told
    QString state;   ///< the node's own word, lower case
    /// Whether streams can be had over HTTP at all; nothing where it is not told (version 5).
    std::optional<bool> hasAtomPub;
};

/// Nothing where the body is no such thing.
[[nodiscard]] std::optional<HttpInfo> decodeInfo(const QByteArray &body);
[[nodiscard]] std::optional<GossipReply> decodeHttpGossip(const QByteArray &body);

} // namespace core
