#include "core/transport/grpc/connect_failure.h"

namespace core {

namespace {

struct Rule {
    const char *text; ///< what gRPC 1.51 says, seen on the wire
    const char *sentence;
    bool isTls;
};

/// The first that fits. %1 is the node, %2 its host.
constexpr Rule TlsRules[] = {
    {"certificate verify failed",
     "The certificate of %1 is not trusted: name the authority that signed it (tlsCaFile), or, "
     "only "
     "if you know the server, connect without checking it (tlsVerifyCert=false).",
     true},
    {"is not in peer certificate",
     "The certificate of %1 is for another host name than \"%2\": use the name that the "
     "certificate "
     "has.",
     true},
    {"wrong version number",
     "The port %1 answers without TLS: connect with tls=false, if that is meant.",
     true},
    {"missing selected ALPN",
     "The server at %1 has TLS, but it is no gRPC server; is the port right?",
     true},
    {"handshake failed", "The secure connection to %1 could not be made.", true},
    {"empty address list",
     "The certificate files cannot be used: the authority is no certificate, or the key does not "
     "belong to the user's certificate.",
     true},
};

constexpr Rule Rules[] = {
    {"DNS resolution failed", "The host \"%2\" is not known; check its name.", false},
    {"Connection refused",
     "Nothing listens at %1: is the server running, and the port right?",
     false},
    {"No route to host", "There is no route to %1; check the address and the network.", false},
    {"Network is unreachable",
     "The network of %1 cannot be reached; check the address and the network.",
     false},
    {"parsing HTTP/2", "What answers at %1 is no gRPC server; is the port right?", false},
    {"http1.x", "What answers at %1 is no gRPC server; is the port right?", false},
};

ConnectFailure filled(const Rule &rule, const NodeAddress &node)
{
    QString sentence = QString::fromLatin1(rule.sentence);
    sentence.replace(QStringLiteral("%1"), node.toString());
    sentence.replace(QStringLiteral("%2"), node.host);
    return {sentence, rule.isTls};
}

} // namespace

std::optional<ConnectFailure> connectFailure(const QString &text, const NodeAddress &node, bool tls)
{
    const auto says = [&text](const char *part) {
        return text.contains(QLatin1String(part), Qt::CaseInsensitive);
    };
    if (tls) {
        for (const Rule &rule : TlsRules) {
            if (says(rule.text))
                return filled(rule, node);
        }
    }
    for (const Rule &rule : Rules) {
        if (says(rule.text))
            return filled(rule, node);
    }
    if (!says("failed to connect"))
        return std::nullopt;
    if (!tls && (says("Connection reset") || says("Socket closed")))
        return filled({nullptr,
                       "The server at %1 closed the connection at once: it may want TLS (leave out "
                       "tls=false), or be no gRPC server.",
                       false},
                      node);
    return filled({nullptr, "No connection to %1 could be made.", false}, node);
}

} // namespace core
