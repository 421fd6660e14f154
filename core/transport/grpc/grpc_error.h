// From a call's status and trailers to an error for people, and to what is certain about a write.
// Pure functions: any thread.
#pragma once

#include "core/model/replies.h"
#include "core/transport/transport.h"
#include "core/transport/transport_operation.h"

#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace grpc {
class ClientContext;
class Status;
} // namespace grpc

namespace core {

/// gRPC's status codes (the numbers are the wire's).
enum class GrpcCode {
    Ok = 0,
    Cancelled = 1,
    Unknown = 2,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5,
    AlreadyExists = 6,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    FailedPrecondition = 9,
    Aborted = 10,
    OutOfRange = 11,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    DataLoss = 15,
    Unauthenticated = 16,
};

/// "NOT_FOUND"; the number of a code that is not known.
[[nodiscard]] QString codeName(GrpcCode code);

/// A call that ended with a status that is not OK.
struct GrpcFailure {
    GrpcCode code = GrpcCode::Unknown;
    QString message; ///< the server's, or the library's where no server answered
    QList<std::pair<QString, QString>> trailers;

    /// Empty if there is no such trailer.
    [[nodiscard]] QString trailer(QStringView name) const;
    /// The kind of error in the server's own word; the only dependable part (protocol.md 4.1).
    [[nodiscard]] QString exception() const { return trailer(u"exception"); }
};

/// What else a sentence about a failure needs.
struct GrpcSituation {
    TransportOperation operation = TransportOperation::Ask;
    NodeAddress node;
    StreamName stream; ///< empty where the call names none
    bool tls = false;
    bool withCredentials = false;
    bool everConnected = true; ///< false: no connection to the node was ever ready
};

/// Copies what is needed from a finished call. Trailers that could hold a secret are left out.
[[nodiscard]] GrpcFailure takeFailure(const grpc::Status &status,
                                      const grpc::ClientContext &context);

/// The error of a call that failed for certain: of a read, or of a write that was refused.
[[nodiscard]] TransportError toTransportError(const GrpcFailure &failure,
                                              const GrpcSituation &situation);

/// What a failed write comes to: a wrong revision, a certain refusal, or an outcome unknown.
[[nodiscard]] TransportResult<WriteOutcome> toWriteResult(const GrpcFailure &failure,
                                                          const GrpcSituation &situation,
                                                          const ExpectedRevision &expected,
                                                          const QList<EventId> &ids);

/// An answer that cannot be what the wire promises; `what` says in a few words what is wrong.
[[nodiscard]] TransportError protocolError(const QString &what, const GrpcSituation &situation);

/// A read of a stream that is not there.
[[nodiscard]] TransportError streamNotFound(const GrpcSituation &situation);

} // namespace core
