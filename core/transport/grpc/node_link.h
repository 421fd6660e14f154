// What all calls to one node share: the channel, the headers, the way back to the io thread.
// Made and closed on the io thread; const functions from any thread. Calls under way keep it.
#pragma once

#include "core/model/connection_settings.h"
#include "core/transport/grpc/grpc_error.h"
#include "core/transport/grpc/mailbox.h"
#include "core/transport/wire_entry.h"

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace grpc {
class Channel;
class ClientContext;
} // namespace grpc

namespace core {

enum class LeaderWish { None, AsPreferred };

class NodeLink
{
public:
    NodeLink(const ConnectionSettings &settings, const NodeAddress &node, WireSink log = {});

    [[nodiscard]] const NodeAddress &node() const { return m_node; }
    /// Nothing if the settings cannot be used; then openError() says why.
    [[nodiscard]] const std::shared_ptr<grpc::Channel> &channel() const { return m_channel; }
    [[nodiscard]] const Error &openError() const { return m_openError; }
    [[nodiscard]] Mailbox &mailbox() const { return m_mailbox; }

    /// Where calls that ended are told; may be empty. On the io thread only.
    [[nodiscard]] const WireSink &log() const { return m_log; }

    /// Adds the headers of protocol.md section 2.6.
    void addHeaders(grpc::ClientContext &context, LeaderWish wish) const;
    /// For the log: who is called, and with which headers; the authorization is hidden.
    [[nodiscard]] WireEntry newEntry(LeaderWish wish) const;

    [[nodiscard]] GrpcSituation situation(TransportOperation operation,
                                          const StreamName &stream) const;
    /// The same, after the call has ended or failed: was there ever a connection?
    [[nodiscard]] GrpcSituation situationAfter(const GrpcSituation &before,
                                               const grpc::ClientContext &context) const;
    /// A call brought something from the node.
    void noteConnected() const { m_everConnected = true; }

private:
    NodeAddress m_node;
    WireSink m_log;
    WireEntry m_entry; ///< what all entries of this node have in common
    bool m_tls;
    bool m_withCredentials;
    std::vector<std::pair<std::string, std::string>> m_headers;
    bool m_prefersLeader;
    std::shared_ptr<grpc::Channel> m_channel;
    Error m_openError;
    mutable Mailbox m_mailbox;
    mutable std::atomic<bool> m_everConnected = false;
};

} // namespace core
