#include "core/sandbox/http_log_reads.h"

#include "core/sandbox/http_reads.h"
#include "core/sandbox/http_urls.h"
#include "core/sandbox/log_feed.h"
#include "core/sandbox/request_headers.h"

namespace core::sandbox {

namespace {

using Kind = Route::Kind;

constexpr qint64 UsualCount = 20;
constexpr qint64 EventsSearchedForwards = 1000;
constexpr char All[] = "$all";
constexpr char NoSystemEvents[] = R"(^[^\$].*)";

/// What a request asks to be read, or why it cannot be.
struct AskedLogRead {
    std::optional<qint64> from; ///< the end without
    LogWindow window;
    LogFilter filter;
    LogFeedOptions options;
    std::chrono::seconds longPoll{0};
    std::optional<qint64> knownLast; ///< of an If-None-Match header
    std::optional<HttpResponse> refusal;
};

bool isFiltered(Kind kind)
{
    return kind == Kind::FilteredBackwards || kind == Kind::FilteredForwards;
}

bool isForwards(Kind kind)
{
    return kind == Kind::LogForwards || kind == Kind::FilteredForwards;
}

/// The filter, or the answer where there is none.
std::variant<LogFilter, HttpResponse> filterFrom(const QByteArray &query)
{
    const auto excludes = queryValue(query, "exclude-system-events");
    if (excludes && !excludes->isEmpty()) {
        if (excludes->trimmed().compare("true", Qt::CaseInsensitive) != 0)
            return badRequest("exclude-sytem-events should have a value of true.");
        return LogFilter(LogFilter::Subject::EventType, QLatin1String(NoSystemEvents), {});
    }
    const QByteArray context = queryValue(query, "context").value_or(QByteArray());
    const QByteArray type = queryValue(query, "type").value_or(QByteArray());
    const QByteArray data = queryValue(query, "data").value_or(QByteArray());
    if (context != "eventtype" && context != "streamid")
        return badRequest(
            "Invalid context please provide one of the following: StreamId, EventType.");
    if (type != "regex" && type != "prefix")
        return badRequest("Invalid type please provide one of the following: Regex, Prefix.");
    if (data.isEmpty())
        return badRequest("Please provide a comma delimited list of data with at least one item.");
    std::vector<QByteArray> prefixes;
    for (const QByteArray &prefix : data.split(',')) {
        if (!prefix.isEmpty())
            prefixes.push_back(prefix);
    }
    LogFilter filter(context == "streamid" ? LogFilter::Subject::StreamName
                                           : LogFilter::Subject::EventType,
                     type == "regex" ? QString::fromUtf8(data) : QString(),
                     std::move(prefixes));
    return filter.isValid() ? std::variant<LogFilter, HttpResponse>(std::move(filter))
                            : bareResponse(500);
}

std::optional<QByteArray> takePlace(const Route &route, AskedLogRead &asked)
{
    const bool isHead = !isForwards(route.kind) && (route.from.isEmpty() || route.from == "head");
    asked.from = isHead ? std::nullopt : positionFrom(route.from);
    if (!isHead && !asked.from)
        return "Invalid position argument: " + route.from;
    const auto count = wholeNumber(route.count);
    if (!route.count.isEmpty()
        && (!count || *count <= 0 || *count > std::numeric_limits<qint32>::max()))
        return "Invalid count argument: " + route.count;
    asked.options.count = count.value_or(UsualCount);
    asked.window.count = asked.options.count;
    if (isFiltered(route.kind))
        asked.window.searched
            = isForwards(route.kind) ? EventsSearchedForwards : asked.options.count;
    return std::nullopt;
}

std::optional<QByteArray>
takeHeaders(const HttpContext &context, const HttpCall &call, AskedLogRead &asked)
{
    const RequestHeaders headers(call.request, context.profile);
    const auto leader = headers.requireLeader();
    const auto resolves = headers.resolveLinks(false);
    const auto longPoll = headers.longPoll();
    bool &resolvesLinks = asked.options.feed.resolvesLinks;
    if (!isFiltered(call.route.kind) && !resolves)
        return headers.wrongFormat("ResolveLinkTos");
    if (!leader)
        return headers.wrongFormat("RequireLeader");
    // With a filter the server takes its own arguments for one another.
    if (call.route.kind == Kind::FilteredForwards)
        resolvesLinks = true;
    else
        resolvesLinks = call.route.kind == Kind::FilteredBackwards ? *leader : *resolves;
    if (!isForwards(call.route.kind))
        return std::nullopt;
    if (!longPoll)
        return headers.wrongFormat("LongPoll");
    asked.longPoll = *longPoll;
    return std::nullopt;
}

AskedLogRead askedLogRead(const HttpContext &context, const HttpCall &call)
{
    AskedLogRead asked;
    asked.options.isFiltered = isFiltered(call.route.kind);
    if (asked.options.isFiltered) {
        auto filter = filterFrom(call.request.query);
        if (std::holds_alternative<HttpResponse>(filter)) {
            asked.refusal = std::get<HttpResponse>(std::move(filter));
            return asked;
        }
        asked.filter = std::get<LogFilter>(std::move(filter));
    }
    auto complaint = takePlace(call.route, asked);
    if (!complaint)
        complaint = takeHeaders(context, call, asked);
    if (complaint)
        asked.refusal = badRequest(*complaint);
    FeedOptions &feed = asked.options.feed;
    feed.baseUrl = baseUrlOf(call.request, context.port);
    feed.embed = call.answerType.form == MediaForm::Html
                     ? Embed::Pretty
                     : embedFrom(queryValue(call.request.query, "embed").value_or(QByteArray()));
    asked.knownLast = numberOfETag(call.request.header("If-None-Match"), call.answerType);
    return asked;
}

std::optional<HttpResponse> exceptionalAnswer(StoreReader &reader, const AskedLogRead &asked)
{
    if (asked.options.count > LargestPage)
        return textResponse(500);
    if (asked.knownLast && *asked.knownLast == reader.lastPosition())
        return textResponse(304);
    return std::nullopt;
}

std::optional<HttpResponse> feedAnswer(StoreReader &reader,
                                       const HttpContext &context,
                                       const HttpCall &call,
                                       const std::optional<AtomFeed> &feed,
                                       bool isFinal)
{
    if (!feed)
        return std::nullopt;
    QByteArray body = written(*feed, call.answerType, context.profile);
    const QByteArray eTag = eTagOf(reader.lastPosition(), call.answerType.name);
    return okResponse(call.answerType,
                      std::move(body),
                      isFinal ? Caching::forGood()
                              : Caching::head(cacheSecondsOf(reader, All), eTag));
}

std::optional<HttpResponse> readBackwards(StoreReader &reader,
                                          const HttpContext &context,
                                          const HttpCall &call,
                                          const AskedLogRead &asked)
{
    if (auto answer = exceptionalAnswer(reader, asked))
        return answer;
    if (asked.from && *asked.from > reader.nextPosition())
        return textResponse(500);
    const LogPage page = logPageBackwards(reader, asked.filter, asked.from, asked.window);
    const bool isFinal = asked.from && *asked.from <= reader.lastPosition();
    return feedAnswer(
        reader, context, call, logFeedBackwards(reader, page, asked.options), isFinal);
}

ForwardAnswer readForwards(StoreReader &reader,
                           const HttpContext &context,
                           const HttpCall &call,
                           const AskedLogRead &asked)
{
    const qint64 from = asked.from.value_or(0);
    const bool canWait = from > reader.lastPosition();
    if (auto answer = exceptionalAnswer(reader, asked))
        return {std::move(answer), canWait};
    const LogPage page = logPageForwards(reader, asked.filter, from, asked.window);
    const bool isFull = static_cast<qint64>(page.events.size()) == asked.options.count;
    return {feedAnswer(reader, context, call, logFeedForwards(reader, page, asked.options), isFull),
            canWait};
}

} // namespace

void answerLogBackwards(const HttpContext &context, const HttpCall &call)
{
    answerAtOnce(context, call, askedLogRead(context, call), readBackwards);
}

void answerLogForwards(const HttpContext &context, const HttpCall &call)
{
    answerWhenThere(context, call, {}, askedLogRead(context, call), readForwards);
}

} // namespace core::sandbox
