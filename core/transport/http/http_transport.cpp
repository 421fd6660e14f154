#include "core/transport/http/http_transport.h"

#include "core/transport/http/http_error.h"
#include "core/transport/http/http_feed_read.h"
#include "core/transport/http/http_link.h"
#include "core/transport/http/http_live_read.h"
#include "core/transport/http/http_projections.h"
#include "core/transport/http/http_refusal.h"
#include "core/transport/http/http_replies.h"
#include "core/transport/http/http_target.h"
#include "core/transport/http/http_write.h"
#include "core/transport/request_check.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

/// Six of them go by at most until an event that cannot be listed is told (PatientPage): before
/// whoever asked gives up, and before a server closes a request that it will not answer (10 s).
std::chrono::milliseconds patienceWithin(std::chrono::milliseconds silence)
{
    constexpr int Parts = 8;
    constexpr std::chrono::milliseconds Longest{1500};
    return std::min(silence / Parts, Longest);
}

/// Why a read is not begun, if that is so.
template<typename Request>
std::optional<Error> refusalOf(const Request &request)
{
    if (const QString why = whyNotSendable(request); !why.isEmpty())
        return Error{ErrorCode::InvalidArgument, why, {}};
    if (const QString why = whyNotAddressable(request.stream); !why.isEmpty())
        return Error{ErrorCode::Unsupported, why, {}};
    return std::nullopt;
}

class HttpTransport final : public Transport
{
public:
    HttpTransport(const ConnectionSettings &settings, const NodeAddress &node, const WireSink &log)
        : m_link(settings, node, log)
    {}

    const NodeAddress &node() const override { return m_link.node(); }

    std::unique_ptr<TransportRead> read(const ReadRequest &request, ReadHandlers handlers) override;
    std::unique_ptr<TransportRead> subscribe(const SubscribeRequest &request,
                                             ReadHandlers handlers) override;
    std::unique_ptr<TransportCall> append(const AppendRequest &request,
                                          std::chrono::milliseconds deadline,
                                          Callback<WriteOutcome> callback) override;
    std::unique_ptr<TransportCall> remove(const DeleteRequest &request,
                                          std::chrono::milliseconds deadline,
                                          Callback<WriteOutcome> callback) override;
    std::unique_ptr<TransportCall> gossip(std::chrono::milliseconds deadline,
                                          Callback<GossipReply> callback) override;
    std::unique_ptr<TransportCall> features(std::chrono::milliseconds deadline,
                                            Callback<FeaturesReply> callback) override;
    std::unique_ptr<TransportCall> projections(std::chrono::milliseconds deadline,
                                               Callback<ProjectionList> callback) override;
    std::unique_ptr<TransportCall> projectionText(const ProjectionQuestion &question,
                                                  std::chrono::milliseconds deadline,
                                                  Callback<ProjectionText> callback) override;
    std::unique_ptr<TransportCall> command(const ProjectionCommand &command,
                                           std::chrono::milliseconds deadline,
                                           Callback<WriteOutcome> callback) override;

private:
    using Confirm = std::function<std::optional<Written>(const HttpAnswer &)>;

    [[nodiscard]] HttpSituation situation(TransportOperation operation,
                                          const StreamName &stream = {}) const;
    [[nodiscard]] FeedContext feedContext(const StreamName &stream);
    std::unique_ptr<TransportCall> write(std::variant<HttpRequest, Error> request,
                                         std::chrono::milliseconds deadline,
                                         const HttpSituation &situation,
                                         const ExpectedRevision &expected,
                                         const QList<EventId> &ids,
                                         Confirm confirm,
                                         Callback<WriteOutcome> callback);
    template<typename Reply, typename Take>
    std::unique_ptr<TransportCall> ask(const QByteArray &target,
                                       std::chrono::milliseconds deadline,
                                       Take take,
                                       Callback<Reply> callback);
    /// `projection` is empty where all of them are asked for.
    template<typename Reply, typename Take>
    std::unique_ptr<TransportCall> askAboutProjections(HttpRequest request,
                                                       const QString &projection,
                                                       std::chrono::milliseconds deadline,
                                                       Take take,
                                                       Callback<Reply> callback);

    HttpLink m_link;
};

HttpSituation HttpTransport::situation(TransportOperation operation, const StreamName &stream) const
{
    const ConnectionSettings &settings = m_link.settings();
    return {operation,
            stream,
            settings.credentials || settings.trustedIdentity || !settings.userCertFile.isEmpty()};
}

FeedContext HttpTransport::feedContext(const StreamName &stream)
{
    FeedContext context;
    context.send
        = [this](const HttpRequest &request, std::function<void(const HttpOutcome &)> callback) {
              return m_link.send(request, std::move(callback));
          };
    context.family = [this] { return m_link.family(); };
    context.situation = situation(TransportOperation::Read, stream);
    context.wantsLeader = m_link.settings().nodePreference == NodePreference::Leader;
    return context;
}

std::unique_ptr<TransportRead> HttpTransport::read(const ReadRequest &request,
                                                   ReadHandlers handlers)
{
    if (auto error = refusalOf(request))
        return std::make_unique<RefusedHttpRead>(std::move(handlers), *error);
    FeedContext context = feedContext(request.stream);
    context.patience = patienceWithin(request.silence.value_or(m_link.settings().defaultDeadline));
    return std::make_unique<HttpFeedRead>(context, request, std::move(handlers));
}

std::unique_ptr<TransportRead> HttpTransport::subscribe(const SubscribeRequest &request,
                                                        ReadHandlers handlers)
{
    if (auto error = refusalOf(request))
        return std::make_unique<RefusedHttpRead>(std::move(handlers), *error);
    FeedContext context = feedContext(request.stream);
    context.deadline = m_link.settings().defaultDeadline;
    context.patience = patienceWithin(request.deadline.value_or(context.deadline));
    return std::make_unique<HttpLiveRead>(
        context, request, m_link.settings().longPoll, std::move(handlers));
}

std::unique_ptr<TransportCall> HttpTransport::append(const AppendRequest &request,
                                                     std::chrono::milliseconds deadline,
                                                     Callback<WriteOutcome> callback)
{
    QList<EventId> ids;
    for (const NewEvent &event : request.events)
        ids.append(event.id);
    const auto confirm = [count = request.events.size()](const HttpAnswer &answer) {
        return appendConfirmed(answer, count);
    };
    return write(toHttpRequest(request, m_link.family()),
                 deadline,
                 situation(TransportOperation::Append, request.stream),
                 request.expected,
                 ids,
                 confirm,
                 std::move(callback));
}

std::unique_ptr<TransportCall> HttpTransport::remove(const DeleteRequest &request,
                                                     std::chrono::milliseconds deadline,
                                                     Callback<WriteOutcome> callback)
{
    return write(toHttpRequest(request),
                 deadline,
                 situation(TransportOperation::Delete, request.stream),
                 request.expected,
                 {},
                 deleteConfirmed,
                 std::move(callback));
}

std::unique_ptr<TransportCall> HttpTransport::write(std::variant<HttpRequest, Error> request,
                                                    std::chrono::milliseconds deadline,
                                                    const HttpSituation &situation,
                                                    const ExpectedRevision &expected,
                                                    const QList<EventId> &ids,
                                                    Confirm confirm,
                                                    Callback<WriteOutcome> callback)
{
    if (const auto *error = std::get_if<Error>(&request))
        return std::make_unique<RefusedCall<WriteOutcome>>(std::move(callback), *error);
    auto &sent = std::get<HttpRequest>(request);
    sent.deadline = deadline;
    sent.wantsLeader = m_link.settings().nodePreference == NodePreference::Leader;
    return m_link.send(
        sent,
        [situation, expected, ids, confirm = std::move(confirm), callback = std::move(callback)](
            const HttpOutcome &outcome) {
            const auto *answer = std::get_if<HttpAnswer>(&outcome);
            if (const auto written = answer ? confirm(*answer) : std::nullopt)
                callback(WriteOutcome(*written));
            else
                callback(toWriteResult(outcome, situation, expected, ids));
        });
}

std::unique_ptr<TransportCall> HttpTransport::gossip(std::chrono::milliseconds deadline,
                                                     Callback<GossipReply> callback)
{
    const auto take = [this](const HttpAnswer &answer) {
        auto nodes = decodeHttpGossip(answer.body);
        if (nodes)
            m_link.learn(*nodes);
        return nodes;
    };
    return ask<GossipReply>(QByteArrayLiteral("/gossip"), deadline, take, std::move(callback));
}

std::unique_ptr<TransportCall> HttpTransport::features(std::chrono::milliseconds deadline,
                                                       Callback<FeaturesReply> callback)
{
    const auto take = [this](const HttpAnswer &answer) -> std::optional<FeaturesReply> {
        const auto info = decodeInfo(answer.body);
        if (!info)
            return std::nullopt;
        m_link.learn(*info);
        return FeaturesReply{info->version, {}};
    };
    return ask<FeaturesReply>(QByteArrayLiteral("/info"), deadline, take, std::move(callback));
}

template<typename Reply, typename Take>
std::unique_ptr<TransportCall> HttpTransport::ask(const QByteArray &target,
                                                  std::chrono::milliseconds deadline,
                                                  Take take,
                                                  Callback<Reply> callback)
{
    HttpRequest request;
    request.method = QByteArrayLiteral("GET");
    request.target = target;
    request.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")}};
    request.deadline = deadline;
    return m_link.send(
        request,
        [take, asked = situation(TransportOperation::Ask), callback = std::move(callback)](
            const HttpOutcome &outcome) {
            if (const auto *failure = std::get_if<HttpFailure>(&outcome))
                return callback(toTransportError(*failure, asked));
            const auto &answer = std::get<HttpAnswer>(outcome);
            if (answer.status != 200)
                return callback(toTransportError(answer, asked));
            if (auto reply = take(answer))
                return callback(*std::move(reply));
            callback(unreadableAnswer(
                QStringLiteral("not what an event store says of itself"), answer, asked));
        });
}

std::unique_ptr<TransportCall> HttpTransport::projections(std::chrono::milliseconds deadline,
                                                          Callback<ProjectionList> callback)
{
    const auto take = [](const HttpAnswer &answer) { return decodeProjections(answer.body); };
    return askAboutProjections<ProjectionList>(
        listRequest(), {}, deadline, take, std::move(callback));
}

std::unique_ptr<TransportCall> HttpTransport::projectionText(const ProjectionQuestion &question,
                                                             std::chrono::milliseconds deadline,
                                                             Callback<ProjectionText> callback)
{
    const auto take = [](const HttpAnswer &answer) {
        return std::optional(ProjectionText{answer.body, true});
    };
    return askAboutProjections<ProjectionText>(
        toHttpRequest(question), question.name, deadline, take, std::move(callback));
}

template<typename Reply, typename Take>
std::unique_ptr<TransportCall>
HttpTransport::askAboutProjections(HttpRequest request,
                                   const QString &projection,
                                   std::chrono::milliseconds deadline,
                                   Take take,
                                   Callback<Reply> callback)
{
    request.deadline = deadline;
    request.wantsLeader = m_link.settings().nodePreference == NodePreference::Leader;
    return m_link.send(request,
                       [take,
                        projection,
                        asked = situation(TransportOperation::Ask),
                        callback = std::move(callback)](const HttpOutcome &outcome) {
                           if (const auto *failure = std::get_if<HttpFailure>(&outcome)) {
                               callback(toTransportError(*failure, asked));
                               return;
                           }
                           const auto &answer = std::get<HttpAnswer>(outcome);
                           if (answer.status != 200) {
                               callback(projectionError(answer, asked, projection));
                               return;
                           }
                           if (auto reply = take(answer))
                               callback(*std::move(reply));
                           else
                               callback(unreadableAnswer(
                                   QStringLiteral("not a list of projections"), answer, asked));
                       });
}

std::unique_ptr<TransportCall> HttpTransport::command(const ProjectionCommand &command,
                                                      std::chrono::milliseconds deadline,
                                                      Callback<WriteOutcome> callback)
{
    HttpRequest request = toHttpRequest(command);
    request.deadline = deadline;
    request.wantsLeader = m_link.settings().nodePreference == NodePreference::Leader;
    return m_link.send(request,
                       [name = command.name,
                        asked = situation(TransportOperation::Ask),
                        callback = std::move(callback)](const HttpOutcome &outcome) {
                           const auto *answer = std::get_if<HttpAnswer>(&outcome);
                           if (answer && answer->status == 200)
                               callback(WriteOutcome(Written()));
                           else if (answer && answer->status == 404)
                               callback(projectionError(*answer, asked, name));
                           else
                               callback(toWriteResult(outcome, asked, {}, {}));
                       });
}

} // namespace

TransportFactory httpTransportFactory(WireSink log)
{
    return [log = std::move(log)](const ConnectionSettings &settings, const NodeAddress &node) {
        return std::make_unique<HttpTransport>(settings, node, log);
    };
}

} // namespace core
