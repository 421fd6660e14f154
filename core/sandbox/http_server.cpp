#include "core/sandbox/http_server.h"

#include <microhttpd.h>
#include <mutex>
#include <netinet/in.h>
#include <set>
#include <unistd.h>

namespace core::sandbox {

namespace {

constexpr size_t MemoryOfConnection = 256 * 1024;

/// One request from its first line to its answer. The library's thread reads it; whoever answers
/// wakes the suspended connection.
class Exchange final : public HttpAnswer
{
public:
    void send(HttpResponse response) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_response)
            return;
        m_response = std::move(response);
        resume();
    }

    /// The handler is to be called next: the connection rests until somebody answers.
    void suspend(MHD_Connection *connection)
    {
        const std::lock_guard lock(m_mutex);
        m_suspended = connection;
        MHD_suspend_connection(connection);
    }
    /// No answer is wanted any more.
    void abandon()
    {
        const std::lock_guard lock(m_mutex);
        if (!m_response)
            m_isAbandoned = true;
        resume();
    }
    void forgetConnection()
    {
        const std::lock_guard lock(m_mutex);
        m_suspended = nullptr;
    }
    [[nodiscard]] std::optional<HttpResponse> response()
    {
        const std::lock_guard lock(m_mutex);
        return m_isAbandoned ? std::nullopt : m_response;
    }

    HttpRequest request;
    bool isBegun = false;
    bool isHandedOver = false;

private:
    void resume()
    {
        if (MHD_Connection *connection = std::exchange(m_suspended, nullptr))
            MHD_resume_connection(connection);
    }

    std::mutex m_mutex;
    MHD_Connection *m_suspended = nullptr;
    std::optional<HttpResponse> m_response;
    bool m_isAbandoned = false;
};

using ExchangePtr = std::shared_ptr<Exchange>;

ExchangePtr &exchangeOf(void *state)
{
    return *static_cast<ExchangePtr *>(state);
}

MHD_Result takeHeader(void *closure, MHD_ValueKind, const char *key, const char *value)
{
    auto *request = static_cast<HttpRequest *>(closure);
    request->headers.emplace_back(key, value ? value : "");
    return MHD_YES;
}

MHD_Result queue(MHD_Connection *connection, const HttpResponse &response)
{
    // What is to be copied is not written to.
    MHD_Response *queued
        = MHD_create_response_from_buffer(static_cast<size_t>(response.body.size()),
                                          const_cast<char *>(response.body.constData()),
                                          MHD_RESPMEM_MUST_COPY);
    for (const auto &[name, value] : response.headers)
        MHD_add_response_header(queued, name.constData(), value.constData());
    const auto status = static_cast<unsigned>(response.status);
    const MHD_Result result = MHD_queue_response(connection, status, queued);
    MHD_destroy_response(queued);
    return result;
}

size_t keepEscapes(void *, MHD_Connection *, char *text)
{
    return strlen(text);
}

} // namespace

class HttpServer::Private
{
public:
    static void *begin(void *closure, const char *target, MHD_Connection *connection);
    static MHD_Result handle(void *closure,
                             MHD_Connection *connection,
                             const char *url,
                             const char *method,
                             const char *version,
                             const char *upload,
                             size_t *uploadSize,
                             void **state);
    static void
    end(void *closure, MHD_Connection *connection, void **state, MHD_RequestTerminationCode);

    void handOver(const ExchangePtr &exchange, MHD_Connection *connection);
    void abandonAll();

    MHD_Daemon *daemon = nullptr;
    std::optional<TlsFiles> tls;
    Handler handler;
    std::mutex mutex;
    std::set<ExchangePtr> open;
    bool isStopping = false;
};

/// Called with the request's target as it was sent, before anything else of it is known.
void *HttpServer::Private::begin(void *closure, const char *target, MHD_Connection *)
{
    auto *self = static_cast<Private *>(closure);
    auto exchange = std::make_shared<Exchange>();
    const QByteArray whole(target);
    const qsizetype mark = whole.indexOf('?');
    exchange->request.path = mark < 0 ? whole : whole.left(mark);
    exchange->request.query = mark < 0 ? QByteArray() : whole.mid(mark + 1);
    exchange->request.isOverTls = self->tls.has_value();
    const std::lock_guard lock(self->mutex);
    self->open.insert(exchange);
    return new ExchangePtr(exchange);
}

MHD_Result HttpServer::Private::handle(void *closure,
                                       MHD_Connection *connection,
                                       const char *,
                                       const char *method,
                                       const char *,
                                       const char *upload,
                                       size_t *uploadSize,
                                       void **state)
{
    auto *self = static_cast<Private *>(closure);
    const ExchangePtr exchange = exchangeOf(*state);
    if (!std::exchange(exchange->isBegun, true)) {
        exchange->request.method = method;
        MHD_get_connection_values(connection, MHD_HEADER_KIND, takeHeader, &exchange->request);
        return MHD_YES;
    }
    if (*uploadSize != 0) {
        exchange->request.body.append(upload, static_cast<qsizetype>(*uploadSize));
        *uploadSize = 0;
        return MHD_YES;
    }
    if (!std::exchange(exchange->isHandedOver, true)) {
        self->handOver(exchange, connection);
        return MHD_YES;
    }
    const auto response = exchange->response();
    return response ? queue(connection, *response) : MHD_NO;
}

void HttpServer::Private::end(void *closure,
                              MHD_Connection *,
                              void **state,
                              MHD_RequestTerminationCode)
{
    if (!*state)
        return;
    auto *self = static_cast<Private *>(closure);
    const ExchangePtr exchange = exchangeOf(*state);
    exchange->forgetConnection();
    delete static_cast<ExchangePtr *>(*state);
    *state = nullptr;
    const std::lock_guard lock(self->mutex);
    self->open.erase(exchange);
}

void HttpServer::Private::handOver(const ExchangePtr &exchange, MHD_Connection *connection)
{
    {
        const std::lock_guard lock(mutex);
        exchange->suspend(connection);
        if (isStopping) {
            exchange->abandon();
            return;
        }
    }
    handler(std::move(exchange->request), exchange);
}

/// The library cannot be stopped while connections are suspended.
void HttpServer::Private::abandonAll()
{
    const std::lock_guard lock(mutex);
    isStopping = true;
    for (const ExchangePtr &exchange : open)
        exchange->abandon();
}

std::unique_ptr<HttpServer> HttpServer::start(const std::optional<TlsFiles> &tls, Handler handler)
{
    auto priv = std::make_unique<Private>();
    priv->tls = tls;
    priv->handler = std::move(handler);
    std::vector<MHD_OptionItem> options = {
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, MemoryOfConnection, nullptr},
    };
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL | MHD_USE_ITC
                     | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME;
    if (tls) {
        flags |= MHD_USE_TLS;
        options.push_back(
            {MHD_OPTION_HTTPS_MEM_KEY, 0, const_cast<char *>(priv->tls->key.constData())});
        options.push_back(
            {MHD_OPTION_HTTPS_MEM_CERT, 0, const_cast<char *>(priv->tls->certificate.constData())});
    }
    options.push_back({MHD_OPTION_END, 0, nullptr});
    priv->daemon = MHD_start_daemon(flags,
                                    0,
                                    nullptr,
                                    nullptr,
                                    &Private::handle,
                                    priv.get(),
                                    MHD_OPTION_URI_LOG_CALLBACK,
                                    &Private::begin,
                                    priv.get(),
                                    MHD_OPTION_UNESCAPE_CALLBACK,
                                    &keepEscapes,
                                    nullptr,
                                    MHD_OPTION_NOTIFY_COMPLETED,
                                    &Private::end,
                                    priv.get(),
                                    MHD_OPTION_ARRAY,
                                    options.data(),
                                    MHD_OPTION_END);
    if (!priv->daemon)
        return nullptr;
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(priv)));
}

HttpServer::HttpServer(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}

HttpServer::~HttpServer()
{
    d->abandonAll();
    MHD_stop_daemon(d->daemon);
}

void HttpServer::take(int socket)
{
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    getpeername(socket, reinterpret_cast<sockaddr *>(&peer), &size);
    MHD_add_connection(d->daemon, socket, reinterpret_cast<sockaddr *>(&peer), size);
}

} // namespace core::sandbox
