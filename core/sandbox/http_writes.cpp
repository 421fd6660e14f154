#include "core/sandbox/http_writes.h"

#include "core/sandbox/http_urls.h"
#include "core/sandbox/posted_events.h"
#include "core/sandbox/request_headers.h"
#include "core/sandbox/request_rules.h"

namespace core::sandbox {

namespace {

/// An event over HTTP may be no larger, whatever the server's other limits are.
constexpr qsizetype LargestEvent = qsizetype(4) * 1024 * 1024;
/// An expectation that passes the check of the header and means nothing.
constexpr qint64 MeaninglessExpected = -3;

/// What a request asks to be written, as far as its headers say, or why it cannot be.
struct AskedWrite {
    QByteArray stream;
    qint64 expected = expected::Any;
    EventId id;
    QByteArray type;
    std::optional<HttpResponse> refusal;
};

AskedWrite refused(const QByteArray &why)
{
    AskedWrite asked;
    asked.refusal = badRequest(why);
    return asked;
}

/// To the address that holds the id of the event, so that a repetition writes nothing twice.
HttpResponse redirection(const HttpContext &context, const HttpRequest &request)
{
    const QByteArray path
        = request.query.isEmpty() ? request.path : request.path.left(request.path.lastIndexOf('/'));
    HttpHeaders headers;
    if (const auto readable = pathForLocation(path))
        headers.emplace_back("Location",
                             serverUrlOf(request, context.port) + *readable + "/incoming/"
                                 + EventId::random().toString().toLatin1());
    return textResponse(307, "Forwarding to idempotent URI", std::move(headers));
}

std::optional<HttpResponse> takeCommonHeaders(const RequestHeaders &headers, AskedWrite &asked)
{
    const auto expected = headers.expectedRevision();
    if (!expected)
        return badRequest(headers.wrongFormat("ExpectedVersion"));
    if (!headers.requireLeader())
        return badRequest(headers.wrongFormat("RequireLeader"));
    asked.expected = *expected;
    return std::nullopt;
}

AskedWrite askedAppend(const HttpContext &context, const HttpCall &call)
{
    const RequestHeaders headers(call.request, context.profile);
    AskedWrite asked;
    asked.stream = call.route.stream;
    asked.type = headers.eventType();
    const auto id = headers.eventId();
    const bool carriesEvents = call.bodyType->carriesEvents();
    if (asked.type.isEmpty() && !carriesEvents)
        return refused("Must include an event type with the request either in body or as "
                       + headers.nameOf("EventType") + " header.");
    if (!id)
        return refused(headers.wrongFormat("EventId"));
    asked.id = *id;
    if (id->isNull() && !carriesEvents)
        asked.refusal = redirection(context, call.request);
    else
        asked.refusal = takeCommonHeaders(headers, asked);
    return asked;
}

AskedWrite askedIdempotentAppend(const HttpContext &context, const HttpCall &call)
{
    const RequestHeaders headers(call.request, context.profile);
    const auto id = parseGuid(QString::fromUtf8(call.route.id).trimmed());
    if (!id)
        return refused("Invalid request. Unable to parse guid");
    AskedWrite asked;
    asked.stream = call.route.stream;
    asked.id = *id;
    asked.type = headers.eventType();
    asked.refusal = takeCommonHeaders(headers, asked);
    return asked;
}

AskedWrite askedMetadata(const HttpContext &context, const HttpCall &call)
{
    const RequestHeaders headers(call.request, context.profile);
    if (isMetadataStream(call.route.stream))
        return refused(
            "Invalid request. Stream must be non-empty string and should not be metastream");
    const auto id = headers.eventId();
    if (!id)
        return refused(headers.wrongFormat("EventId"));
    if (!headers.eventType().isEmpty() && headers.eventType() != MetadataType)
        return refused("Bad Request. You should not include an event type for metadata.");
    AskedWrite asked;
    asked.stream = metadataStreamOf(call.route.stream);
    asked.id = *id;
    asked.type = MetadataType;
    asked.refusal = takeCommonHeaders(headers, asked);
    return asked;
}

AskedWrite asked(const HttpContext &context, const HttpCall &call)
{
    switch (call.route.kind) {
    case Route::Kind::AppendIdempotent:
        return askedIdempotentAppend(context, call);
    case Route::Kind::MetadataAppend:
        return askedMetadata(context, call);
    default:
        return askedAppend(context, call);
    }
}

HttpResponse wrongRevision(const HttpContext &context, qint64 actual)
{
    HttpHeaders headers = {{"ES-CurrentVersion", QByteArray::number(actual)}};
    if (context.profile.kurrentNames)
        headers.emplace_back("Kurrent-CurrentVersion", QByteArray::number(actual));
    return textResponse(400, {}, std::move(headers));
}

HttpResponse notDone(const HttpContext &context, const WriteAnswer &answer)
{
    if (answer.kind == WriteAnswer::Kind::WrongExpectedRevision)
        return wrongRevision(context, answer.revision);
    return textResponse(answer.kind == WriteAnswer::Kind::StreamDeleted ? 410 : 500);
}

bool isTooLarge(const ProposedEvent &event)
{
    return event.data.size() + event.metadata.size() > LargestEvent;
}

} // namespace

void answerAppend(const HttpContext &context, const HttpCall &call)
{
    AskedWrite write = asked(context, call);
    if (write.refusal) {
        call.respond(std::move(write.refusal));
        return;
    }
    PostedEvents posted = postedEvents(call.request.body, *call.bodyType, write.id, write.type);
    if (std::holds_alternative<QByteArray>(posted)) {
        call.respond(badRequest(std::get<QByteArray>(posted)));
        return;
    }
    auto events = std::get<std::vector<ProposedEvent>>(std::move(posted));
    if (std::any_of(events.begin(), events.end(), isTooLarge)) {
        call.respond(bareResponse(413));
        return;
    }
    // The server's code fails on it behind the point where it would tell.
    if (write.expected == MeaninglessExpected) {
        call.respond(bareResponse(200));
        return;
    }
    const QByteArray streamUrl
        = baseUrlOf(call.request, context.port) + "/streams/" + escapedName(write.stream) + '/';
    const auto count = static_cast<qint64>(events.size());
    context.store->write(
        {write.stream, write.expected, std::move(events)},
        [context, respond = call.respond, streamUrl, count](const WriteAnswer &answer) {
            if (answer.kind != WriteAnswer::Kind::Done) {
                respond(notDone(context, answer));
                return;
            }
            const QByteArray first = QByteArray::number(answer.revision - count + 1);
            respond(textResponse(201, {}, {{"Location", streamUrl + first}}));
        });
}

void answerDelete(const HttpContext &context, const HttpCall &call)
{
    const RequestHeaders headers(call.request, context.profile);
    AskedWrite write;
    auto refusal = takeCommonHeaders(headers, write);
    const auto forGood = headers.hardDelete();
    if (!refusal && !forGood)
        refusal = badRequest(headers.wrongFormat("HardDelete"));
    if (!refusal && write.expected == MeaninglessExpected)
        refusal = bareResponse(500);
    if (refusal) {
        call.respond(std::move(refusal));
        return;
    }
    context.store->deleteStream({call.route.stream, write.expected, *forGood},
                                [context, respond = call.respond](const WriteAnswer &answer) {
                                    const bool isDone = answer.kind == WriteAnswer::Kind::Done;
                                    respond(isDone ? textResponse(204) : notDone(context, answer));
                                });
}

} // namespace core::sandbox
