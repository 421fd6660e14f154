#include "core/transport/grpc/grpc_error.h"

#include "core/transport/grpc/connect_failure.h"

#include <QMetaEnum>
#include <QStringList>

#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <algorithm>

namespace core {

namespace {

constexpr const char *CodeNames[] = {"OK",
                                     "CANCELLED",
                                     "UNKNOWN",
                                     "INVALID_ARGUMENT",
                                     "DEADLINE_EXCEEDED",
                                     "NOT_FOUND",
                                     "ALREADY_EXISTS",
                                     "PERMISSION_DENIED",
                                     "RESOURCE_EXHAUSTED",
                                     "FAILED_PRECONDITION",
                                     "ABORTED",
                                     "OUT_OF_RANGE",
                                     "UNIMPLEMENTED",
                                     "INTERNAL",
                                     "UNAVAILABLE",
                                     "DATA_LOSS",
                                     "UNAUTHENTICATED"};

struct Verdict {
    ErrorCode code = ErrorCode::Unknown;
    QString message;
};

QString streamText(const GrpcFailure &failure, const GrpcSituation &situation)
{
    const QString named = failure.trailer(u"stream-name");
    const QString name = named.isEmpty() ? situation.stream.text() : named;
    return name.isEmpty() ? QStringLiteral("the stream") : u'"' + name + u'"';
}

Verdict denied(const GrpcFailure &failure, const GrpcSituation &situation)
{
    const QString what = situation.stream.isEmpty() ? QStringLiteral("the server")
                                                    : streamText(failure, situation);
    if (!situation.withCredentials)
        return {ErrorCode::AccessDenied,
                QStringLiteral("You may not %1 %2 without signing in; connect with a user name and "
                               "a password.")
                    .arg(wish(situation.operation), what)};
    return {ErrorCode::AccessDenied,
            QStringLiteral("You may not %1 %2; its access list or your groups do not allow it.")
                .arg(wish(situation.operation), what)};
}

Verdict tooLarge(const GrpcFailure &failure)
{
    if (failure.exception() == u"maximum-append-event-size-exceeded") {
        return {ErrorCode::TooLarge,
                QStringLiteral("One event is too large: it takes %1 bytes, and the server allows "
                               "%2; make its data or metadata smaller.")
                    .arg(failure.trailer(u"proposed-append-event-size"),
                         failure.trailer(u"maximum-append-event-size"))};
    }
    return {ErrorCode::TooLarge,
            QStringLiteral("The write is too large: the server allows %1 bytes in one; write fewer "
                           "or smaller events at a time.")
                .arg(failure.trailer(u"maximum-append-size"))};
}

/// By the server's own word for the error (protocol.md section 4.1); nothing if it gave none that
/// is known here.
std::optional<Verdict> byException(const GrpcFailure &failure, const GrpcSituation &situation)
{
    const QString exception = failure.exception();
    const QString stream = streamText(failure, situation);
    if (exception == u"access-denied")
        return denied(failure, situation);
    if (exception == u"stream-deleted")
        return Verdict{ErrorCode::StreamDeleted,
                       QStringLiteral("The server says that %1 is deleted.").arg(stream)};
    if (exception == u"stream-not-found")
        return Verdict{ErrorCode::StreamNotFound,
                       QStringLiteral("There is no stream %1.").arg(stream)};
    if (exception == u"wrong-expected-version")
        return Verdict{ErrorCode::WrongExpectedRevision,
                       QStringLiteral("%1 is not at the expected revision.").arg(stream)};
    if (exception == u"not-leader")
        return Verdict{
            ErrorCode::NotLeader,
            QStringLiteral("The node %1 is not the leader of its cluster, and this needs "
                           "the leader.")
                .arg(situation.node.toString())};
    if (exception == u"maximum-append-size-exceeded"
        || exception == u"maximum-append-event-size-exceeded")
        return tooLarge(failure);
    if (exception == u"missing-required-metadata-property")
        return Verdict{ErrorCode::InvalidArgument,
                       QStringLiteral("The server misses a property of an event (%1).")
                           .arg(failure.trailer(u"required-metadata-properties"))};
    if (exception == u"invalid-transaction")
        return Verdict{ErrorCode::InvalidArgument,
                       QStringLiteral("The server does not accept this write as a transaction.")};
    if (exception == u"index-not-found")
        return Verdict{ErrorCode::StreamNotFound,
                       QStringLiteral("The server has no index %1.")
                           .arg(u'"' + failure.trailer(u"index-name") + u'"')};
    return std::nullopt;
}

/// A sentence that hands on the server's text, where it gave one.
QString quoted(const QString &sentence, const GrpcFailure &failure)
{
    if (failure.message.isEmpty())
        return sentence + u'.';
    return sentence + QStringLiteral(": \"%1\".").arg(failure.message);
}

Verdict unavailable(const GrpcFailure &failure, const GrpcSituation &situation)
{
    const QString node = situation.node.toString();
    if (failure.message.contains(QStringLiteral("Not Ready"), Qt::CaseInsensitive))
        return {
            ErrorCode::Unavailable,
            QStringLiteral("The server at %1 is not ready yet; try again in a moment.").arg(node)};
    if (failure.message.contains(QStringLiteral("Too Busy"), Qt::CaseInsensitive)
        || failure.message.contains(QStringLiteral("Server Is Busy"), Qt::CaseInsensitive))
        return {ErrorCode::Unavailable,
                QStringLiteral("The server at %1 is too busy; try again in a moment.").arg(node)};
    if (const auto why = connectFailure(failure.message, situation.node, situation.tls))
        return {why->isTls ? ErrorCode::Tls : ErrorCode::Unavailable, why->message};
    return {ErrorCode::Unavailable, QStringLiteral("The connection to %1 was lost.").arg(node)};
}

Verdict timedOut(const GrpcSituation &situation)
{
    const QString node = situation.node.toString();
    if (!situation.everConnected)
        return {
            ErrorCode::Timeout,
            QStringLiteral("No connection to %1 could be made in time; is the address right and "
                           "the port open to you?")
                .arg(node)};
    return {ErrorCode::Timeout,
            QStringLiteral("The server at %1 did not answer in time.").arg(node)};
}

Verdict byCode(const GrpcFailure &failure, const GrpcSituation &situation)
{
    const QString node = situation.node.toString();
    switch (failure.code) {
    case GrpcCode::Cancelled:
        return {ErrorCode::Unavailable, QStringLiteral("The server at %1 broke off.").arg(node)};
    case GrpcCode::InvalidArgument:
    case GrpcCode::OutOfRange:
        return {ErrorCode::InvalidArgument,
                quoted(QStringLiteral("The server does not accept this request"), failure)};
    case GrpcCode::DeadlineExceeded:
        return timedOut(situation);
    case GrpcCode::NotFound:
        return {ErrorCode::StreamNotFound,
                quoted(QStringLiteral("The server does not find what was asked for"), failure)};
    case GrpcCode::PermissionDenied:
        return denied(failure, situation);
    case GrpcCode::ResourceExhausted:
        return {ErrorCode::TooLarge,
                quoted(QStringLiteral("A message is larger than allowed"), failure)};
    case GrpcCode::Aborted:
        return {ErrorCode::Timeout,
                quoted(QStringLiteral("The server gave up before it was done"), failure)};
    case GrpcCode::Unimplemented:
        return {ErrorCode::Unsupported,
                QStringLiteral("The server at %1 does not know this operation; is it an event "
                               "store, and recent enough?")
                    .arg(node)};
    case GrpcCode::Unavailable:
        return unavailable(failure, situation);
    case GrpcCode::Unauthenticated:
        return {ErrorCode::Unauthenticated,
                situation.withCredentials
                    ? QStringLiteral("The server refused the user name or the password.")
                    : QStringLiteral("The server wants a user name and a password.")};
    case GrpcCode::Ok:
    case GrpcCode::Unknown:
    case GrpcCode::AlreadyExists:
    case GrpcCode::FailedPrecondition:
    case GrpcCode::Internal:
    case GrpcCode::DataLoss:
        break;
    }
    return {ErrorCode::Unknown,
            quoted(QStringLiteral("The server at %1 failed").arg(node), failure)};
}

/// Everything that was said, for a report.
QString detailOf(const GrpcFailure &failure, const GrpcSituation &situation)
{
    QStringList lines{
        QStringLiteral("node: ") + situation.node.toString(),
        QStringLiteral("gRPC status: %1 (%2)").arg(codeName(failure.code)).arg(int(failure.code))};
    if (!failure.message.isEmpty())
        lines.append(QStringLiteral("status message: ") + failure.message);
    for (const auto &[name, value] : failure.trailers)
        lines.append(name + QStringLiteral(": ") + value);
    return lines.join(u'\n');
}

std::optional<NodeAddress> leaderOf(const GrpcFailure &failure)
{
    const QString host = failure.trailer(u"leader-endpoint-host");
    const quint16 port = failure.trailer(u"leader-endpoint-port").toUShort();
    if (host.isEmpty() || port == 0)
        return std::nullopt;
    return NodeAddress{host, port};
}

/// The server decided against the write before it did anything.
bool isCertainRefusal(const GrpcFailure &failure)
{
    switch (failure.code) {
    case GrpcCode::InvalidArgument:
    case GrpcCode::PermissionDenied:
    case GrpcCode::Unauthenticated:
    case GrpcCode::Unimplemented: // nothing there that could have carried it out
        return true;
    case GrpcCode::FailedPrecondition:
        return failure.exception() == u"stream-deleted";
    case GrpcCode::NotFound:
        return failure.exception() == u"not-leader" || failure.exception() == u"stream-not-found";
    default: // any other, and codes not known here, may have come after the write
        return false;
    }
}

/// "actual-version" is a number, negative where there is no stream, or empty (protocol.md 4.1).
WrongRevision wrongRevision(const GrpcFailure &failure, const ExpectedRevision &expected)
{
    const QString text = failure.trailer(u"actual-version");
    const auto actual = Revision::parse(text);
    return {expected, actual, actual || text.startsWith(u'-')};
}

} // namespace

QString codeName(GrpcCode code)
{
    const auto index = size_t(code);
    return index < std::size(CodeNames) ? QString::fromLatin1(CodeNames[index])
                                        : QString::number(index);
}

QString GrpcFailure::trailer(QStringView name) const
{
    const auto found = std::find_if(
        trailers.begin(), trailers.end(), [name](const auto &pair) { return pair.first == name; });
    return found == trailers.end() ? QString() : found->second;
}

GrpcFailure takeFailure(const grpc::Status &status, const grpc::ClientContext &context)
{
    GrpcFailure failure;
    failure.code = GrpcCode(int(status.error_code()));
    failure.message = QString::fromStdString(status.error_message());
    for (const auto &[name, value] : context.GetServerTrailingMetadata()) {
        const QString key = QString::fromUtf8(name.data(), qsizetype(name.size()));
        if (key == u"authorization" || key.endsWith(QStringLiteral("-bin")))
            continue;
        failure.trailers.append({key, QString::fromUtf8(value.data(), qsizetype(value.size()))});
    }
    return failure;
}

TransportError toTransportError(const GrpcFailure &failure, const GrpcSituation &situation)
{
    Verdict verdict;
    if (const auto known = byException(failure, situation))
        verdict = *known;
    else
        verdict = byCode(failure, situation);
    TransportError error;
    error.error = {verdict.code,
                   verdict.message + consequence(situation.operation),
                   detailOf(failure, situation)};
    if (failure.exception() == u"not-leader")
        error.leader = leaderOf(failure);
    error.neverConnected = !situation.everConnected;
    return error;
}

TransportResult<WriteOutcome> toWriteResult(const GrpcFailure &failure,
                                            const GrpcSituation &situation,
                                            const ExpectedRevision &expected,
                                            const QList<EventId> &ids)
{
    if (failure.exception() == u"wrong-expected-version")
        return WriteOutcome(wrongRevision(failure, expected));
    if (!situation.everConnected || isCertainRefusal(failure))
        return toTransportError(failure, situation);
    GrpcSituation neutral = situation;
    neutral.operation = TransportOperation::Ask; // nothing is known about what became of the write
    return WriteOutcome(OutcomeUnknown{ids, toTransportError(failure, neutral).error});
}

TransportError protocolError(const QString &what, const GrpcSituation &situation)
{
    TransportError error;
    error.error = {ErrorCode::Protocol,
                   QStringLiteral("The server at %1 sent an answer that cannot be understood (%2); "
                                  "please report this with the details.")
                       .arg(situation.node.toString(), what),
                   QStringLiteral("node: %1\nunreadable answer: %2\nstream: %3")
                       .arg(situation.node.toString(), what, situation.stream.text())};
    return error;
}

TransportError streamNotFound(const GrpcSituation &situation)
{
    TransportError error;
    error.error = {ErrorCode::StreamNotFound,
                   QStringLiteral("There is no stream \"%1\": it was never written or has been "
                                  "deleted.")
                       .arg(situation.stream.text()),
                   QStringLiteral("node: %1\nanswer: stream_not_found\nstream: %2")
                       .arg(situation.node.toString(), situation.stream.text())};
    return error;
}

} // namespace core
