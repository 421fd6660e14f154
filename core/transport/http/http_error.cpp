#include "core/transport/http/http_error.h"

#include "core/transport/http/http_redirect.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace core {

namespace {

constexpr qsizetype LongestQuote = 200;
constexpr qsizetype LongestBodyInDetail = 1000;

struct Verdict {
    ErrorCode code = ErrorCode::Unknown;
    QString message;
};

QString streamText(const HttpSituation &situation)
{
    return situation.stream.isEmpty() ? QStringLiteral("the stream")
                                      : u'"' + situation.stream.text() + u'"';
}

bool isWebPage(const HttpAnswer &answer)
{
    return answer.header("Content-Type").toLower().startsWith("text/html");
}

/// What the server says about it: its text, or where it gave none the words after the status.
QString saying(const HttpAnswer &answer)
{
    QByteArray said = isWebPage(answer) ? QByteArray() : answer.body.trimmed();
    if (said.isEmpty() || said.startsWith('{') || said.startsWith('['))
        said = answer.reason;
    const QString text = QString::fromUtf8(said).simplified();
    return text.size() > LongestQuote ? text.left(LongestQuote) + u'…' : text;
}

QString quoted(const QString &sentence, const HttpAnswer &answer)
{
    const QString said = saying(answer);
    if (said.isEmpty())
        return sentence + u'.';
    return sentence + QStringLiteral(": \"%1\".").arg(said);
}

/// The title of a web page, where it has one.
QString pageTitle(const HttpAnswer &answer)
{
    static const QRegularExpression title(QStringLiteral("<title[^>]*>([^<]{1,100})"),
                                          QRegularExpression::CaseInsensitiveOption);
    return title.match(QString::fromUtf8(answer.body.left(16 * 1024))).captured(1).simplified();
}

Verdict webPage(const HttpAnswer &answer)
{
    const QString title = pageTitle(answer);
    const QString shown = title.isEmpty() ? QStringLiteral("a web page")
                                          : QStringLiteral("the web page \"%1\"").arg(title);
    const bool isGateway = answer.status >= 502 && answer.status <= 504;
    return {isGateway ? ErrorCode::Unavailable : ErrorCode::Protocol,
            QStringLiteral("Not the event store but something else answered at %1, with %2 (status "
                           "%3); is a proxy in between?")
                .arg(answer.node.toString(), shown)
                .arg(answer.status)};
}

Verdict unauthorized(const HttpAnswer &answer, const HttpSituation &situation)
{
    if (answer.withoutIdentity && situation.withIdentity)
        return {ErrorCode::AccessDenied,
                QStringLiteral("The server sent the request on to %1, which is no node of its "
                               "cluster, so that was not told who you are, and it refused.")
                    .arg(answer.node.toString())};
    // The part of the server that checks passwords says so; the one that checks access lists is
    // silent, or names another scheme (seen on 24.10).
    if (answer.header("WWW-Authenticate").startsWith("X-Basic"))
        return {ErrorCode::Unauthenticated,
                situation.withIdentity
                    ? QStringLiteral("The server refused the user name or the password.")
                    : QStringLiteral("The server wants a user name and a password.")};
    const QString what
        = situation.stream.isEmpty() ? QStringLiteral("the server") : streamText(situation);
    if (!situation.withIdentity)
        return {ErrorCode::AccessDenied,
                QStringLiteral("You may not %1 %2 without signing in; connect with a user name and "
                               "a password.")
                    .arg(wish(situation.operation), what)};
    return {ErrorCode::AccessDenied,
            QStringLiteral("You may not %1 %2; its access list or your groups do not allow it.")
                .arg(wish(situation.operation), what)};
}

Verdict notFound(const HttpAnswer &answer, const HttpSituation &situation)
{
    const QString node = answer.node.toString();
    if (answer.isAtomPubOff)
        return {ErrorCode::Unsupported,
                QStringLiteral("The server at %1 does not offer its streams over HTTP: start it "
                               "with --enable-atom-pub-over-http, or connect over gRPC.")
                    .arg(node)};
    if (situation.operation == TransportOperation::Read)
        return {ErrorCode::StreamNotFound,
                QStringLiteral("There is no stream %1: it was never written or has been deleted.")
                    .arg(streamText(situation))};
    return {ErrorCode::Unsupported,
            QStringLiteral("The server at %1 does not know this operation; is it an event store, "
                           "and recent enough?")
                .arg(node)};
}

Verdict failedInside(const HttpAnswer &answer)
{
    const QString node = answer.node.toString();
    if (answer.header("Location").isEmpty()) {
        if (answer.reason.toLower().contains("timeout"))
            return {ErrorCode::Timeout,
                    quoted(QStringLiteral("The server at %1 gave up before it was done").arg(node),
                           answer)};
        return {ErrorCode::Unknown,
                quoted(QStringLiteral("The server at %1 failed").arg(node), answer)};
    }
    return {ErrorCode::NotLeader,
            QStringLiteral("The node %1 takes no writes, and this needs the leader of its cluster.")
                .arg(node)};
}

Verdict unexpected(const HttpAnswer &answer, const HttpSituation &situation)
{
    const QString node = answer.node.toString();
    const bool isWrite = situation.operation == TransportOperation::Append
                         || situation.operation == TransportOperation::Delete;
    if (answer.status >= 300 && answer.status < 400)
        return {ErrorCode::Protocol,
                QStringLiteral("What answers at %1 sends on to \"%2\" (status %3) instead of "
                               "answering; is a proxy in between?")
                    .arg(node, QString::fromUtf8(answer.header("Location").left(LongestQuote)))
                    .arg(answer.status)};
    if (isWrite && answer.status < 300)
        return {ErrorCode::Protocol,
                QStringLiteral("The server at %1 answered %2 where a write that was carried out is "
                               "answered %3.")
                    .arg(node)
                    .arg(answer.status)
                    .arg(situation.operation == TransportOperation::Append ? 201 : 204)};
    return {
        ErrorCode::Unknown,
        quoted(
            QStringLiteral("The server at %1 answered with status %2").arg(node).arg(answer.status),
            answer)};
}

Verdict verdictOf(const HttpAnswer &answer, const HttpSituation &situation)
{
    const QString node = answer.node.toString();
    switch (answer.status) {
    case 400:
    case 431:
        return {ErrorCode::InvalidArgument,
                quoted(QStringLiteral("The server does not accept this request"), answer)};
    case 401:
        return unauthorized(answer, situation);
    case 403:
        return {ErrorCode::AccessDenied,
                quoted(QStringLiteral("What answers at %1 does not allow this").arg(node), answer)};
    case 404:
        return notFound(answer, situation);
    case 405:
    case 406:
    case 415:
    case 501:
        return {ErrorCode::Unsupported,
                quoted(QStringLiteral("The server at %1 does not know this operation in this form")
                           .arg(node),
                       answer)};
    case 408: // the server's own word
        return {ErrorCode::Timeout,
                QStringLiteral("The server at %1 says that it did not finish in time.").arg(node)};
    case 504:
        return {ErrorCode::Timeout,
                QStringLiteral("The server at %1 did not answer in time, says what is in between.")
                    .arg(node)};
    case 410:
        return {ErrorCode::StreamDeleted,
                QStringLiteral("The server says that %1 is deleted.").arg(streamText(situation))};
    case 413:
        return {ErrorCode::TooLarge,
                quoted(QStringLiteral("The request is too large for the server"), answer)};
    case 429:
    case 502:
    case 503:
        return {ErrorCode::Unavailable,
                quoted(QStringLiteral("The server at %1 is not ready or too busy; try again in a "
                                      "moment")
                           .arg(node),
                       answer)};
    case 500:
        return failedInside(answer);
    default:
        return unexpected(answer, situation);
    }
}

/// An event store answers with no web pages; but a status that says all stands.
bool isForeign(const HttpAnswer &answer)
{
    return isWebPage(answer) && answer.status != 401 && answer.status != 403
           && answer.status != 413;
}

QString detailOf(const HttpAnswer &answer)
{
    QStringList lines{QStringLiteral("node: ") + answer.node.toString(),
                      QStringLiteral("HTTP status: %1 %2")
                          .arg(answer.status)
                          .arg(QString::fromUtf8(answer.reason))};
    for (const HttpHeader &header : answer.headers) {
        const QByteArray name = header.name.toLower();
        if (name != "set-cookie" && !name.startsWith("access-control-"))
            lines.append(QString::fromUtf8(header.name + ": " + header.value));
    }
    if (!answer.body.isEmpty())
        lines.append(QString::fromUtf8(answer.body.left(LongestBodyInDetail)));
    return lines.join(u'\n');
}

std::optional<NodeAddress> leaderOf(const HttpAnswer &answer)
{
    const auto place = redirectTarget(answer.header("Location"), {answer.node, false, "/"});
    return place ? std::optional(place->node) : std::nullopt;
}

/// The server decided against the write before it did anything. 413 is none: it says so and goes on
/// to write (protocol.md section 7.4).
bool isCertainRefusal(const HttpAnswer &answer)
{
    switch (answer.status) {
    case 400:
    case 401:
    case 403:
    case 404:
    case 405:
    case 406:
    case 410:
    case 415:
    case 431:
        return true;
    case 500:
        return !answer.header("Location").isEmpty(); // a replica that is read-only
    default:
        return false;
    }
}

/// The stream's last revision in the headers of either family; they are there where the revision
/// was wrong, and only there.
std::optional<WrongRevision> wrongRevision(const HttpAnswer &answer,
                                           const ExpectedRevision &expected)
{
    if (answer.status != 400)
        return std::nullopt;
    for (const char *name : {"Kurrent-CurrentVersion", "ES-CurrentVersion"}) {
        bool isNumber = false;
        const qint64 current = answer.header(name).toLongLong(&isNumber);
        if (!isNumber)
            continue;
        if (current < 0)
            return WrongRevision{expected, std::nullopt};
        return WrongRevision{expected, Revision{quint64(current)}};
    }
    return std::nullopt;
}

WriteOutcome unknownOutcome(const QList<EventId> &ids, const Error &reason)
{
    return OutcomeUnknown{ids, reason};
}

} // namespace

TransportError toTransportError(const HttpAnswer &answer, const HttpSituation &situation)
{
    const Verdict verdict = isForeign(answer) ? webPage(answer) : verdictOf(answer, situation);
    TransportError error;
    error.error
        = {verdict.code, verdict.message + consequence(situation.operation), detailOf(answer)};
    if (verdict.code == ErrorCode::NotLeader)
        error.leader = leaderOf(answer);
    return error;
}

TransportError toTransportError(const HttpFailure &failure, const HttpSituation &situation)
{
    TransportError error;
    error.error = failure.error;
    error.error.message += consequence(situation.operation);
    error.neverConnected = failure.neverConnected;
    return error;
}

TransportResult<WriteOutcome> toWriteResult(const HttpOutcome &outcome,
                                            const HttpSituation &situation,
                                            const ExpectedRevision &expected,
                                            const QList<EventId> &ids)
{
    if (const auto *failure = std::get_if<HttpFailure>(&outcome)) {
        if (failure->mayHaveLeft)
            return unknownOutcome(ids, failure->error);
        TransportError refusal = toTransportError(*failure, situation);
        refusal.neverConnected = true; // the engine takes a lost connection for an open question
        return refusal;
    }
    const auto &answer = std::get<HttpAnswer>(outcome);
    if (const auto wrong = wrongRevision(answer, expected))
        return WriteOutcome(*wrong);
    if (isCertainRefusal(answer))
        return toTransportError(answer, situation);
    Error reason = toTransportError(answer, situation).error;
    reason.message.chop(consequence(situation.operation).size()); // nothing is known about that
    return unknownOutcome(ids, reason);
}

TransportError
unreadableAnswer(const QString &what, const HttpAnswer &answer, const HttpSituation &situation)
{
    if (isWebPage(answer))
        return toTransportError(answer, situation);
    TransportError error;
    error.error = {ErrorCode::Protocol,
                   QStringLiteral("The server at %1 sent an answer that cannot be understood (%2); "
                                  "please report this with the details.")
                       .arg(answer.node.toString(), what),
                   detailOf(answer)};
    return error;
}

} // namespace core
