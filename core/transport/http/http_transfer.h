// One request on the wire and its answer, without redirects: curl's easy handle.
// Lives on the io thread.
#pragma once

#include "core/transport/http/curl_loop.h"
#include "core/transport/http/http_message.h"
#include "core/transport/tls_files.h"

#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace core {

/// How connections are made; the same for all transfers of a link.
struct HttpSecurity {
    bool tls = false;
    bool verify = true;
    TlsFiles files;
    std::optional<std::chrono::milliseconds> keepAliveInterval;
    std::optional<std::chrono::milliseconds> keepAliveTimeout;
};

/// `headers` are all that is sent: curl adds none but Host, User-Agent and Content-Length.
struct HttpTransferRequest {
    NodeAddress node;
    QByteArray method;
    QByteArray target;
    QList<HttpHeader> headers;
    QByteArray body;
    std::chrono::milliseconds timeout{0}; ///< of the whole transfer; zero: none
    std::chrono::milliseconds connectTimeout{0};
    /// A connection of its own, used once: curl sends again on a reused one that turns out dead.
    bool ownConnection = false;
    bool withCertificate = true; ///< the user's certificate is shown, if there is one
    qsizetype largestAnswerBytes = 0;
};

struct HttpTransferEnd {
    CURLcode code = CURLE_OK;
    QString text; ///< curl's words where it failed
    int osError = 0;
    bool wasConnected = false; ///< the connection, with its TLS, was ready for the request
    bool mayHaveLeft = false;  ///< at least a part of the request was handed to the system
    bool isTooLarge = false;
    HttpAnswer answer; ///< as much as came
};

/// Destroying it ends the transfer at once.
class HttpTransfer
{
public:
    using Done = std::function<void(const HttpTransferEnd &)>;

    HttpTransfer(CurlLoop &loop,
                 const HttpSecurity &security,
                 HttpTransferRequest request,
                 Done done);
    ~HttpTransfer();
    HttpTransfer(const HttpTransfer &) = delete;
    HttpTransfer &operator=(const HttpTransfer &) = delete;

    /// Of the answer that has begun to arrive, or 0.
    [[nodiscard]] int status() const { return m_end.answer.status; }

private:
    static size_t onHeader(char *data, size_t size, size_t count, void *self);
    static size_t onBody(char *data, size_t size, size_t count, void *self);
    static int onConnected(void *self, char *, char *, int, int);

    void setAddress(const HttpSecurity &security);
    void setRequest();
    void setHeaders();
    void setSecurity(const HttpSecurity &security);
    void setLimits(const HttpSecurity &security);
    void setReceivers();
    void takeHeaderLine(const QByteArray &line);
    void finish(CURLcode code);

    CurlLoop &m_loop;
    const HttpTransferRequest m_request;
    const Done m_done;
    CURL *const m_easy;
    curl_slist *m_headers = nullptr;
    char m_errorText[CURL_ERROR_SIZE] = {};
    HttpTransferEnd m_end;
};

} // namespace core
