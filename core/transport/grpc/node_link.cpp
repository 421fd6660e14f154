#include "core/transport/grpc/node_link.h"

#include "core/transport/grpc/grpc_channel.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace core {

namespace {

/// A header holds printable ASCII only; anything else is percent-encoded.
std::string headerText(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const bool printable
        = std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    return (printable ? utf8 : utf8.toPercentEncoding(" ")).toStdString();
}

std::string basicAuthorization(const Credentials &credentials)
{
    const QByteArray pair = credentials.user.toUtf8() + ':' + credentials.password.toUtf8();
    return "Basic " + pair.toBase64().toStdString();
}

/// gRPC sets a call's peer to an address when it hands the call to a connection; until then peer()
/// gives the channel's target.
bool reachedConnection(const grpc::ClientContext &context)
{
    const std::string peer = context.peer();
    constexpr std::array<std::string_view, 3> Schemes = {"ipv4:", "ipv6:", "unix:"};
    return std::any_of(Schemes.begin(), Schemes.end(), [&peer](std::string_view scheme) {
        return std::string_view(peer).substr(0, scheme.size()) == scheme;
    });
}

} // namespace

NodeLink::NodeLink(const ConnectionSettings &settings, const NodeAddress &node, WireSink log)
    : m_node(node)
    , m_log(std::move(log))
    , m_tls(settings.tls)
    , m_withCredentials(settings.credentials.has_value())
    , m_prefersLeader(settings.nodePreference == NodePreference::Leader)
{
    m_entry.wire = WireEntry::Wire::Grpc;
    m_entry.node = node;
    m_entry.setTls(settings);
    if (settings.credentials)
        m_headers.emplace_back("authorization", basicAuthorization(*settings.credentials));
    if (!settings.connectionName.isEmpty())
        m_headers.emplace_back("connection-name", headerText(settings.connectionName));
    auto opened = openChannel(settings, node);
    if (auto *error = std::get_if<Error>(&opened))
        m_openError = std::move(*error);
    else
        m_channel = std::get<std::shared_ptr<grpc::Channel>>(std::move(opened));
}

void NodeLink::addHeaders(grpc::ClientContext &context, LeaderWish wish) const
{
    for (const auto &[name, value] : m_headers)
        context.AddMetadata(name, value);
    if (wish == LeaderWish::AsPreferred && m_prefersLeader)
        context.AddMetadata("requires-leader", "true");
    context.set_wait_for_ready(false);
}

WireEntry NodeLink::newEntry(LeaderWish wish) const
{
    WireEntry entry = m_entry;
    for (const auto &[name, value] : m_headers) {
        const QByteArray shown = name == "authorization" ? QByteArray("Basic ") + WireEntry::Hidden
                                                         : QByteArray::fromStdString(value);
        entry.requestHeaders.append(QByteArray::fromStdString(name) + ": " + shown);
    }
    if (wish == LeaderWish::AsPreferred && m_prefersLeader)
        entry.requestHeaders.append("requires-leader: true");
    return entry;
}

GrpcSituation NodeLink::situation(TransportOperation operation, const StreamName &stream) const
{
    GrpcSituation situation;
    situation.operation = operation;
    situation.node = m_node;
    situation.stream = stream;
    situation.tls = m_tls;
    situation.withCredentials = m_withCredentials;
    return situation;
}

GrpcSituation NodeLink::situationAfter(const GrpcSituation &before,
                                       const grpc::ClientContext &context) const
{
    GrpcSituation situation = before;
    if (reachedConnection(context) || m_channel->GetState(false) == GRPC_CHANNEL_READY)
        noteConnected();
    situation.everConnected = m_everConnected;
    return situation;
}

} // namespace core
