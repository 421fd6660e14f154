#include "core/transport/http/feed_query.h"

#include <utility>

namespace core {

namespace {

/// Room for one event of 16 MiB with every byte escaped.
constexpr qsizetype LargestPageBytes = qsizetype(112) * 1024 * 1024;

/// "\"9;-365511237\"" stands for the last revision 9.
std::optional<Revision> lastRevision(const HttpAnswer &answer)
{
    const QByteArray tag = answer.header(QByteArrayLiteral("ETag")).replace('"', QByteArray());
    const qsizetype end = tag.indexOf(';');
    return end < 0 ? std::nullopt : Revision::parse(QString::fromLatin1(tag.left(end)));
}

HttpRequest requestOf(const FeedContext &context, const FeedQuery &query)
{
    HttpRequest request;
    request.method = QByteArrayLiteral("GET");
    request.target = query.address.page(query.from, query.direction, query.count, query.embed);
    request.headers = {
        {QByteArrayLiteral("Accept"), mediaType(QByteArrayLiteral("atom+json"), context.family())}};
    request.options
        = {{QByteArrayLiteral("ResolveLinkTos"),
            query.resolveLinks ? QByteArrayLiteral("True") : QByteArrayLiteral("False")}};
    request.deadline = context.deadline;
    request.largestAnswerBytes = LargestPageBytes;
    // Of filtered $all read backwards this header is taken for the one about links, and the leader
    // answers in any case (protocol.md section 7.9).
    const bool isMistaken = query.address.isFiltered() && query.direction == Direction::Backwards;
    request.wantsLeader = isMistaken ? query.resolveLinks : context.wantsLeader;
    if (query.longPoll.count() > 0) {
        Q_ASSERT(!query.address.isFiltered());
        request.options.append(
            {QByteArrayLiteral("LongPoll"), QByteArray::number(query.longPoll.count())});
        request.deadline += query.longPoll;
    }
    return request;
}

TransportError noFilter(const HttpAnswer &answer, const HttpSituation &situation)
{
    TransportError error = toTransportError(answer, situation);
    error.error.code = ErrorCode::Unsupported;
    error.error.message = QStringLiteral("The server at %1 cannot filter $all; servers from 20.6 "
                                         "on can.")
                              .arg(answer.node.toString());
    return error;
}

FeedResult
resultOf(const HttpOutcome &outcome, const HttpSituation &situation, const FeedAddress &address)
{
    if (const auto *failure = std::get_if<HttpFailure>(&outcome))
        return toTransportError(*failure, situation);
    const auto &answer = std::get<HttpAnswer>(outcome);
    if (answer.status == 404 && address.isFiltered() && !answer.isAtomPubOff)
        return noFilter(answer, situation); // $all itself is always there
    if (answer.status != 200)
        return toTransportError(answer, situation);
    auto parsed = parseAtomFeed(answer.body);
    if (const auto *wrong = std::get_if<QString>(&parsed))
        return unreadableAnswer(*wrong, answer, situation);
    auto &feed = std::get<AtomFeed>(parsed);
    if (!address.isAll() && feed.stream != address.stream().text())
        return unreadableAnswer(
            QStringLiteral("it is about the stream \"%1\"").arg(feed.stream), answer, situation);
    return FeedAnswer{std::move(feed), lastRevision(answer), answer.body.size()};
}

} // namespace

std::unique_ptr<HttpCall> askFeed(const FeedContext &context,
                                  const FeedQuery &query,
                                  std::function<void(FeedResult)> callback)
{
    return context.send(
        requestOf(context, query),
        [situation = context.situation, address = query.address, callback = std::move(callback)](
            const HttpOutcome &outcome) { callback(resultOf(outcome, situation, address)); });
}

FeedQuery endOf(const FeedAddress &address)
{
    if (address.isAll())
        return {.address = address, .embed = FeedEmbed::None};
    return {.address = address,
            .from = BeyondTheEnd,
            .direction = Direction::Forwards,
            .embed = FeedEmbed::None};
}

} // namespace core
