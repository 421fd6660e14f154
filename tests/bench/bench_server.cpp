// The server that the benchmarks measure against, a process of its own so that its processor time
// can be told from the client's:
//   bench_server sandbox FILE     the sandbox on a database file
//   bench_server links COUNT      the sandbox with a synthetic stream of COUNT links, "links"
//   bench_server memory COUNT     COUNT events, made beforehand and sent from memory
// Prints "port N" when it is ready and ends when its standard input does.
#include "core/sandbox/sandbox.h"
#include "tests/bench/bench_events.h"

#include <QCoreApplication>

#include "server_features.grpc.pb.h"
#include "streams.grpc.pb.h"
#include <grpcpp/grpcpp.h>

#include <cstdio>
#include <vector>

namespace {

namespace wire = event_store::client::streams;
namespace features = event_store::client::server_features;

/// Sends what it has, and after that the same again under new revisions.
class MemoryStreams final : public wire::Streams::Service
{
public:
    explicit MemoryStreams(quint64 count)
        : m_responses(count)
    {
        for (quint64 index = 0; index < count; ++index)
            bench::fillRecorded(bench::newEvent(index),
                                core::StreamName(QStringLiteral("bench")),
                                index,
                                m_responses[index].mutable_event());
    }

    grpc::Status Read(grpc::ServerContext * /*context*/,
                      const wire::ReadReq *request,
                      grpc::ServerWriter<wire::ReadResp> *writer) override
    {
        const quint64 wanted = request->options().count();
        const quint64 kept = std::min<quint64>(wanted, m_responses.size());
        for (quint64 index = 0; index < kept; ++index) {
            if (!writer->Write(m_responses[index]))
                return grpc::Status::CANCELLED;
        }
        wire::ReadResp again;
        for (quint64 index = kept; index < wanted; ++index) {
            again = m_responses[index % m_responses.size()];
            again.mutable_event()->mutable_event()->set_stream_revision(index);
            if (!writer->Write(again))
                return grpc::Status::CANCELLED;
        }
        return grpc::Status::OK;
    }

private:
    std::vector<wire::ReadResp> m_responses;
};

class Features final : public features::ServerFeatures::Service
{
public:
    grpc::Status GetSupportedMethods(grpc::ServerContext * /*context*/,
                                     const event_store::client::Empty * /*request*/,
                                     features::SupportedMethods *reply) override
    {
        reply->set_event_store_server_version("24.10.0");
        return grpc::Status::OK;
    }
};

void serveUntilInputEnds(int port)
{
    std::printf("port %d\n", port);
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
}

int serveFromMemory(quint64 count)
{
    MemoryStreams streams(count);
    Features answers;
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&streams);
    builder.RegisterService(&answers);
    const auto server = builder.BuildAndStart();
    if (!server)
        return 1;
    serveUntilInputEnds(port);
    server->Shutdown(std::chrono::system_clock::now());
    return 0;
}

int serveSandbox(const core::SandboxOptions &options)
{
    const auto sandbox = core::Sandbox::start(options);
    if (!sandbox) {
        std::fprintf(stderr, "%s\n", qPrintable(sandbox.error().message));
        return 1;
    }
    serveUntilInputEnds(sandbox.value()->port());
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments.at(1) == QLatin1String("memory"))
        return serveFromMemory(arguments.at(2).toULongLong());
    if (arguments.size() == 3 && arguments.at(1) == QLatin1String("sandbox"))
        return serveSandbox({.databaseFile = arguments.at(2)});
    if (arguments.size() == 3 && arguments.at(1) == QLatin1String("links"))
        return serveSandbox(
            {.syntheticLinks = {{QStringLiteral("links"), arguments.at(2).toLongLong()}}});
    std::fprintf(stderr, "bench_server sandbox FILE | links COUNT | memory COUNT\n");
    return 2;
}
