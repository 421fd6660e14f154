#include "core/transport/grpc/grpc_channel.h"

#include "core/transport/tls_files.h"

#include <QLoggingCategory>
#include <QUrl>

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <grpcpp/support/channel_arguments.h>

#include <grpc/support/log.h>
#include <limits>
#include <mutex>

namespace core {

namespace {

Q_LOGGING_CATEGORY(grpcLog, "tributary.grpc", QtCriticalMsg)

/// What official clients accept: the largest append of old servers, with room for its frame.
constexpr int LargestAnswerBytes = 17 * 1024 * 1024;

/// Where no roots can be loaded, gRPC 1.51 refuses to connect even if they are not wanted
/// (grpc/grpc pull request 34859). This certificate signs nothing; its key was thrown away.
constexpr const char *UnusedRoot = R"(-----BEGIN CERTIFICATE-----
MIIBeDCCAR+gAwIBAgIUaTKLP78EhOZG0cpeAj1o2X/ncDgwCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGdW51c2VkMCAXDTI2MTEyMjEzMjEyM1oYDzIxMjYxMDI5MTMy
MTIzWjARMQ8wDQYDVQQDDAZ1bnVzZWQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AAS2Vr5cACVi9FTFmyicKuvqreYDFjJX8ZYteNa6Te+tuFa43wd9ps5q6E7EhvRT
h/0aSYuoOuMXy4ujmcSKpDWro1MwUTAdBgNVHQ4EFgQUL9Q8JCvwU+nLc7qUlvqt
kETXZKowHwYDVR0jBBgwFoAUL9Q8JCvwU+nLc7qUlvqtkETXZKowDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiB+xZELvcOivd8JgHu64h6DS5U6URFa
b1kJpPSo4RoBgAIgICuL5DYcFQqvofs+8adBOeuUNqtltyIiBJlqBnzIyv0=
-----END CERTIFICATE-----
)";

using ChannelCredentials = std::shared_ptr<grpc::ChannelCredentials>;

ChannelCredentials checkedCredentials(const TlsFiles &files)
{
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = files.authority.toStdString();
    options.pem_cert_chain = files.certificate.toStdString();
    options.pem_private_key = files.key.toStdString();
    return grpc::SslCredentials(options);
}

ChannelCredentials uncheckedCredentials(const TlsFiles &files)
{
    using namespace grpc::experimental;
    const std::string root = files.authority.isEmpty() ? UnusedRoot : files.authority.toStdString();
    TlsChannelCredentialsOptions options;
    options.set_verify_server_certs(false);
    options.set_check_call_host(false);
    options.set_certificate_verifier(std::make_shared<NoOpCertificateVerifier>());
    if (files.certificate.isEmpty()) {
        options.set_certificate_provider(std::make_shared<StaticDataCertificateProvider>(root));
    } else {
        const std::vector<IdentityKeyCertPair> identity{
            {files.key.toStdString(), files.certificate.toStdString()}};
        options.set_certificate_provider(
            std::make_shared<StaticDataCertificateProvider>(root, identity));
        options.watch_identity_key_cert_pairs();
    }
    options.watch_root_certs();
    return TlsCredentials(options);
}

std::variant<ChannelCredentials, Error> makeCredentials(const ConnectionSettings &settings)
{
    if (!settings.tls)
        return grpc::InsecureChannelCredentials();
    auto files = readTlsFiles(settings);
    if (auto *error = std::get_if<Error>(&files))
        return std::move(*error);
    const TlsFiles &read = std::get<TlsFiles>(files);
    return settings.tlsVerifyCert ? checkedCredentials(read) : uncheckedCredentials(read);
}

int toMilliseconds(std::chrono::milliseconds time)
{
    return int(std::min<qint64>(time.count(), std::numeric_limits<int>::max()));
}

grpc::ChannelArguments makeArguments(const ConnectionSettings &settings)
{
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(LargestAnswerBytes);
    arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0); // a write must never be sent twice unasked
    arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
    // The engine decides when to try again; a channel must not answer with a stale failure.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
    if (settings.keepAliveInterval) {
        arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, toMilliseconds(*settings.keepAliveInterval));
        // Without this an idle subscription is asked twice and then never again.
        arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
    }
    if (settings.keepAliveTimeout)
        arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, toMilliseconds(*settings.keepAliveTimeout));
    return arguments;
}

std::string makeTarget(const NodeAddress &node)
{
    const QByteArray ace = QUrl::toAce(node.host); // empty for names that DNS may still know
    const NodeAddress address{ace.isEmpty() ? node.host : QString::fromLatin1(ace), node.port};
    return "dns:///" + address.toString().toStdString();
}

void toLoggingCategory(gpr_log_func_args *entry)
{
    if (entry->severity == GPR_LOG_SEVERITY_ERROR)
        qCWarning(grpcLog, "%s:%d %s", entry->file, entry->line, entry->message);
    else
        qCDebug(grpcLog, "%s:%d %s", entry->file, entry->line, entry->message);
}

/// gRPC 1.51 runs callbacks on threads that end with the last channel, and aborts where that is let
/// go on one of them, as by a call that outlives its transport. A channel that leads nowhere, and
/// has made one call, keeps them for good.
void keepCallbackThreads()
{
    struct CallToNowhere {
        std::shared_ptr<grpc::Channel> channel = grpc::CreateChannel("", nullptr);
        grpc::ClientContext context;
        grpc::Slice nothing;
        grpc::ByteBuffer request{&nothing, 1};
        grpc::ByteBuffer answer;
    };
    static CallToNowhere *const kept = [] {
        auto call = std::make_unique<CallToNowhere>();
        grpc::GenericStub(call->channel)
            .UnaryCall(&call->context,
                       "/nowhere",
                       {},
                       &call->request,
                       &call->answer,
                       [](const grpc::Status &) {});
        return call.release();
    }();
    Q_ASSERT(kept);
}

} // namespace

std::variant<std::shared_ptr<grpc::Channel>, Error> openChannel(const ConnectionSettings &settings,
                                                                const NodeAddress &node)
{
    auto credentials = makeCredentials(settings);
    if (auto *error = std::get_if<Error>(&credentials))
        return std::move(*error);
    keepCallbackThreads();
    return grpc::CreateCustomChannel(
        makeTarget(node), std::get<ChannelCredentials>(credentials), makeArguments(settings));
}

void routeGrpcLog()
{
    static std::once_flag once;
    std::call_once(once, [] { gpr_set_log_function(toLoggingCategory); });
}

} // namespace core
