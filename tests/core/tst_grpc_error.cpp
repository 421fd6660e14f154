// A table of what servers and the library answer, and what is made of it for people and programs.
#include "core/transport/grpc/grpc_error.h"

#include <QTest>

using namespace core;
using Trailers = QList<std::pair<QString, QString>>;

namespace {

NodeAddress node1()
{
    return {QStringLiteral("node1"), 2113};
}
StreamName orders()
{
    return StreamName(QStringLiteral("order-1"));
}

GrpcFailure aFailure(GrpcCode code, const char *message = "", const Trailers &trailers = {})
{
    return {code, QString::fromUtf8(message), trailers};
}

GrpcFailure anException(GrpcCode code, const char *exception, Trailers more = {})
{
    more.prepend({QStringLiteral("exception"), QString::fromLatin1(exception)});
    return aFailure(code, "", more);
}

GrpcSituation aSituation(TransportOperation operation)
{
    GrpcSituation situation;
    situation.operation = operation;
    situation.node = node1();
    situation.stream = orders();
    situation.withCredentials = true;
    return situation;
}

std::pair<QString, QString> trailer(const char *name, const char *value)
{
    return {QString::fromLatin1(name), QString::fromLatin1(value)};
}

const char *const FailedToConnect = "failed to connect to all addresses; last error: ";

} // namespace

class TstGrpcError final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyFailureHasACodeAndASentence_data()
    {
        QTest::addColumn<GrpcFailure>("failure");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("says");
        const auto row
            = [](const char *name, const GrpcFailure &f, ErrorCode code, const char *says) {
                  QTest::newRow(name) << f << code << QString::fromLatin1(says);
              };
        using enum ErrorCode;
        using C = GrpcCode;
        row("access denied",
            anException(C::PermissionDenied, "access-denied"),
            AccessDenied,
            "may not read \"order-1\"");
        row("permission denied without a word",
            aFailure(C::PermissionDenied),
            AccessDenied,
            "may not");
        row("stream deleted",
            anException(C::FailedPrecondition, "stream-deleted", {trailer("stream-name", "s")}),
            StreamDeleted,
            "says that \"s\" is deleted");
        row("stream not found",
            anException(C::NotFound, "stream-not-found", {trailer("stream-name", "s")}),
            StreamNotFound,
            "no stream \"s\"");
        row("index not found",
            anException(C::NotFound, "index-not-found", {trailer("index-name", "$idx-x")}),
            StreamNotFound,
            "$idx-x");
        row("wrong revision",
            anException(C::FailedPrecondition, "wrong-expected-version"),
            WrongExpectedRevision,
            "expected revision");
        row("append too large",
            anException(C::InvalidArgument,
                        "maximum-append-size-exceeded",
                        {trailer("maximum-append-size", "1048576")}),
            TooLarge,
            "1048576");
        row("event too large",
            anException(C::InvalidArgument,
                        "maximum-append-event-size-exceeded",
                        {trailer("maximum-append-event-size", "1024"),
                         trailer("proposed-append-event-size", "2050")}),
            TooLarge,
            "2050");
        row("missing property",
            anException(C::InvalidArgument,
                        "missing-required-metadata-property",
                        {trailer("required-metadata-properties", "type,content-type")}),
            InvalidArgument,
            "type,content-type");
        row("invalid transaction",
            anException(C::InvalidArgument, "invalid-transaction"),
            InvalidArgument,
            "transaction");
        row("not leader", anException(C::NotFound, "not-leader"), NotLeader, "not the leader");
        row("bad credentials",
            aFailure(C::Unauthenticated),
            Unauthenticated,
            "refused the user name or the password");
        row("invalid argument",
            aFailure(C::InvalidArgument, "The combination is invalid."),
            InvalidArgument,
            "The combination is invalid.");
        row("deadline", aFailure(C::DeadlineExceeded), Timeout, "in time");
        row("the server's own timeout",
            aFailure(C::Aborted, "Operation timed out: x"),
            Timeout,
            "Operation timed out: x");
        row("not ready", aFailure(C::Unavailable, "Server Is Not Ready"), Unavailable, "not ready");
        row("too busy", aFailure(C::Unavailable, "Server Is Too Busy"), Unavailable, "too busy");
        row("lost", aFailure(C::Unavailable, "Socket closed"), Unavailable, "lost");
        row("broken off", aFailure(C::Cancelled), Unavailable, "broke off");
        row("not an event store",
            aFailure(C::Unimplemented),
            Unsupported,
            "does not know this operation");
        row("too large for us",
            aFailure(C::ResourceExhausted, "Received message larger than max"),
            TooLarge,
            "larger");
        row("handler exception",
            aFailure(C::Unknown, "Exception was thrown by handler."),
            Unknown,
            "Exception was thrown by handler.");
        row("internal", aFailure(C::Internal), Unknown, "failed");
        row("an exception of a newer server",
            anException(C::FailedPrecondition, "brand-new"),
            Unknown,
            "failed");
        row("a code that is not gRPC's", aFailure(C(77)), Unknown, "failed");
    }
    void everyFailureHasACodeAndASentence()
    {
        QFETCH(GrpcFailure, failure);
        QFETCH(ErrorCode, code);
        QFETCH(QString, says);
        const TransportError error
            = toTransportError(failure, aSituation(TransportOperation::Read));
        QCOMPARE(error.error.code, code);
        QVERIFY2(error.error.message.contains(says), qPrintable(error.error.message));
        QVERIFY2(error.error.message.endsWith(u'.') || error.error.message.endsWith(u'?'),
                 qPrintable(error.error.message));
        QVERIFY(error.error.detail.contains(QStringLiteral("node1:2113")));
    }

    void aConnectionThatCannotBeMadeSaysWhy_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("says");
        const auto row
            = [](const char *name, const char *text, bool tls, ErrorCode code, const char *says) {
                  QTest::newRow(name)
                      << QString(QLatin1String(FailedToConnect) + QLatin1String(text)) << tls
                      << code << QString::fromLatin1(says);
              };
        using enum ErrorCode;
        row("refused",
            "UNKNOWN: ipv4:1.2.3.4:2113: Failed to connect to remote host: Connection refused",
            false,
            Unavailable,
            "Nothing listens at node1:2113");
        row("refused with TLS",
            "UNKNOWN: Connection refused",
            true,
            Unavailable,
            "Nothing listens");
        row("no route", "UNKNOWN: No route to host", false, Unavailable, "no route");
        row("host not found",
            "DNS resolution failed for node1:2113: Domain name not found",
            false,
            Unavailable,
            "\"node1\" is not known");
        row("HTTP/1 answer",
            "UNAVAILABLE: ipv4:1.2.3.4:2113: Failed parsing HTTP/2",
            false,
            Unavailable,
            "no gRPC server");
        row("plain where TLS is",
            "UNAVAILABLE: recvmsg:Connection reset by peer",
            false,
            Unavailable,
            "may want TLS");
        row("TLS where plain is",
            "UNKNOWN: Ssl handshake failed: SSL_ERROR_SSL: error:0A00010B:SSL routines::wrong "
            "version number",
            true,
            Tls,
            "without TLS");
        row("not trusted",
            "UNKNOWN: Ssl handshake failed: certificate verify failed",
            true,
            Tls,
            "not trusted");
        row("another host's certificate",
            "UNKNOWN: Hostname Verification Check failed: Peer name node1 is not in peer "
            "certificate",
            true,
            Tls,
            "another host name than \"node1\"");
        row("HTTPS without gRPC",
            "UNKNOWN: Cannot check peer: missing selected ALPN property.",
            true,
            Tls,
            "no gRPC server");
        row("another handshake failure",
            "UNKNOWN: Ssl handshake failed: SSL_ERROR_SSL: tlsv13 alert certificate required",
            true,
            Tls,
            "could not be made");
        row("anything else", "UNKNOWN: strange", false, Unavailable, "No connection to node1:2113");
    }
    void aConnectionThatCannotBeMadeSaysWhy()
    {
        QFETCH(QString, text);
        QFETCH(bool, tls);
        QFETCH(ErrorCode, code);
        QFETCH(QString, says);
        GrpcSituation situation = aSituation(TransportOperation::Ask);
        situation.tls = tls;
        situation.everConnected = false;
        const TransportError error = toTransportError({GrpcCode::Unavailable, text, {}}, situation);
        QCOMPARE(error.error.code, code);
        QVERIFY2(error.error.message.contains(says), qPrintable(error.error.message));
        QVERIFY(error.neverConnected);
    }

    void aNotLeaderNamesTheLeader()
    {
        const auto failure = anException(
            GrpcCode::NotFound,
            "not-leader",
            {trailer("leader-endpoint-host", "node2"), trailer("leader-endpoint-port", "2183")});
        const auto error = toTransportError(failure, aSituation(TransportOperation::Append));
        QCOMPARE(error.leader, (NodeAddress{QStringLiteral("node2"), 2183}));
        QVERIFY(!toTransportError(anException(GrpcCode::NotFound, "not-leader"),
                                  aSituation(TransportOperation::Append))
                     .leader);
    }

    void withoutCredentialsTheWayInIsNamed()
    {
        GrpcSituation situation = aSituation(TransportOperation::Read);
        situation.withCredentials = false;
        const auto denied
            = toTransportError(anException(GrpcCode::PermissionDenied, "access-denied"), situation);
        QVERIFY(denied.error.message.contains(QStringLiteral("without signing in")));
        const auto unknown = toTransportError(aFailure(GrpcCode::Unauthenticated), situation);
        QVERIFY(unknown.error.message.contains(QStringLiteral("wants a user name")));
    }

    void theDetailHoldsWhatTheServerSaid()
    {
        const auto failure
            = aFailure(GrpcCode::FailedPrecondition,
                       "raw text",
                       {trailer("exception", "stream-deleted"), trailer("stream-name", "s")});
        const QString detail
            = toTransportError(failure, aSituation(TransportOperation::Read)).error.detail;
        for (const char *part : {"FAILED_PRECONDITION", "(9)", "raw text", "stream-name: s"})
            QVERIFY2(detail.contains(QLatin1String(part)), part);
    }

    void aWriteFailsForCertainOnlyIfItWasRefused_data()
    {
        QTest::addColumn<GrpcFailure>("failure");
        QTest::addColumn<bool>("certain");
        using C = GrpcCode;
        QTest::newRow("access denied") << anException(C::PermissionDenied, "access-denied") << true;
        QTest::newRow("stream deleted")
            << anException(C::FailedPrecondition, "stream-deleted") << true;
        QTest::newRow("bad credentials") << aFailure(C::Unauthenticated) << true;
        QTest::newRow("too large")
            << anException(C::InvalidArgument, "maximum-append-size-exceeded") << true;
        QTest::newRow("event too large")
            << anException(C::InvalidArgument, "maximum-append-event-size-exceeded") << true;
        QTest::newRow("missing property")
            << anException(C::InvalidArgument, "missing-required-metadata-property") << true;
        QTest::newRow("invalid argument") << aFailure(C::InvalidArgument) << true;
        QTest::newRow("not leader") << anException(C::NotFound, "not-leader") << true;
        QTest::newRow("not an event store") << aFailure(C::Unimplemented) << true;
        QTest::newRow("lost connection") << aFailure(C::Unavailable, "Socket closed") << false;
        QTest::newRow("not ready") << aFailure(C::Unavailable, "Server Is Not Ready") << false;
        QTest::newRow("no answer in time") << aFailure(C::DeadlineExceeded) << false;
        QTest::newRow("the server timed out") << aFailure(C::Aborted) << false;
        QTest::newRow("handler exception") << aFailure(C::Unknown) << false;
        QTest::newRow("the server broke off") << aFailure(C::Cancelled) << false;
        QTest::newRow("internal") << aFailure(C::Internal) << false;
        QTest::newRow("data loss") << aFailure(C::DataLoss) << false;
        QTest::newRow("resource exhausted") << aFailure(C::ResourceExhausted) << false;
        QTest::newRow("a precondition that is not known here")
            << anException(C::FailedPrecondition, "brand-new") << false;
        QTest::newRow("a code that is not gRPC's") << aFailure(C(77)) << false;
    }
    void aWriteFailsForCertainOnlyIfItWasRefused()
    {
        QFETCH(GrpcFailure, failure);
        QFETCH(bool, certain);
        const QList<EventId> ids{EventId::random()};
        const auto result = toWriteResult(
            failure, aSituation(TransportOperation::Append), ExpectedRevision::any(), ids);
        if (certain) {
            const auto *error = std::get_if<TransportError>(&result);
            QVERIFY(error);
            QVERIFY2(error->error.message.endsWith(QStringLiteral("Nothing was written.")),
                     qPrintable(error->error.message));
            QVERIFY(!error->neverConnected);
            return;
        }
        QVERIFY(std::holds_alternative<WriteOutcome>(result));
        const auto *unknown = std::get_if<OutcomeUnknown>(&std::get<WriteOutcome>(result));
        QVERIFY(unknown);
        QCOMPARE(unknown->ids, ids);
        QVERIFY(!unknown->reason.message.contains(QStringLiteral("Nothing was written")));
    }

    void aWriteThatNeverLeftFailsForCertain()
    {
        GrpcSituation situation = aSituation(TransportOperation::Delete);
        situation.everConnected = false;
        for (const GrpcCode code : {GrpcCode::Unavailable, GrpcCode::DeadlineExceeded}) {
            const auto result
                = toWriteResult(aFailure(code), situation, ExpectedRevision::any(), {});
            const auto *error = std::get_if<TransportError>(&result);
            QVERIFY(error);
            QVERIFY(error->neverConnected);
            QVERIFY(error->error.message.endsWith(QStringLiteral("Nothing was deleted.")));
        }
    }

    void aDeletionAtAWrongRevisionCarriesBoth_data()
    {
        QTest::addColumn<QString>("actual");
        QTest::addColumn<std::optional<Revision>>("revision");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("a number") << QStringLiteral("7") << std::optional(Revision{7}) << true;
        QTest::newRow("no stream") << QStringLiteral("-1") << std::optional<Revision>() << true;
        QTest::newRow("empty") << QString() << std::optional<Revision>() << false;
        QTest::newRow("no number") << QStringLiteral("x") << std::optional<Revision>() << false;
    }
    void aDeletionAtAWrongRevisionCarriesBoth()
    {
        QFETCH(QString, actual);
        QFETCH(std::optional<Revision>, revision);
        QFETCH(bool, isTold);
        const auto failure = anException(GrpcCode::FailedPrecondition,
                                         "wrong-expected-version",
                                         {{QStringLiteral("actual-version"), actual}});
        const auto expected = ExpectedRevision::exact({9});
        const auto result
            = toWriteResult(failure, aSituation(TransportOperation::Delete), expected, {});
        QVERIFY(std::holds_alternative<WriteOutcome>(result));
        QCOMPARE(std::get<WriteOutcome>(result),
                 WriteOutcome(WrongRevision{expected, revision, isTold}));
    }

    void garbageNamesTheNodeAndWhatIsWrong()
    {
        const auto error = protocolError(QStringLiteral("an event without a type"),
                                         aSituation(TransportOperation::Read));
        QCOMPARE(error.error.code, ErrorCode::Protocol);
        QVERIFY(error.error.message.contains(QStringLiteral("an event without a type")));
    }
};

QTEST_APPLESS_MAIN(TstGrpcError)
#include "tst_grpc_error.moc"
