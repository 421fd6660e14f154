// A table of what servers, proxies and broken connections answer, and what is made of it for people
// and programs.
#include "core/transport/http/curl_failure.h"
#include "core/transport/http/http_error.h"

#include <QRegularExpression>
#include <QTest>

#include <curl/curl.h>

#include <cerrno>

using namespace core;

namespace {

NodeAddress aNode()
{
    return {QStringLiteral("node1"), 2113};
}

HttpAnswer anAnswer(int status,
                    const QByteArray &reason = {},
                    const QList<HttpHeader> &headers = {},
                    const QByteArray &body = {})
{
    HttpAnswer answer;
    answer.status = status;
    answer.reason = reason;
    answer.headers = headers;
    answer.body = body;
    answer.node = aNode();
    return answer;
}

HttpAnswer aPage(int status, const QByteArray &title)
{
    return anAnswer(status,
                    "Whatever",
                    {{"Content-Type", "text/html; charset=utf-8"}},
                    "<html><head><title>" + title + "</title></head></html>");
}

HttpSituation aSituation(TransportOperation operation, bool withIdentity = true)
{
    return {operation, StreamName(QStringLiteral("order-1")), withIdentity};
}

/// What a write comes to, in words.
QString outcomeText(const TransportResult<WriteOutcome> &result)
{
    if (const auto *error = std::get_if<TransportError>(&result))
        return QStringLiteral("refused ") + errorCodeText(error->error.code);
    const auto &outcome = std::get<WriteOutcome>(result);
    if (const auto *wrong = std::get_if<WrongRevision>(&outcome))
        return QStringLiteral("wrong, at ")
               + (wrong->actual ? wrong->actual->toString() : QStringLiteral("none"));
    if (const auto *unknown = std::get_if<OutcomeUnknown>(&outcome))
        return QStringLiteral("unknown ") + errorCodeText(unknown->reason.code);
    return QStringLiteral("written");
}

} // namespace

class TestHttpError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyAnswerHasACodeAndASentence_data()
    {
        QTest::addColumn<HttpAnswer>("answer");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("says");
        const auto row
            = [](const char *name, const HttpAnswer &answer, ErrorCode code, const char *says) {
                  QTest::newRow(name) << answer << code << QString::fromUtf8(says);
              };
        using enum ErrorCode;
        row("bad request",
            anAnswer(400, "Bad Request", {}, "'abc' is not valid event number"),
            InvalidArgument,
            "\"'abc' is not valid event number\"");
        row("wrong password",
            anAnswer(401, "Unauthorized", {{"WWW-Authenticate", "X-Basic realm=\"ESDB\""}}),
            Unauthenticated,
            "refused the user name or the password");
        row("denied by an access list, without a word",
            anAnswer(401),
            AccessDenied,
            "may not read");
        row("denied by an access list of 25.0",
            anAnswer(401, {}, {{"WWW-Authenticate", "BasicCustom realm=\"Kurrent\""}}),
            AccessDenied,
            "may not read \"order-1\"");
        row("forbidden by something in between", anAnswer(403), AccessDenied, "does not allow");
        row("no stream", anAnswer(404), StreamNotFound, "There is no stream \"order-1\"");
        row("a method that is not known", anAnswer(405), Unsupported, "does not know");
        row("a form that is not known",
            anAnswer(415, "Invalid or missing Content-Type"),
            Unsupported,
            "Invalid or missing Content-Type");
        row("deleted", anAnswer(410, "Deleted"), StreamDeleted, "\"order-1\" is deleted");
        row("too large", anAnswer(413, "Too large events received."), TooLarge, "too large");
        row("failed", anAnswer(500, "Oh no"), Unknown, "failed: \"Oh no\"");
        row("timed out inside", anAnswer(500, "Write timeout"), Timeout, "gave up");
        row("a replica that is read-only",
            anAnswer(500, {}, {{"Location", "http://node2:2113/streams/order-1"}}),
            NotLeader,
            "needs the leader");
        row("not ready", anAnswer(503, "Server Is Not Ready"), Unavailable, "Not Ready");
        row("a proxy without a server", anAnswer(502, "Bad Gateway"), Unavailable, "Bad Gateway");
        row("a proxy that waited in vain", anAnswer(504), Timeout, "in time");
        row("a server that gave up", anAnswer(408), Timeout, "did not finish in time");
        row("a proxy's page",
            aPage(502, "502 Bad Gateway"),
            Unavailable,
            "the web page \"502 Bad Gateway\"");
        row("a login page", aPage(200, "Sign in"), Protocol, "is a proxy in between?");
        row("a redirect that is not followed",
            anAnswer(302, "Found", {{"Location", "/login"}}),
            Protocol,
            "sends on to \"/login\"");
        row("what nobody knows", anAnswer(418, "I am a teapot"), Unknown, "status 418");
    }
    void everyAnswerHasACodeAndASentence()
    {
        QFETCH(HttpAnswer, answer);
        QFETCH(ErrorCode, code);
        QFETCH(QString, says);
        const Error error = toTransportError(answer, aSituation(TransportOperation::Read)).error;
        QCOMPARE(error.code, code);
        QVERIFY2(error.message.contains(says), qPrintable(error.message));
        QVERIFY(error.message.endsWith(u'.') || error.message.endsWith(u'?'));
        QVERIFY(error.detail.contains(QString::number(answer.status)));
    }

    void whatIsMissingIsToldFromWhatIsSwitchedOff()
    {
        HttpAnswer answer = anAnswer(404);
        answer.isAtomPubOff = true;
        for (const TransportOperation operation :
             {TransportOperation::Read, TransportOperation::Append}) {
            const Error error = toTransportError(answer, aSituation(operation)).error;
            QCOMPARE(error.code, ErrorCode::Unsupported);
            QVERIFY(error.message.contains(QStringLiteral("--enable-atom-pub-over-http")));
        }
    }

    void whoIsNotSignedInIsTold()
    {
        const auto situation = aSituation(TransportOperation::Append, false);
        const Error error = toTransportError(anAnswer(401), situation).error;
        QCOMPARE(error.code, ErrorCode::AccessDenied);
        QVERIFY(error.message.contains(QStringLiteral("without signing in")));
        HttpAnswer stranger = anAnswer(401);
        stranger.withoutIdentity = true;
        const Error other
            = toTransportError(stranger, aSituation(TransportOperation::Append)).error;
        QVERIFY(other.message.contains(QStringLiteral("no node of its cluster")));
    }

    void aWriteIsRefusedOrOpen_data()
    {
        QTest::addColumn<HttpAnswer>("answer");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char *name, const HttpAnswer &answer, const char *outcome) {
            QTest::newRow(name) << answer << QString::fromLatin1(outcome);
        };
        row("wrong revision of an old server",
            anAnswer(400, "Wrong expected EventNumber", {{"ES-CurrentVersion", "3"}}),
            "wrong, at 3");
        row("wrong revision of a new server",
            anAnswer(400,
                     {},
                     {{"Kurrent-CurrentVersion", "9223372036854775806"},
                      {"ES-CurrentVersion", "9223372036854775806"}}),
            "wrong, at 9223372036854775806");
        row("wrong revision without events",
            anAnswer(400, {}, {{"ES-CurrentVersion", "-1"}}),
            "wrong, at none");
        row("bad request", anAnswer(400), "refused invalid-argument");
        row("denied", anAnswer(401), "refused access-denied");
        row("no such route", anAnswer(404), "refused unsupported");
        row("deleted", anAnswer(410), "refused stream-deleted");
        row("a form that is not known", anAnswer(415), "refused unsupported");
        row("a read-only replica",
            anAnswer(500, {}, {{"Location", "http://node2:2113/"}}),
            "refused not-leader");
        row("200 is no confirmation", anAnswer(200), "unknown protocol");
        row("202 is none", anAnswer(202), "unknown protocol");
        row("a login page", aPage(200, "Sign in"), "unknown protocol");
        row("a redirect", anAnswer(303, {}, {{"Location", "/done"}}), "unknown protocol");
        row("too large, and perhaps written", anAnswer(413), "unknown too-large");
        row("timed out", anAnswer(500, "Write timeout"), "unknown timeout");
        row("failed", anAnswer(500), "unknown unknown");
        row("not ready", anAnswer(503), "unknown unavailable");
        row("a proxy's page", aPage(502, "Bad Gateway"), "unknown unavailable");
        row("a proxy that waited in vain", anAnswer(504), "unknown timeout");
    }
    void aWriteIsRefusedOrOpen()
    {
        QFETCH(HttpAnswer, answer);
        QFETCH(QString, outcome);
        const QList<EventId> ids{EventId::random()};
        const auto result = toWriteResult(
            answer, aSituation(TransportOperation::Append), ExpectedRevision::noStream(), ids);
        QCOMPARE(outcomeText(result), outcome);
        if (const auto *error = std::get_if<TransportError>(&result))
            QVERIFY(error->error.message.endsWith(QStringLiteral("Nothing was written.")));
        else if (const auto *open = std::get_if<OutcomeUnknown>(&std::get<WriteOutcome>(result)))
            QVERIFY(open->ids == ids && !open->reason.message.contains(QStringLiteral("Nothing")));
    }

    void theLeaderIsNamedWhereItIsKnown()
    {
        const auto error
            = toTransportError(anAnswer(500, {}, {{"Location", "http://node2:2114/streams/a"}}),
                               aSituation(TransportOperation::Append));
        QCOMPARE(error.leader, (NodeAddress{QStringLiteral("node2"), 2114}));
    }

    void aWriteWithoutAnAnswerIsOpenOnlyIfItLeft_data()
    {
        QTest::addColumn<bool>("mayHaveLeft");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("it never left") << false << QStringLiteral("refused unavailable");
        QTest::newRow("a part of it left") << true << QStringLiteral("unknown unavailable");
    }
    void aWriteWithoutAnAnswerIsOpenOnlyIfItLeft()
    {
        QFETCH(bool, mayHaveLeft);
        QFETCH(QString, outcome);
        const HttpFailure failure{
            {ErrorCode::Unavailable, QStringLiteral("Gone."), {}}, false, mayHaveLeft};
        const auto result = toWriteResult(
            failure, aSituation(TransportOperation::Delete), ExpectedRevision(), {});
        QCOMPARE(outcomeText(result), outcome);
        if (!mayHaveLeft)
            QVERIFY(std::get<TransportError>(result).neverConnected);
    }

    void everyLackOfAnAnswerHasACodeAndASentence_data();
    void everyLackOfAnAnswerHasACodeAndASentence();
};

void TestHttpError::everyLackOfAnAnswerHasACodeAndASentence_data()
{
    QTest::addColumn<CurlFailure>("failure");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    const auto row
        = [](const char *name, const CurlFailure &from, ErrorCode code, const char *says) {
              CurlFailure failure = from;
              failure.node = aNode();
              QTest::newRow(name) << failure << code << QString::fromLatin1(says);
          };
    const auto plain = [](CURLcode code) { return CurlFailure{code, 0, {}, {}}; };
    const auto tls = [](CURLcode code, const char *text) {
        CurlFailure failure{code, 0, QString::fromLatin1(text), {}};
        failure.tls = true;
        return failure;
    };
    using enum ErrorCode;
    row("no such host", plain(CURLE_COULDNT_RESOLVE_HOST), Unavailable, "\"node1\" is not known");
    row("nothing listens", {CURLE_COULDNT_CONNECT, ECONNREFUSED, {}, {}}, Unavailable, "listens");
    row("no route", {CURLE_COULDNT_CONNECT, EHOSTUNREACH, {}, {}}, Unavailable, "no route");
    row("no connection in time", plain(CURLE_OPERATION_TIMEDOUT), Timeout, "No connection");
    CurlFailure silent = plain(CURLE_OPERATION_TIMEDOUT);
    silent.wasConnected = true;
    row("a server that never answers", silent, Timeout, "did not answer in time");
    silent.answerBegan = true;
    row("an answer that never ends", silent, Timeout, "did not finish");
    row("no TLS where it was expected",
        tls(CURLE_SSL_CONNECT_ERROR, "error:0A00010B:SSL routines::wrong version number"),
        Tls,
        "answers without TLS");
    row("TLS where none was expected", plain(CURLE_GOT_NOTHING), Unavailable, "may want TLS");
    CurlFailure cut = plain(CURLE_PARTIAL_FILE);
    cut.answerBegan = true;
    row("a cut body", cut, Unavailable, "in the middle of an answer");
    CurlFailure again = plain(CURLE_RECV_ERROR);
    again.everAnswered = true;
    row("a server that dies", again, Unavailable, "closed the connection without an answer.");
    row("an unknown authority",
        tls(CURLE_PEER_FAILED_VERIFICATION, "SSL certificate problem: self-signed certificate"),
        Tls,
        "tlsCaFile");
    row("a certificate for another host",
        tls(CURLE_PEER_FAILED_VERIFICATION,
            "SSL: no alternative certificate subject name matches target host name 'node1'"),
        Tls,
        "another host name than \"node1\"");
    row("no authorities",
        tls(CURLE_SSL_CACERT_BADFILE, "error setting certificate verify locations"),
        Tls,
        "trusted authorities cannot be read");
    row("a key that does not fit", tls(CURLE_SSL_CERTPROBLEM, "unable"), Tls, "certificate files");
    row("no HTTP at all", plain(CURLE_UNSUPPORTED_PROTOCOL), Protocol, "no HTTP server");
    CurlFailure large = plain(CURLE_WRITE_ERROR);
    large.limitBytes = 64 * 1024 * 1024;
    row("an answer without end", large, TooLarge, "64 MiB");
}

void TestHttpError::everyLackOfAnAnswerHasACodeAndASentence()
{
    QFETCH(CurlFailure, failure);
    QFETCH(ErrorCode, code);
    QFETCH(QString, says);
    const Error error = toError(failure);
    QCOMPARE(error.code, code);
    QVERIFY2(error.message.contains(says), qPrintable(error.message));
    QVERIFY(error.detail.contains(QStringLiteral("node1")));
}

QTEST_APPLESS_MAIN(TestHttpError)
#include "tst_http_error.moc"
