#include "core/transport/http/http_exchange.h"

#include "core/transport/http/curl_failure.h"
#include "core/transport/http/http_replies.h"
#include "core/transport/http/http_wire_entry.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

constexpr int MostRedirects = 5;
/// What takes longer is told to the log while it runs.
constexpr std::chrono::milliseconds SlowRequest{500};
constexpr qsizetype LargestSelfDescriptionBytes = 1024 * 1024;

bool canStandInHeader(const QByteArray &text)
{
    return std::none_of(
        text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool canStandInRequestLine(const QByteArray &target)
{
    return target.startsWith('/') && std::all_of(target.begin(), target.end(), [](char c) {
               return c > 0x20 && c < 0x7f;
           });
}

QByteArray basicAuthorization(const Credentials &credentials)
{
    const QByteArray pair = credentials.user.toUtf8() + ':' + credentials.password.toUtf8();
    return "Basic " + pair.toBase64();
}

} // namespace

void HttpLinkState::learn(const HttpInfo &info)
{
    family = familyOfVersion(info.version);
    hasAtomPub = info.hasAtomPub.value_or(true); // version 5 always has it
}

void HttpLinkState::learn(const GossipReply &nodes)
{
    members.emplace();
    for (const ClusterNode &each : nodes)
        members->append(each.address);
}

HttpExchange::HttpExchange(HttpLinkState &link, HttpRequest request, Callback callback)
    : m_link(link)
    , m_request(std::move(request))
    , m_callback(std::move(callback))
    , m_due(m_request.deadline.count() > 0 ? QDeadlineTimer(m_request.deadline)
                                           : QDeadlineTimer(QDeadlineTimer::Forever))
    , m_place{link.node, link.security.tls, m_request.target}
{
    start();
}

HttpExchange::~HttpExchange()
{
    if (!m_transfer || !m_callback)
        return;
    m_entry.isRunning = false;
    m_entry.status = QStringLiteral("cancelled");
    tellLog();
}

bool HttpExchange::hasBegun() const
{
    return m_transfer && m_transfer->status() != 0 && m_transfer->status() != 307;
}

void HttpExchange::start()
{
    if (m_link.whyUnusable)
        m_refusal = *m_link.whyUnusable;
    const QList<HttpHeader> all = headers();
    const bool isSendable
        = canStandInRequestLine(m_request.target)
          && std::all_of(all.cbegin(), all.cend(), [](const HttpHeader &header) {
                 return canStandInHeader(header.name) && canStandInHeader(header.value);
             });
    if (!m_refusal && !isSendable)
        m_refusal = Error{ErrorCode::InvalidArgument,
                          QStringLiteral("A line break or another control character cannot be sent "
                                         "in a header or an address over HTTP."),
                          QStringLiteral("not sent")};
    m_later.setSingleShot(true);
    QObject::connect(&m_later, &QTimer::timeout, &m_later, [this] {
        if (m_refusal)
            finish(HttpFailure{*m_refusal, true, false});
        else
            tellLog();
    });
    if (m_refusal)
        m_later.start(std::chrono::milliseconds(0));
    else
        send();
}

void HttpExchange::send()
{
    m_visited.append(m_place);
    startTransfer(wireRequest(), [this](const HttpTransferEnd &end) { onEnd(end); });
}

void HttpExchange::onEnd(const HttpTransferEnd &end)
{
    report(end);
    if (end.code != CURLE_OK) {
        CurlFailure failure;
        failure.code = end.code;
        failure.osError = end.osError;
        failure.text = end.text;
        failure.node = m_place.node;
        failure.tls = m_place.tls;
        failure.wasConnected = end.wasConnected;
        failure.answerBegan = end.answer.status != 0;
        failure.everAnswered = m_link.hasAnswered;
        failure.limitBytes = end.isTooLarge ? m_request.largestAnswerBytes : 0;
        finish(HttpFailure{toError(failure), !end.wasConnected, end.mayHaveLeft});
        return;
    }
    m_link.hasAnswered = true;
    if (end.answer.status == 307 && !end.answer.header("Location").isEmpty()) {
        follow(end.answer.header("Location"));
        return;
    }
    HttpAnswer answer = end.answer;
    answer.withoutIdentity = !m_withIdentity;
    if (isInDoubt(answer)) {
        askInfo(answer);
        return;
    }
    finish(answer);
}

bool HttpExchange::isInDoubt(const HttpAnswer &answer) const
{
    return answer.status == 404 && m_request.target.startsWith("/streams")
           && isSameNode(m_place.node, m_link.node) && !m_link.hasAtomPub.value_or(false);
}

void HttpExchange::askInfo(const HttpAnswer &notFound)
{
    ask(QByteArrayLiteral("/info"),
        [this, notFound](const HttpTransferEnd &end) { onInfo(notFound, end); });
}

void HttpExchange::onInfo(HttpAnswer notFound, const HttpTransferEnd &end)
{
    report(end);
    const auto info = end.code == CURLE_OK && end.answer.status == 200 ? decodeInfo(end.answer.body)
                                                                       : std::nullopt;
    if (info)
        m_link.learn(*info);
    notFound.isAtomPubOff = !m_link.hasAtomPub.value_or(true);
    finish(notFound);
}

void HttpExchange::follow(const QByteArray &location)
{
    const auto place = redirectTarget(location, m_place);
    const QString whyNot = whyNotFollow(place);
    if (!whyNot.isEmpty()) {
        giveUp(whyNot.arg(m_place.node.toString()), location);
        return;
    }
    m_place = *place;
    if (isKnownNode(m_place.node) || !m_withIdentity)
        goOn(isKnownNode(m_place.node));
    else
        askGossip();
}

/// A sentence in which %1 is the node that sends on; empty where it is followed.
QString HttpExchange::whyNotFollow(const std::optional<HttpPlace> &place) const
{
    if (!place)
        return QStringLiteral("The server at %1 sends on to an address that cannot be used; is a "
                              "proxy in between?");
    if (place->tls && !m_place.tls)
        return QStringLiteral("The server at %1 sends on to an address with TLS, which was not "
                              "followed; connect with TLS, if that is meant.");
    if (!place->tls && m_place.tls)
        return QStringLiteral("The server at %1 sends on to an address without TLS, which was not "
                              "followed; its nodes are set up differently, or a proxy is in "
                              "between.");
    if (m_visited.size() > MostRedirects || m_visited.contains(*place))
        return QStringLiteral("The server at %1 sends on in a circle; its nodes do not agree on a "
                              "leader, or a proxy is set up wrongly.");
    return {};
}

void HttpExchange::goOn(bool isOfCluster)
{
    // Who was sent away by a stranger stays a stranger to all that follow.
    m_withIdentity = m_withIdentity && isOfCluster;
    send();
}

void HttpExchange::askGossip()
{
    ask(QByteArrayLiteral("/gossip"), [this](const HttpTransferEnd &end) { onGossip(end); });
}

void HttpExchange::ask(const QByteArray &target, HttpTransfer::Done done)
{
    HttpTransferRequest request;
    request.node = m_link.node;
    request.method = QByteArrayLiteral("GET");
    request.target = target;
    request.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")}};
    request.headers.append(identityHeaders());
    request.timeout = timeLeft();
    request.connectTimeout = m_link.settings.gossipTimeout;
    request.largestAnswerBytes = LargestSelfDescriptionBytes;
    startTransfer(std::move(request), std::move(done));
}

void HttpExchange::onGossip(const HttpTransferEnd &end)
{
    report(end);
    const auto nodes = end.code == CURLE_OK && end.answer.status == 200
                           ? decodeHttpGossip(end.answer.body)
                           : std::nullopt;
    if (nodes)
        m_link.learn(*nodes);
    goOn(isKnownNode(m_place.node));
}

bool HttpExchange::isKnownNode(const NodeAddress &node) const
{
    const auto isIt = [&node](const NodeAddress &known) { return isSameNode(known, node); };
    const QList<NodeAddress> members = m_link.members.value_or(QList<NodeAddress>());
    return isIt(m_link.node)
           || std::any_of(m_link.settings.hosts.cbegin(), m_link.settings.hosts.cend(), isIt)
           || std::any_of(members.cbegin(), members.cend(), isIt);
}

HttpTransferRequest HttpExchange::wireRequest() const
{
    HttpTransferRequest request;
    request.node = m_place.node;
    request.method = m_request.method;
    request.target = m_place.target;
    request.headers = headers();
    request.body = m_request.body;
    request.timeout = timeLeft();
    request.connectTimeout = m_link.settings.defaultDeadline;
    request.ownConnection = m_request.isWrite;
    request.withCertificate = m_withIdentity;
    request.largestAnswerBytes = m_request.largestAnswerBytes;
    return request;
}

std::chrono::milliseconds HttpExchange::timeLeft() const
{
    if (m_due.isForever())
        return std::chrono::milliseconds(0);
    return std::max(std::chrono::milliseconds(1),
                    std::chrono::ceil<std::chrono::milliseconds>(m_due.remainingTimeAsDuration()));
}

QList<HttpHeader> HttpExchange::headers() const
{
    QList<HttpHeader> options = m_request.options;
    if (m_request.wantsLeader)
        options.append({QByteArrayLiteral("RequireLeader"), QByteArrayLiteral("True")});
    return m_request.headers + optionHeaders(options, family()) + identityHeaders();
}

QList<HttpHeader> HttpExchange::identityHeaders() const
{
    if (!m_withIdentity)
        return {};
    if (const auto &trusted = m_link.settings.trustedIdentity)
        return optionHeaders({{QByteArrayLiteral("TrustedAuth"), trusted->toUtf8()}}, family());
    if (const auto &credentials = m_link.settings.credentials)
        return {{QByteArrayLiteral("Authorization"), basicAuthorization(*credentials)}};
    return {};
}

/// Another node may be of another version: only of our own is it known.
HttpFamily HttpExchange::family() const
{
    return isSameNode(m_place.node, m_link.node) ? m_link.family : HttpFamily::Unknown;
}

void HttpExchange::startTransfer(HttpTransferRequest request, HttpTransfer::Done done)
{
    m_elapsed.start();
    if (m_link.log) {
        m_entry = toWireEntry(request, m_link.settings);
        m_later.start(SlowRequest);
    }
    m_transfer = std::make_unique<HttpTransfer>(
        m_link.loop, m_link.security, std::move(request), std::move(done));
}

void HttpExchange::report(const HttpTransferEnd &end)
{
    addEnd(m_entry, end);
    tellLog();
}

void HttpExchange::tellLog()
{
    if (!m_link.log)
        return;
    m_later.stop();
    m_entry.microseconds = m_elapsed.nsecsElapsed() / 1000;
    m_link.log(m_entry);
}

void HttpExchange::finish(const HttpOutcome &outcome)
{
    m_transfer.reset();
    const Callback callback = std::exchange(m_callback, {});
    callback(outcome); // may destroy this
}

void HttpExchange::giveUp(const QString &message, const QByteArray &location)
{
    const QString detail = QStringLiteral("node: %1\nHTTP status: 307\nlocation: %2")
                               .arg(m_place.node.toString(), QString::fromUtf8(location));
    finish(HttpFailure{{ErrorCode::Protocol, message, detail}, false, false});
}

} // namespace core
