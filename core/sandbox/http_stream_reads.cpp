#include "core/sandbox/http_stream_reads.h"

#include "core/sandbox/http_reads.h"
#include "core/sandbox/http_urls.h"
#include "core/sandbox/request_headers.h"
#include "core/sandbox/stream_feed.h"

namespace core::sandbox {

namespace {

using Kind = Route::Kind;

constexpr qint64 UsualCount = 20;
constexpr char Head[] = "head";

/// What a request asks to be read, or why it cannot be.
struct AskedRead {
    QByteArray stream;
    qint64 from = NoRevision; ///< of the last event
    qint64 count = UsualCount;
    FeedOptions options;
    std::chrono::seconds longPoll{0};
    std::optional<qint64> knownLast; ///< of an If-None-Match header
    std::optional<HttpResponse> refusal;
};

bool isOfMetadata(Kind kind)
{
    return kind == Kind::MetadataEvent || kind == Kind::MetadataBackwards
           || kind == Kind::MetadataForwards;
}

bool isForwards(Kind kind)
{
    return kind == Kind::StreamForwards || kind == Kind::MetadataForwards;
}

QByteArray invalidStream(const Route &route)
{
    if (route.kind == Kind::MetadataEvent)
        return "Stream must be non-empty string and should not be metastream";
    return "Invalid stream name '" + route.stream + '\'';
}

std::optional<QByteArray> takePlace(const Route &route, AskedRead &asked)
{
    const bool isHead = route.from.isEmpty() || (route.from == Head && !isForwards(route.kind));
    const auto from = wholeNumber(route.from);
    if (!isHead && (!from || *from < 0))
        return '\'' + route.from + "' is not valid event number";
    asked.from = isHead ? NoRevision : *from;
    const auto count = wholeNumber(route.count);
    if (!route.count.isEmpty()
        && (!count || *count <= 0 || *count > std::numeric_limits<qint32>::max()))
        return '\'' + route.count + "' is not valid count. Should be positive integer";
    asked.count = count.value_or(UsualCount);
    return std::nullopt;
}

std::optional<QByteArray>
takeHeaders(const HttpContext &context, const HttpCall &call, AskedRead &asked)
{
    const RequestHeaders headers(call.request, context.profile);
    const auto resolves = headers.resolveLinks(!isOfMetadata(call.route.kind));
    if (!resolves)
        return headers.wrongFormat("ResolveLinkTos");
    if (!headers.requireLeader())
        return headers.wrongFormat("RequireLeader");
    asked.options.resolvesLinks = *resolves;
    if (!isForwards(call.route.kind))
        return std::nullopt;
    const auto longPoll = headers.longPoll();
    if (!longPoll)
        return headers.wrongFormat("LongPoll");
    asked.longPoll = *longPoll;
    return std::nullopt;
}

AskedRead askedRead(const HttpContext &context, const HttpCall &call)
{
    const Route &route = call.route;
    const bool isMetadata = isOfMetadata(route.kind);
    AskedRead asked;
    std::optional<QByteArray> complaint;
    if (isMetadata && isMetadataStream(route.stream))
        complaint = invalidStream(route);
    if (!complaint)
        complaint = takePlace(route, asked);
    if (!complaint)
        complaint = takeHeaders(context, call, asked);
    if (complaint)
        asked.refusal = badRequest(*complaint);
    asked.stream = isMetadata ? metadataStreamOf(route.stream) : route.stream;
    asked.knownLast = numberOfETag(call.request.header("If-None-Match"), call.answerType);
    asked.options.baseUrl = baseUrlOf(call.request, context.port);
    asked.options.embed = embedFrom(queryValue(call.request.query, "embed").value_or(QByteArray()));
    if (call.answerType.form == MediaForm::Html)
        asked.options.embed = route.types == Route::Types::Entry ? Embed::TryHarder : Embed::Pretty;
    return asked;
}

/// The answer where there is no page to show.
std::optional<HttpResponse> exceptionalAnswer(StoreReader &reader, const AskedRead &asked)
{
    if (asked.count > LargestPage)
        return textResponse(500);
    if (asked.knownLast && reader.stream(asked.stream).last == *asked.knownLast)
        return textResponse(304);
    return std::nullopt;
}

HttpResponse failedPage(const StreamPage &page)
{
    return textResponse(page.result == StreamPage::Result::NoStream ? 404 : 410);
}

std::optional<HttpResponse> feedAnswer(const HttpContext &context,
                                       const HttpCall &call,
                                       const std::optional<AtomFeed> &feed,
                                       const Caching &caching)
{
    if (!feed)
        return std::nullopt;
    QByteArray body = written(*feed, call.answerType, context.profile);
    return okResponse(call.answerType, std::move(body), caching);
}

Caching
headCaching(StoreReader &reader, const HttpCall &call, const QByteArray &stream, qint64 last)
{
    return Caching::head(cacheSecondsOf(reader, stream), eTagOf(last, call.answerType.name));
}

std::optional<HttpResponse> readBackwards(StoreReader &reader,
                                          const HttpContext &context,
                                          const HttpCall &call,
                                          const AskedRead &asked)
{
    if (auto answer = exceptionalAnswer(reader, asked))
        return answer;
    const StreamPage page = pageBackwards(reader, asked.stream, asked.from, asked.count);
    if (page.result != StreamPage::Result::Success)
        return failedPage(page);
    const bool isHead = asked.from == NoRevision;
    auto feed = feedBackwards(reader, asked.stream, page, isHead, asked.options);
    if (feed && isHead)
        feed->eTag = eTagOf(page.last, atomJsonName(context.profile));
    const bool isFinal = page.last >= page.from && !isHead;
    return feedAnswer(context,
                      call,
                      feed,
                      isFinal ? Caching::forGood()
                              : headCaching(reader, call, asked.stream, page.last));
}

ForwardAnswer readForwards(StoreReader &reader,
                           const HttpContext &context,
                           const HttpCall &call,
                           const AskedRead &asked)
{
    const StreamView view = reader.stream(asked.stream);
    const bool canWait = !view.isTombstoned && asked.count <= LargestPage && asked.from > view.last;
    if (auto answer = exceptionalAnswer(reader, asked))
        return {std::move(answer), canWait};
    const StreamPage page = pageForwards(reader, asked.stream, asked.from, asked.count);
    if (page.result != StreamPage::Result::Success)
        return {failedPage(page), canWait};
    const auto feed = feedForwards(reader, asked.stream, page, asked.options);
    const bool isFull = page.last + 1 - page.count >= page.from;
    return {feedAnswer(context,
                       call,
                       feed,
                       isFull ? Caching::forGood()
                              : headCaching(reader, call, asked.stream, page.last)),
            canWait};
}

std::optional<HttpResponse> readEvent(StoreReader &reader,
                                      const HttpContext &context,
                                      const HttpCall &call,
                                      const AskedRead &asked)
{
    const EventAt found = eventAt(reader, asked.stream, asked.from);
    const bool isHead = asked.from == NoRevision;
    const auto empty = writtenEmpty(call.answerType);
    if (found.result == EventAt::Result::StreamDeleted)
        return empty ? std::optional(textResponse(410, *empty)) : std::nullopt;
    if (!found.event) {
        // There is no metadata, but a stream that could have some.
        const bool isJustWithout
            = isMetadataStream(asked.stream)
              && reader.stream(originalStreamOf(asked.stream)).last != NoRevision;
        if (!empty)
            return std::nullopt;
        return isJustWithout ? okResponse(
                   call.answerType, *empty, isHead ? Caching::head({}, {}) : Caching::forGood())
                             : textResponse(404, *empty);
    }
    const ShownEvent shown
        = shownEvent(reader, *found.event, asked.stream, asked.options.resolvesLinks);
    if (!shown.event)
        return empty ? std::optional(textResponse(404, *empty)) : std::nullopt;
    std::optional<QByteArray> body = writtenEvent(*shown.event, call.answerType);
    const MediaForm form = call.answerType.form;
    if (form == MediaForm::AtomXml || form == MediaForm::AtomJson || form == MediaForm::Html) {
        const auto entry = entryOf(shown, asked.options.baseUrl, asked.options.embed, true);
        body.reset();
        if (entry)
            body = written(*entry, call.answerType, context.profile);
    }
    if (!body)
        return std::nullopt;
    const qint64 revision = shown.original().stored.revision;
    return okResponse(call.answerType,
                      std::move(*body),
                      isHead ? headCaching(reader, call, asked.stream, revision)
                             : Caching::forGood());
}

} // namespace

void answerEvent(const HttpContext &context, const HttpCall &call)
{
    answerAtOnce(context, call, askedRead(context, call), readEvent);
}

void answerStreamBackwards(const HttpContext &context, const HttpCall &call)
{
    answerAtOnce(context, call, askedRead(context, call), readBackwards);
}

void answerStreamForwards(const HttpContext &context, const HttpCall &call)
{
    AskedRead asked = askedRead(context, call);
    const QByteArray stream = asked.stream;
    answerWhenThere(context, call, stream, std::move(asked), readForwards);
}

} // namespace core::sandbox
