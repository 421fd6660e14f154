#include "core/sandbox/sandbox.h"

#include "core/base/event_time.h"
#include "core/sandbox/node_services.h"
#include "core/sandbox/sample_shop.h"
#include "core/sandbox/streams_service.h"
#include "core/sandbox/synthetic_links.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

namespace core {

namespace {

constexpr quint64 ShopSeed = 20'260'302;

/// What a server takes in one message (protocol.md section 3.5).
constexpr int MaxMessage = 16 * 1024 * 1024 - 10'000;

Error listenError(quint16 port)
{
    const QString message = port == 0
                                ? QStringLiteral("No port of 127.0.0.1 could be opened.")
                                : QStringLiteral("Port %1 of 127.0.0.1 could not be opened: it may "
                                                 "be in use.")
                                      .arg(port);
    return {ErrorCode::Unavailable, message, {}};
}

} // namespace

class Sandbox::Private
{
public:
    Private(std::shared_ptr<sandbox::EventStore> opened, const SandboxOptions &options)
        : store(std::move(opened))
        , profile(sandbox::profileOf(options.profile))
        , streams(store, profile, {options.maxAppendSize, options.maxAppendEventSize})
        , features(profile)
    {}
    ~Private();
    [[nodiscard]] bool listen(quint16 wanted);

    std::shared_ptr<sandbox::EventStore> store;
    sandbox::Profile profile;
    sandbox::StreamsService streams;
    sandbox::FeaturesService features;
    sandbox::GossipService gossip;
    std::unique_ptr<grpc::Server> server;
    int port = 0;
};

Sandbox::Private::~Private()
{
    if (!server)
        return;
    // The deadline has passed already: open calls are cancelled at once.
    server->Shutdown(std::chrono::system_clock::now());
    server->Wait();
}

bool Sandbox::Private::listen(quint16 wanted)
{
    grpc::ServerBuilder builder;
    builder.AddListeningPort(
        "127.0.0.1:" + std::to_string(wanted), grpc::InsecureServerCredentials(), &port);
    builder.SetMaxReceiveMessageSize(MaxMessage);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    // Clients keep connections alive by pings every few seconds.
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 1000);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    builder.RegisterService(&streams);
    builder.RegisterService(&gossip);
    if (profile.serverFeatures)
        builder.RegisterService(&features);
    server = builder.BuildAndStart();
    gossip.setPort(static_cast<quint16>(port));
    return server && port != 0;
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
    if (!options.syntheticLinks.isEmpty()) {
        auto synthetic = std::make_shared<sandbox::SyntheticStreams>();
        for (const SyntheticLinks &links : options.syntheticLinks)
            synthetic->add(links.stream.toUtf8(), links.count);
        (*store)->show(synthetic);
    }
    auto priv = std::make_unique<Private>(std::move(store).value(), options);
    if (!priv->listen(options.port))
        return listenError(options.port);
    return std::shared_ptr<Sandbox>(new Sandbox(std::move(priv)));
}

Sandbox::Sandbox(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}

Sandbox::~Sandbox() = default;

quint16 Sandbox::port() const
{
    return static_cast<quint16>(d->port);
}

QString Sandbox::connectionString() const
{
    return QStringLiteral("esdb://127.0.0.1:%1?tls=false").arg(port());
}

} // namespace core
