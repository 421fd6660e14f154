#include "core/transport/http/http_exchange.h"

#include "core/transport/http/curl_failure.h"
#include "core/transport/http/http_replies.h"
#include "core/transport/http/http_wire_entry.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

constexpr int MostRedirects = 5;
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
    if (m_transfer && m_callback)
        report(nullptr);
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
    if (!m_refusal)
        return send();
    QObject::connect(&m_later, &QTimer::timeout, &m_later, [this] {
        m_later.stop();
        finish(HttpFailure{*m_refusal, true, false});
    });
    m_later.start(std::chrono::milliseconds(0));
}

void HttpExchange::send()
{
    m_visited.append(m_place);
    m_sent = wireRequest();
    m_started = EventTime::now();
    m_elapsed.start();
    m_transfer = std::make_unique<HttpTransfer>(
        m_link.loop, m_link.security, m_sent, [this](const HttpTransferEnd &end) { onEnd(end); });
}

void HttpExchange::onEnd(const HttpTransferEnd &end)
{
    report(&end);
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
        failure.limitBytes = end.isTooLarge ? m_sent.largestAnswerBytes : 0;
        return finish(HttpFailure{toError(failure), !end.wasConnected, end.mayHaveLeft});
    }
    m_link.hasAnswered = true;
    if (end.answer.status == 307 && !end.answer.header("Location").isEmpty())
        return follow(end.answer);
    HttpAnswer answer = end.answer;
    answer.withoutIdentity = !m_withIdentity;
    if (isInDoubt(answer))
        return askInfo(answer);
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
    report(&end);
    const auto info = end.code == CURLE_OK && end.answer.status == 200 ? decodeInfo(end.answer.body)
                                                                       : std::nullopt;
    if (info)
        m_link.learn(*info);
    notFound.isAtomPubOff = !m_link.hasAtomPub.value_or(true);
    finish(notFound);
}

void HttpExchange::follow(const HttpAnswer &answer)
{
    const QByteArray location = answer.header("Location");
    const NodeAddress asked = m_place.node;
    const auto place = redirectTarget(location, m_place);
    if (!place)
        return giveUp(ErrorCode::Protocol,
                      QStringLiteral("The server at %1 sends on to an address that cannot be used; "
                                     "is a proxy in between?")
                          .arg(asked.toString()),
                      location);
    if (place->tls != m_place.tls)
        return giveUp(ErrorCode::Tls,
                      QStringLiteral("The server at %1 sends on to %2, %3; that was not followed.")
                          .arg(asked.toString(),
                               place->node.toString(),
                               place->tls ? QStringLiteral("which has TLS (connect with tls=true)")
                                          : QStringLiteral("which has no TLS")),
                      location);
    if (m_visited.size() > MostRedirects || m_visited.contains(*place))
        return giveUp(
            ErrorCode::Protocol,
            QStringLiteral("The server at %1 sends on in a circle; its nodes do not agree "
                           "on a leader, or a proxy is set up wrongly.")
                .arg(asked.toString()),
            location);
    m_place = *place;
    if (isKnownNode(m_place.node))
        goOn(true);
    else if (m_link.members || !m_withIdentity)
        goOn(false);
    else
        askGossip();
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
    m_sent = {};
    m_sent.node = m_link.node;
    m_sent.method = QByteArrayLiteral("GET");
    m_sent.target = target;
    m_sent.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")}};
    m_sent.headers.append(identityHeaders());
    m_sent.timeout = timeLeft();
    m_sent.connectTimeout = m_link.settings.gossipTimeout;
    m_sent.largestAnswerBytes = LargestSelfDescriptionBytes;
    m_started = EventTime::now();
    m_elapsed.start();
    m_transfer
        = std::make_unique<HttpTransfer>(m_link.loop, m_link.security, m_sent, std::move(done));
}

void HttpExchange::onGossip(const HttpTransferEnd &end)
{
    report(&end);
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

void HttpExchange::report(const HttpTransferEnd *end) const
{
    if (!m_link.log)
        return;
    WireEntry entry = toWireEntry(m_sent, m_link.security.tls);
    entry.setTls(m_link.settings);
    entry.started = m_started;
    entry.microseconds = m_elapsed.nsecsElapsed() / 1000;
    if (!end || end->mayHaveLeft)
        entry.bytesSent = m_sent.body.size();
    if (end)
        addEnd(entry, *end);
    m_link.log(entry);
}

void HttpExchange::finish(const HttpOutcome &outcome)
{
    m_transfer.reset();
    const Callback callback = std::exchange(m_callback, {});
    callback(outcome); // may destroy this
}

void HttpExchange::giveUp(ErrorCode code, const QString &message, const QByteArray &detail)
{
    finish(HttpFailure{{code,
                        message,
                        QStringLiteral("node: %1\nHTTP: 307\nlocation: %2")
                            .arg(m_visited.constLast().node.toString(), QString::fromUtf8(detail))},
                       false,
                       false});
}

} // namespace core
