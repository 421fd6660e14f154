// What all requests to one node share: curl's multi handle on the io thread's loop, security,
// credentials, redirects, the wire log. Lives on the io thread.
#pragma once

#include "core/model/connection_settings.h"
#include "core/transport/http/http_call.h"
#include "core/transport/http/http_family.h"
#include "core/transport/http/http_message.h"
#include "core/transport/http/http_replies.h"
#include "core/transport/wire_entry.h"

#include <functional>
#include <memory>

namespace core {

/// Adds who we are (Basic, client certificate, trusted identity) to each request, follows the
/// redirects of protocol.md sections 7.4 and 7.5 (307 only; method, body and headers go along;
/// credentials only to a host of the cluster over the same security), and tells the log.
class HttpLink
{
public:
    HttpLink(const ConnectionSettings &settings, const NodeAddress &node, WireSink log);
    ~HttpLink();
    HttpLink(const HttpLink &) = delete;
    HttpLink &operator=(const HttpLink &) = delete;

    [[nodiscard]] const NodeAddress &node() const;
    [[nodiscard]] const ConnectionSettings &settings() const;

    /// What the node's version says; Unknown until /info has told it.
    [[nodiscard]] HttpFamily family() const;
    /// What the node has told about itself and its cluster, so that it need not be asked again.
    void learn(const HttpInfo &info);
    void learn(const GossipReply &nodes);

    /// Outlives its calls. A header that holds a line break is refused before anything is sent.
    /// The callback runs once, never before this has returned; dropping the call cancels at once.
    [[nodiscard]] std::unique_ptr<HttpCall> send(const HttpRequest &request,
                                                 std::function<void(const HttpOutcome &)> callback);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace core
