#include "core/transport/http/curl_failure.h"

#include <curl/curl.h>

#include <cerrno>

namespace core {

namespace {

struct Verdict {
    ErrorCode code = ErrorCode::Unavailable;
    const char *sentence = nullptr; ///< %1 is the node, %2 its host
};

bool says(const CurlFailure &failure, const char *part)
{
    return failure.text.contains(QLatin1String(part), Qt::CaseInsensitive);
}

Verdict notConnected(const CurlFailure &failure)
{
    switch (failure.osError) {
    case ECONNREFUSED:
        return {ErrorCode::Unavailable,
                "Nothing listens at %1: is the server running, and the port right?"};
    case EHOSTUNREACH:
        return {ErrorCode::Unavailable,
                "There is no route to %1; check the address and the network."};
    case ENETUNREACH:
        return {ErrorCode::Unavailable,
                "The network of %1 cannot be reached; check the address and the network."};
    default:
        return {ErrorCode::Unavailable, "No connection to %1 could be made."};
    }
}

Verdict notTrusted(const CurlFailure &failure)
{
    if (says(failure, "subject name") || says(failure, "subjectAltName"))
        return {ErrorCode::Tls,
                "The certificate of %1 is for another host name than \"%2\": use the name that the "
                "certificate has."};
    return {ErrorCode::Tls,
            "The certificate of %1 is not trusted: name the authority that signed it (tlsCaFile), "
            "or, only if you know the server, connect without checking it "
            "(tlsVerifyCert=false)."};
}

Verdict timedOut(const CurlFailure &failure)
{
    if (!failure.wasConnected)
        return {ErrorCode::Timeout,
                "No connection to %1 could be made in time; is the address right and the port open "
                "to you?"};
    if (failure.answerBegan)
        return {ErrorCode::Timeout, "The server at %1 did not finish its answer in time."};
    return {ErrorCode::Timeout, "The server at %1 did not answer in time."};
}

Verdict brokenOff(const CurlFailure &failure)
{
    if (failure.answerBegan)
        return {ErrorCode::Unavailable,
                "The connection to %1 was lost in the middle of an answer."};
    if (!failure.tls && !failure.everAnswered)
        return {ErrorCode::Unavailable,
                "The server at %1 closed the connection without an answer: it may want TLS (leave "
                "out tls=false), or be no HTTP server."};
    return {ErrorCode::Unavailable, "The server at %1 closed the connection without an answer."};
}

Verdict verdictOf(const CurlFailure &failure)
{
    switch (failure.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return {ErrorCode::Unavailable, "The host \"%2\" is not known; check its name."};
    case CURLE_COULDNT_CONNECT:
        return notConnected(failure);
    case CURLE_OPERATION_TIMEDOUT:
        return timedOut(failure);
    case CURLE_SSL_CONNECT_ERROR:
        if (says(failure, "wrong version number"))
            return {ErrorCode::Tls,
                    "The port %1 answers without TLS: connect with tls=false, if that is meant."};
        return {ErrorCode::Tls, "The secure connection to %1 could not be made."};
    case CURLE_PEER_FAILED_VERIFICATION:
        return notTrusted(failure);
    case CURLE_SSL_CACERT_BADFILE:
        return {ErrorCode::Tls,
                "The trusted authorities cannot be read: the authority's file is no certificate, "
                "or this machine has no list of its own (on Debian, install ca-certificates)."};
    case CURLE_SSL_CERTPROBLEM:
        return {ErrorCode::Tls,
                "The certificate files cannot be used: the authority is no certificate, or the key "
                "does not belong to the user's certificate."};
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
        return brokenOff(failure);
    case CURLE_UNSUPPORTED_PROTOCOL: // "Received HTTP/0.9 when not allowed"
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
        return {ErrorCode::Protocol,
                "What answers at %1 is no HTTP server; is the port right, and does it want TLS?"};
    case CURLE_URL_MALFORMAT:
        return {ErrorCode::InvalidArgument, "The address %1 cannot be used."};
    default:
        return {failure.wasConnected ? ErrorCode::Unavailable : ErrorCode::Unknown,
                "The request to %1 failed."};
    }
}

} // namespace

Error toError(const CurlFailure &failure)
{
    const QString node = failure.node.toString();
    const QString detail = QStringLiteral("node: %1\nHTTP: no complete answer (curl %2: %3)")
                               .arg(node)
                               .arg(failure.code)
                               .arg(failure.text);
    if (failure.limitBytes > 0)
        return {ErrorCode::TooLarge,
                QStringLiteral("The answer of %1 is larger than the %2 MiB that are read at once.")
                    .arg(node)
                    .arg(failure.limitBytes / (1024 * 1024)),
                detail};
    const Verdict verdict = verdictOf(failure);
    QString sentence = QString::fromLatin1(verdict.sentence);
    sentence.replace(QStringLiteral("%1"), node);
    sentence.replace(QStringLiteral("%2"), failure.node.host);
    return {verdict.code, sentence, detail};
}

} // namespace core
