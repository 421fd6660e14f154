#include "core/transport/http/http_link.h"

#include "core/transport/http/http_exchange.h"

#include <utility>

namespace core {

class HttpLink::Private : public HttpLinkState
{
};

HttpLink::HttpLink(const ConnectionSettings &settings, const NodeAddress &node, WireSink log)
    : d(std::make_unique<Private>())
{
    d->settings = settings;
    d->node = node;
    d->log = std::move(log);
    d->security.tls = settings.tls;
    d->security.verify = settings.tlsVerifyCert;
    d->security.keepAliveInterval = settings.keepAliveInterval;
    d->security.keepAliveTimeout = settings.keepAliveTimeout;
    if (!settings.tls)
        return;
    auto files = readTlsFiles(settings);
    if (auto *error = std::get_if<Error>(&files))
        d->whyUnusable = std::move(*error);
    else
        d->security.files = std::get<TlsFiles>(std::move(files));
}

HttpLink::~HttpLink() = default;

const NodeAddress &HttpLink::node() const
{
    return d->node;
}

const ConnectionSettings &HttpLink::settings() const
{
    return d->settings;
}

HttpFamily HttpLink::family() const
{
    return d->family;
}

void HttpLink::learn(const HttpInfo &info)
{
    d->learn(info);
}

void HttpLink::learn(const GossipReply &nodes)
{
    d->learn(nodes);
}

std::unique_ptr<HttpCall> HttpLink::send(const HttpRequest &request,
                                         std::function<void(const HttpOutcome &)> callback)
{
    return std::make_unique<HttpExchange>(*d, request, std::move(callback));
}

} // namespace core
