#include "core/sandbox/http_service.h"

#include "core/sandbox/http_log_reads.h"
#include "core/sandbox/http_stream_reads.h"
#include "core/sandbox/http_urls.h"
#include "core/sandbox/http_writes.h"
#include "core/sandbox/node_documents.h"
#include "core/sandbox/projection_documents.h"

namespace core::sandbox {

namespace {

using namespace std::chrono_literals;
using Kind = Route::Kind;

/// A request over which the server has stumbled is given up after this.
constexpr auto ServerPatience = 30s;

/// What lets pages of other origins use the API.
HttpHeaders crossOriginHeaders(const Profile &profile, const QByteArrayList &methods)
{
    QByteArrayList allowed = {"Content-Type",
                              "X-Requested-With",
                              "X-Forwarded-Host",
                              "X-Forwarded-Prefix",
                              "X-PINGOTHER",
                              "Authorization"};
    QByteArrayList exposed = {"Location"};
    const QByteArrayList families
        = profile.kurrentNames ? QByteArrayList{"Kurrent-", "ES-"} : QByteArrayList{"ES-"};
    for (const QByteArray &family : families) {
        for (const char *header : {"LongPoll",
                                   "ExpectedVersion",
                                   "EventId",
                                   "EventType",
                                   "RequireLeader",
                                   "HardDelete",
                                   "ResolveLinkTos"})
            allowed << family + header;
        exposed << family + "Position" << family + "CurrentVersion";
    }
    allowed << "ES-RequireMaster";
    HttpHeaders headers = {{"Access-Control-Allow-Headers", allowed.join(", ")},
                           {"Access-Control-Allow-Origin", "*"},
                           {"Access-Control-Expose-Headers", exposed.join(", ")}};
    if (!methods.isEmpty())
        headers.emplace_back("Access-Control-Allow-Methods", methods.join(", "));
    return headers;
}

/// The range that chooses the answer's type; nothing if ?format= names none that there is.
std::optional<QByteArray> wantedType(const HttpRequest &request)
{
    const QByteArray format = queryValue(request.query, "format").value_or(QByteArray());
    return format.isEmpty() ? request.header("Accept") : typeOfFormat(format);
}

HttpResponse withoutSlash(const HttpContext &context, const HttpRequest &request)
{
    HttpHeaders headers = {{"Content-Type", "; charset=utf-8"}};
    const QByteArray whole
        = request.query.isEmpty() ? request.path : request.path + '?' + request.query;
    if (const auto readable = pathForLocation(whole.chopped(1))) {
        headers.emplace_back("Location", serverUrlOf(request, context.port) + *readable);
        headers.emplace_back("Cache-Control", "max-age=31536000, public");
    }
    return {307, std::move(headers), "Moved Permanently"};
}

/// What the server's own routing says before the API is asked.
HttpResponse wrongMethod(const RouteMatch &match, const QByteArray &method)
{
    if (method == "HEAD")
        return bareResponse(405);
    if (match.methods.contains("DELETE"))
        return bareResponse(404);
    QByteArrayList allowed = match.methods + QByteArrayList{"HEAD", "OPTIONS"};
    std::sort(allowed.begin(), allowed.end());
    return {405, {{"Allow", allowed.join(", ")}}};
}

/// Alive: 204, or what the question asks for.
HttpResponse healthResponse(const HttpRequest &request)
{
    if (request.method != "GET" && request.method != "HEAD")
        return bareResponse(405);
    const int wanted = queryValue(request.query, "liveCode").value_or(QByteArray()).toInt();
    constexpr int LowestFinal = 200;
    constexpr int Highest = 599;
    return bareResponse(wanted >= LowestFinal && wanted <= Highest ? wanted : 204);
}

} // namespace

HttpService::HttpService(HttpContext context)
    : m_context(std::move(context))
{}

void HttpService::handle(HttpRequest request, const std::shared_ptr<HttpAnswer> &answer) const
{
    if (request.path == "/health/live" || request.path == "/health/live/") {
        answer->send(healthResponse(request));
        return;
    }
    const RouteMatch match = matchRoute(request.method, request.path);
    if (match.methods.isEmpty()) {
        answer->send(bareResponse(404));
        return;
    }
    const Respond respond = respondTo(answer, match.methods);
    if (request.method == "OPTIONS") {
        respond(bareResponse(200));
        return;
    }
    if (!match.route) {
        answer->send(wrongMethod(match, request.method));
        return;
    }
    HttpCall call{std::move(request), *match.route, {}, {}, respond};
    if (auto refusal = prepare(call))
        respond(std::move(refusal));
    else
        this->answer(call);
}

Respond HttpService::respondTo(const std::shared_ptr<HttpAnswer> &answer,
                               const QByteArrayList &methods) const
{
    HttpHeaders crossOrigin
        = crossOriginHeaders(m_context.profile, methods + QByteArrayList{"OPTIONS"});
    return [answer, crossOrigin = std::move(crossOrigin), timers = m_context.timers](
               std::optional<HttpResponse> response) {
        const auto send = [answer, crossOrigin](HttpResponse complete) {
            complete.headers.insert(complete.headers.end(), crossOrigin.begin(), crossOrigin.end());
            answer->send(std::move(complete));
        };
        if (response)
            send(std::move(*response));
        else
            timers->at(TimerQueue::Clock::now() + ServerPatience,
                       [send] { send(bareResponse(408)); });
    };
}

std::optional<HttpResponse> HttpService::prepare(HttpCall &call) const
{
    const MediaTypes types = call.route.mediaTypes(m_context.profile);
    if (call.route.takesBody()
        || (call.route.kind == Kind::WithoutSlash && call.request.method == "POST")) {
        const QByteArray contentType = call.request.header("Content-Type");
        if (!contentType.isEmpty() && !isMediaType(contentType))
            return bareResponse(500);
        call.bodyType = typeOfBody(contentType, types);
        if (!call.bodyType)
            return bareResponse(415);
    }
    const auto wanted = wantedType(call.request);
    if (!wanted)
        return bareResponse(500);
    const auto type = typeOfAnswer(*wanted, types);
    if (!type)
        return bareResponse(406);
    call.answerType = *type;
    return std::nullopt;
}

bool HttpService::describe(const HttpCall &call) const
{
    if (call.answerType.form != MediaForm::Description)
        return false;
    const bool isAsked = !acceptsAnything(call.request.header("Accept"));
    call.respond(HttpResponse{isAsked ? 200 : 406,
                              {{"Content-Type", call.answerType.contentType()}},
                              descriptionOf(call.route.stream, m_context.profile)});
    return true;
}

void HttpService::answer(const HttpCall &call) const
{
    switch (call.route.kind) {
    case Kind::Append:
    case Kind::AppendIdempotent:
    case Kind::MetadataAppend:
        answerAppend(m_context, call);
        break;
    case Kind::Delete:
        answerDelete(m_context, call);
        break;
    case Kind::StreamBackwards:
        if (!describe(call))
            answerStreamBackwards(m_context, call);
        break;
    case Kind::MetadataBackwards:
        answerStreamBackwards(m_context, call);
        break;
    case Kind::StreamForwards:
    case Kind::MetadataForwards:
        answerStreamForwards(m_context, call);
        break;
    case Kind::Event:
    case Kind::MetadataEvent:
        answerEvent(m_context, call);
        break;
    case Kind::LogBackwards:
    case Kind::FilteredBackwards:
        answerLogBackwards(m_context, call);
        break;
    case Kind::LogForwards:
    case Kind::FilteredForwards:
        answerLogForwards(m_context, call);
        break;
    case Kind::WithoutSlash:
        call.respond(withoutSlash(m_context, call.request));
        break;
    case Kind::Info:
    case Kind::Ping:
    case Kind::Gossip:
        answerOfNode(call);
        break;
    case Kind::ProjectionList:
    case Kind::ProjectionStatistics:
    case Kind::ProjectionState:
    case Kind::ProjectionQuery:
    case Kind::ProjectionCommand:
        answerOfProjections(call);
        break;
    }
}

void HttpService::answerOfNode(const HttpCall &call) const
{
    if (call.route.kind == Kind::Info)
        call.respond(infoResponse(m_context, call.answerType));
    else if (call.route.kind == Kind::Ping)
        call.respond(pingResponse(call.answerType));
    else
        m_context.store->read([context = m_context, call](StoreReader &reader) {
            call.respond(gossipResponse(context, reader));
        });
}

void HttpService::answerOfProjections(const HttpCall &call) const
{
    if (!m_context.hasProjections) {
        call.respond(bareResponse(404));
        return;
    }
    m_context.store->read([call, port = m_context.port](StoreReader &reader) {
        call.respond(projectionResponse(call, port, reader.lastPosition()));
    });
}

} // namespace core::sandbox
