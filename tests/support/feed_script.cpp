#include "tests/support/feed_script.h"

#include "core/text/json_text.h"

#include <algorithm>
#include <utility>

using namespace core;

namespace fake {

namespace {

QByteArray quoted(const QByteArray &text)
{
    return toJsonString(QString::fromUtf8(text));
}

QByteArray linkJson(const QByteArray &start, const QByteArray &relation)
{
    if (start.isEmpty())
        return {};
    return "{\"uri\":\"http://h/streams/s/" + start + "/forward/2\",\"relation\":\"" + relation
           + "\"},";
}

} // namespace

QByteArray Entry::json() const
{
    const QByteArray number = QByteArray::number(revision);
    const QByteArray title = link.isEmpty() ? number + '@' + stream : link;
    const QByteArray common = "\"title\":" + quoted(title)
                              + ",\"updated\":\"2026-11-22T17:12:32.5Z\",\"summary\":"
                              + quoted(link.isEmpty() ? type : QByteArray("$>"));
    if (isBroken)
        return '{' + common + '}';
    const qsizetype at = title.indexOf('@');
    const QByteArray id = "00000000-0000-4000-8000-" + number.rightJustified(12, '0');
    return '{' + common + ",\"eventId\":\"" + id + "\",\"eventType\":" + quoted(type)
           + ",\"eventNumber\":" + title.left(at) + ",\"streamId\":" + quoted(title.mid(at + 1))
           + ",\"isJson\":" + (isBytes ? "false" : "true")
           + ",\"data\":" + (isBytes ? "null" : quoted(data)) + ",\"metaData\":null"
           + ",\"linkMetaData\":" + (link.isEmpty() ? "null" : "\"\"")
           + ",\"positionEventNumber\":" + number + ",\"positionStreamId\":" + quoted(stream) + '}';
}

QByteArray feedJson(const QList<Entry> &oldestFirst,
                    const QByteArray &older,
                    const QByteArray &newer,
                    bool headOfStream,
                    const QByteArray &stream)
{
    QByteArrayList all;
    for (const Entry &entry : oldestFirst)
        all.prepend(entry.json());
    return "{\"streamId\":" + (stream.isEmpty() ? QByteArray("null") : quoted(stream))
           + ",\"headOfStream\":" + (headOfStream ? "true" : "false") + ",\"links\":["
           + linkJson(older, "next") + linkJson(newer, "previous")
           + "{\"uri\":\"http://h/streams/s\",\"relation\":\"self\"}],\"entries\":[" + all.join(',')
           + "]}";
}

QList<Entry> entries(quint64 first, quint64 count)
{
    QList<Entry> all;
    for (quint64 i = 0; i < count; ++i)
        all.append(Entry{.revision = first + i});
    return all;
}

class FeedScript::Handle final : public HttpCall
{
public:
    explicit Handle(std::shared_ptr<Exchange> exchange)
        : m_exchange(std::move(exchange))
    {}
    ~Handle() override { m_exchange->isOver = true; }
    bool hasBegun() const override { return m_exchange->hasBegun; }

private:
    const std::shared_ptr<Exchange> m_exchange;
};

FeedContext FeedScript::context(const QString &stream)
{
    FeedContext context;
    context.send
        = [this](const HttpRequest &request, std::function<void(const HttpOutcome &)> callback) {
              auto exchange = std::make_shared<Exchange>(Exchange{request, std::move(callback)});
              m_exchanges.append(exchange);
              m_targets.append(QString::fromLatin1(request.target));
              m_mostOpen = std::max(m_mostOpen, openOnes().size());
              return std::make_unique<Handle>(std::move(exchange));
          };
    context.family = [] { return HttpFamily::EventStore; };
    context.situation = {TransportOperation::Read, StreamName(stream), false};
    return context;
}

QList<std::shared_ptr<FeedScript::Exchange>> FeedScript::openOnes() const
{
    QList<std::shared_ptr<Exchange>> all;
    for (const auto &exchange : m_exchanges) {
        if (!exchange->isOver)
            all.append(exchange);
    }
    return all;
}

QStringList FeedScript::open() const
{
    QStringList all;
    for (const auto &exchange : openOnes())
        all.append(QString::fromLatin1(exchange->request.target));
    return all;
}

const HttpRequest &FeedScript::request(qsizetype index) const
{
    return openOnes().at(index)->request;
}

bool FeedScript::asks(const QByteArray &begin, qsizetype index) const
{
    return request(index).target.startsWith(begin);
}

QByteArray FeedScript::option(const QByteArray &name, qsizetype index) const
{
    for (const HttpHeader &option : request(index).options) {
        if (option.name == name)
            return option.value;
    }
    return {};
}

void FeedScript::finish(qsizetype index, const HttpOutcome &outcome)
{
    const auto exchange = openOnes().at(index);
    exchange->isOver = true;
    const auto callback = std::exchange(exchange->callback, {});
    callback(outcome);
}

void FeedScript::answer(const QByteArray &body, const QByteArray &etag, qsizetype index)
{
    HttpAnswer answer;
    answer.status = 200;
    answer.headers = {{"Content-Type", "application/vnd.eventstore.atom+json; charset=utf-8"}};
    if (!etag.isEmpty())
        answer.headers.append({"ETag", '"' + etag + '"'});
    answer.body = body;
    finish(index, answer);
}

void FeedScript::answerBytes(const QByteArray &body, qsizetype index)
{
    HttpAnswer answer;
    answer.status = 200;
    answer.headers = {{"Content-Type", "application/octet-stream"}};
    answer.body = body;
    finish(index, answer);
}

void FeedScript::refuse(int status, qsizetype index)
{
    HttpAnswer answer;
    answer.status = status;
    finish(index, answer);
}

void FeedScript::fail(ErrorCode code, qsizetype index)
{
    finish(index, HttpFailure{{code, QStringLiteral("It failed."), {}}, false, true});
}

void FeedScript::begin(qsizetype index)
{
    openOnes().at(index)->hasBegun = true;
}

ReadHandlers ReadLog::handlers()
{
    ReadHandlers handlers;
    handlers.onItem = [this](const ReadItem &item) {
        if (const auto *batch = std::get_if<EventBatch>(&item)) {
            for (const ResolvedEvent &event : *batch) {
                events.append(event);
                said.append(event.original().revision.toString());
            }
        } else if (const auto *first = std::get_if<read_item::FirstRevision>(&item)) {
            said.append(QStringLiteral("first ") + first->revision.toString());
        } else if (const auto *last = std::get_if<read_item::LastRevision>(&item)) {
            said.append(QStringLiteral("last ") + last->revision.toString());
        } else if (const auto *checkpoint = std::get_if<read_item::Checkpoint>(&item)) {
            said.append(QStringLiteral("checkpoint ") + checkpoint->position.toString());
        } else if (std::holds_alternative<read_item::Confirmed>(item)) {
            said.append(QStringLiteral("confirmed"));
        } else if (std::holds_alternative<read_item::CaughtUp>(item)) {
            said.append(QStringLiteral("caught up"));
        }
    };
    handlers.onEnd = [this](const std::optional<TransportError> &error) {
        failure = error;
        said.append(error ? QStringLiteral("error ") + errorCodeText(error->error.code)
                          : QStringLiteral("end"));
    };
    return handlers;
}

QList<quint64> ReadLog::revisions() const
{
    QList<quint64> all;
    for (const ResolvedEvent &event : events)
        all.append(event.original().revision.value);
    return all;
}

} // namespace fake
