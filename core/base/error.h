// What went wrong, for programs (code), for people (message) and for a report (detail).
// A value: any thread.
#pragma once

#include <QMetaType>
#include <QString>

namespace core {
Q_NAMESPACE

/// Kinds of failure, told apart by what a person or a script does next.
enum class ErrorCode {
    Cancelled,             ///< the caller gave up
    Timeout,               ///< no answer within the deadline
    Unavailable,           ///< no server could be reached, or it is not ready
    NotLeader,             ///< the node asked is not the leader and no leader could be reached
    Unauthenticated,       ///< the credentials were refused
    AccessDenied,          ///< who we are may not do this
    StreamNotFound,        ///< never written, or soft-deleted
    StreamDeleted,         ///< the server says "deleted"; only a read proves which way
    WrongExpectedRevision, ///< the stream is not where the caller expected it
    TooLarge,              ///< a size limit of the server
    InvalidArgument,       ///< the request itself is not acceptable
    WouldBeAltered,        ///< this transport would change what is written; nothing was sent
    Unsupported,           ///< this server or transport does not have the operation
    Tls,                   ///< the secure connection could not be made
    Protocol,              ///< an answer that is not what the wire promises
    Unknown,
};
Q_ENUM_NS(ErrorCode)

struct Error {
    ErrorCode code = ErrorCode::Unknown;
    QString message; ///< one sentence that a person can act on
    QString detail;  ///< raw status, trailers, endpoint; never a secret

    friend bool operator==(const Error &, const Error &) = default;
};

/// The code as scripts read it: "stream-not-found", "wrong-expected-revision", ...
[[nodiscard]] QString errorCodeText(ErrorCode code);

} // namespace core
