#include "core/sandbox/sandbox.h"

#include "core/base/event_time.h"
#include "core/sandbox/http_server.h"
#include "core/sandbox/http_service.h"
#include "core/sandbox/node_services.h"
#include "core/sandbox/port_listener.h"
#include "core/sandbox/projections_service.h"
#include "core/sandbox/sample_shop.h"
#include "core/sandbox/streams_service.h"
#include "core/sandbox/synthetic_links.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

namespace core {

namespace {

constexpr quint64 ShopSeed = 20'260'302;

/// What a server takes in one message (protocol.md section 3.5): an event of the largest size with
/// what is around it.
int maxMessage(const sandbox::Profile &profile)
{
    const quint32 largest = qMin(profile.maxAppendEventSize, 16 * sandbox::MiB);
    constexpr int Around = 10'000;
    return static_cast<int>(largest) + (profile.kurrentNames ? Around : -Around);
}

Error listenError(quint16 port)
{
    const QString message = port == 0
                                ? QStringLiteral("No port of 127.0.0.1 could be opened.")
                                : QStringLiteral("Port %1 of 127.0.0.1 could not be opened: it may "
                                                 "be in use.")
                                      .arg(port);
    return {ErrorCode::Unavailable, message, {}};
}

std::shared_ptr<const sandbox::SyntheticStreams>
syntheticStreams(const QList<SyntheticLinks> &wanted)
{
    auto synthetic = std::make_shared<sandbox::SyntheticStreams>();
    for (const SyntheticLinks &links : wanted)
        synthetic->add(links.stream.toUtf8(), links.count, links.targets);
    return synthetic;
}

} // namespace

class Sandbox::Private
{
public:
    Private(std::shared_ptr<sandbox::EventStore> opened,
            const SandboxOptions &options,
            std::optional<sandbox::TlsFiles> tlsFiles)
        : store(std::move(opened))
        , profile(sandbox::profileOf(options.profile))
        , tls(std::move(tlsFiles))
        , streams(store,
                  profile,
                  {options.maxAppendSize.value_or(profile.maxAppendSize),
                   options.maxAppendEventSize.value_or(profile.maxAppendEventSize)})
        , features(profile)
        , projections(store)
        , hasProjections(options.projections)
    {}
    ~Private();
    [[nodiscard]] Result<> listen(quint16 wanted);

    std::shared_ptr<sandbox::EventStore> store;
    sandbox::Profile profile;
    std::optional<sandbox::TlsFiles> tls;
    sandbox::StreamsService streams;
    sandbox::FeaturesService features;
    sandbox::GossipService gossip;
    sandbox::ProjectionsService projections;
    bool hasProjections;
    std::unique_ptr<sandbox::TimerQueue> timers;
    std::unique_ptr<sandbox::HttpServer> http;
    std::unique_ptr<grpc::Server> server;
    std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor;
    std::unique_ptr<sandbox::PortListener> listener;

private:
    [[nodiscard]] bool startGrpc();
    [[nodiscard]] bool startHttp();
    [[nodiscard]] std::shared_ptr<grpc::ServerCredentials> credentials() const;
};

Sandbox::Private::~Private()
{
    listener.reset();
    if (server) {
        // The deadline has passed already: open calls are cancelled at once.
        server->Shutdown(std::chrono::system_clock::now());
        server->Wait();
    }
    // Waiting requests hold on to the store's threads: first nobody wakes them, then they end.
    timers.reset();
    http.reset();
}

std::shared_ptr<grpc::ServerCredentials> Sandbox::Private::credentials() const
{
    if (!tls)
        return grpc::InsecureServerCredentials();
    grpc::SslServerCredentialsOptions options;
    options.pem_key_cert_pairs.push_back({tls->key.toStdString(), tls->certificate.toStdString()});
    return grpc::SslServerCredentials(options);
}

bool Sandbox::Private::startGrpc()
{
    using Builder = grpc::ServerBuilder;
    Builder builder;
    acceptor = builder.experimental().AddExternalConnectionAcceptor(
        Builder::experimental_type::ExternalConnectionType::FROM_FD, credentials());
    builder.SetMaxReceiveMessageSize(maxMessage(profile));
    // Clients keep connections alive by pings every few seconds.
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 1000);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    builder.RegisterService(&streams);
    builder.RegisterService(&gossip);
    if (hasProjections)
        builder.RegisterService(&projections);
    if (profile.serverFeatures)
        builder.RegisterService(&features);
    server = builder.BuildAndStart();
    gossip.setPort(listener->port());
    return server != nullptr;
}

bool Sandbox::Private::startHttp()
{
    timers = std::make_unique<sandbox::TimerQueue>();
    const auto service = std::make_shared<sandbox::HttpService>(
        sandbox::HttpContext{store.get(),
                             timers.get(),
                             profile,
                             listener->port(),
                             EventId::random().toString().toLatin1(),
                             hasProjections});
    http
        = sandbox::HttpServer::start(tls,
                                     [service](sandbox::HttpRequest request,
                                               const std::shared_ptr<sandbox::HttpAnswer> &answer) {
                                         service->handle(std::move(request), answer);
                                     });
    return http != nullptr;
}

Result<> Sandbox::Private::listen(quint16 wanted)
{
    listener = sandbox::PortListener::open(wanted);
    if (!listener)
        return listenError(wanted);
    if (!startHttp() || !startGrpc())
        return Error{ErrorCode::InvalidArgument,
                     QStringLiteral("The certificate and the key do not serve for TLS."),
                     {}};
    const auto handToGrpc = [this](int socket) {
        grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters connection;
        connection.listener_fd = listener->socket();
        connection.fd = socket;
        acceptor->HandleNewConnection(&connection);
    };
    listener->start(tls.has_value(), {[this](int socket) { http->take(socket); }, handToGrpc});
    return Done{};
}

Result<std::shared_ptr<Sandbox>> Sandbox::start(const SandboxOptions &options)
{
    auto store = sandbox::EventStore::open(
        options.databaseFile, {sandbox::profileOf(options.profile), options.projections});
    if (!store)
        return store.error();
    if (options.withSampleData) {
        const Result<> filled = (*store)->fillIfEmpty(
            [] { return sandbox::sampleShop(ShopSeed, EventTime::now().ticks); });
        if (!filled)
            return filled.error();
    }
    if (!options.syntheticLinks.isEmpty())
        (*store)->show(syntheticStreams(options.syntheticLinks));
    auto tls = sandbox::readTlsFiles(options.tlsCertificateFile, options.tlsKeyFile);
    if (!tls)
        return tls.error();
    auto priv = std::make_unique<Private>(std::move(store).value(), options, *tls);
    const Result<> listening = priv->listen(options.port);
    if (!listening)
        return listening.error();
    return std::shared_ptr<Sandbox>(new Sandbox(std::move(priv)));
}

Sandbox::Sandbox(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}

Sandbox::~Sandbox() = default;

quint16 Sandbox::port() const
{
    return d->listener->port();
}

QString Sandbox::connectionString() const
{
    const QString address = QStringLiteral("esdb://127.0.0.1:%1?tls=%2").arg(port());
    return d->tls ? address.arg(QStringLiteral("true&tlsVerifyCert=false"))
                  : address.arg(QStringLiteral("false"));
}

} // namespace core
