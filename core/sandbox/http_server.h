// Speaks HTTP/1.1 on sockets that it is given, with or without TLS. A request is handed over once
// it is complete and may be answered at any time from any thread; no thread waits meanwhile.
// Has a thread of its own; handlers are called on it.
#pragma once

#include "core/sandbox/http_message.h"
#include "core/sandbox/tls_files.h"

#include <functional>
#include <memory>
#include <optional>

namespace core::sandbox {

/// Where the answer to one request goes. Any thread.
class HttpAnswer
{
public:
    virtual ~HttpAnswer() = default;
    /// The first answer counts; later ones are dropped.
    virtual void send(HttpResponse response) = 0;
};

class HttpServer
{
public:
    using Handler = std::function<void(HttpRequest, const std::shared_ptr<HttpAnswer> &)>;

    /// Nothing if the certificate cannot be used.
    [[nodiscard]] static std::unique_ptr<HttpServer> start(const std::optional<TlsFiles> &tls,
                                                           Handler handler);
    /// Closes all connections; what is answered later goes nowhere.
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// Takes a connected socket that does not block.
    void take(int socket);

private:
    class Private;
    explicit HttpServer(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace core::sandbox
