// One HTTP request and what became of it, as the HTTP transport's parts hand them around.
// Values: any thread.
#pragma once

#include "core/base/error.h"
#include "core/model/server_info.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <variant>

namespace core {

struct HttpHeader {
    QByteArray name;
    QByteArray value;

    friend bool operator==(const HttpHeader &, const HttpHeader &) = default;
};

struct HttpRequest {
    QByteArray method;
    QByteArray target; ///< path and query, percent-encoded as it goes on the wire
    QList<HttpHeader> headers;
    /// The server's own headers without the prefix of a family: {"ExpectedVersion", "-1"}. Each
    /// goes out in the family that the node knows, or in both (protocol.md section 7.3).
    QList<HttpHeader> options;
    QByteArray body;
    /// Of the whole exchange, redirects included; zero: none.
    std::chrono::milliseconds deadline{0};
    /// Goes on a connection of its own, since curl sends a request again on a reused dead one.
    bool isWrite = false;
    /// The server is asked to let the leader answer, and a 307 to it is followed.
    bool wantsLeader = false;
    /// An answer with a larger body is given up: ErrorCode::TooLarge.
    qsizetype largestAnswerBytes = 64 * 1024 * 1024;
};

struct HttpAnswer {
    int status = 0;
    QByteArray reason; ///< for the log only: servers word it as they like
    QList<HttpHeader> headers;
    QByteArray body;
    NodeAddress node; ///< who answered, which after a redirect is not who was asked
    /// A redirect led to a node that is not of this cluster: it was not told who we are.
    bool withoutIdentity = false;
    /// With a 404 for a stream: /info says that streams cannot be had over HTTP at all.
    bool isAtomPubOff = false;

    /// The first header of that name in any case, or nothing.
    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        for (const HttpHeader &each : headers) {
            if (each.name.compare(name, Qt::CaseInsensitive) == 0)
                return each.value;
        }
        return {};
    }
};

/// There was no complete answer.
struct HttpFailure {
    Error error;
    bool neverConnected = false; ///< no connection to the node was ever ready
    bool mayHaveLeft = false;    ///< at least a part of the request may have reached the server
};

using HttpOutcome = std::variant<HttpAnswer, HttpFailure>;

} // namespace core
