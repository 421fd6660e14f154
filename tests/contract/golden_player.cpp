#include "tests/contract/golden_player.h"

#include <QThread>

#include <grpcpp/client_context.h>

#include <chrono>
#include <future>
#include <mutex>

namespace {

namespace wire = event_store::client::streams;
using namespace std::chrono_literals;

/// A subscription whose expected replies have come is watched a little longer for surplus ones.
constexpr auto Surplus = 250ms;

const char *const Codes[] = {"OK",
                             "CANCELLED",
                             "UNKNOWN",
                             "INVALID_ARGUMENT",
                             "DEADLINE_EXCEEDED",
                             "NOT_FOUND",
                             "ALREADY_EXISTS",
                             "PERMISSION_DENIED",
                             "RESOURCE_EXHAUSTED",
                             "FAILED_PRECONDITION",
                             "ABORTED",
                             "OUT_OF_RANGE",
                             "UNIMPLEMENTED",
                             "INTERNAL",
                             "UNAVAILABLE",
                             "DATA_LOSS",
                             "UNAUTHENTICATED"};

QString codeName(grpc::StatusCode code)
{
    return QLatin1String(Codes[code]);
}

void prepare(grpc::ClientContext &context, const QJsonObject &step)
{
    context.set_deadline(std::chrono::system_clock::now() + 30s);
    const QJsonObject headers = step.value(QStringLiteral("headers")).toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        context.AddMetadata(header.key().toStdString(), header.value().toString().toStdString());
}

QJsonObject trailersOf(const grpc::ClientContext &context)
{
    QJsonObject trailers;
    for (const auto &[key, value] : context.GetServerTrailingMetadata())
        trailers.insert(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())),
                        QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
    return trailers;
}

QJsonArray requestsOf(const QJsonObject &step)
{
    const QJsonValue request = step.value(QStringLiteral("request"));
    return request.isArray() ? request.toArray() : QJsonArray{request};
}

qsizetype repliesRecorded(const QJsonObject &step)
{
    return step.value(QStringLiteral("replies")).toArray().size();
}

bool isSubscription(const QJsonObject &step)
{
    return step.value(QStringLiteral("request"))
        .toObject()
        .value(QStringLiteral("options"))
        .toObject()
        .contains(QStringLiteral("subscription"));
}

/// Reads a stream of replies. Where it does not end by itself it is cancelled once it has had time
/// for more than is expected.
template<typename Stream, typename Reply>
QJsonArray readReplies(
    Stream &stream, grpc::ClientContext &context, qsizetype expected, bool endsItself, Reply reply)
{
    QJsonArray replies;
    std::future<void> canceller;
    std::promise<void> isOver;
    const auto cancelSoon = [&] {
        canceller = std::async(std::launch::async, [&context, over = isOver.get_future()] {
            if (over.wait_for(Surplus) == std::future_status::timeout)
                context.TryCancel();
        });
    };
    if (!endsItself && expected == 0)
        cancelSoon();
    while (stream.Read(&reply)) {
        replies.append(messageToGolden(reply));
        if (!endsItself && replies.size() == expected)
            cancelSoon();
    }
    isOver.set_value();
    return replies;
}

} // namespace

GoldenPlayer::GoldenPlayer(const std::shared_ptr<grpc::Channel> &channel, QString server)
    : m_stub(wire::Streams::NewStub(channel))
    , m_server(std::move(server))
{}

QString GoldenPlayer::play(const QJsonObject &goldenCase, const QString &tag)
{
    m_values = {tag, m_server};
    m_http = std::make_unique<GoldenHttp>(m_server);
    m_match = std::make_unique<GoldenMatch>(goldenCase, m_values);
    QJsonArray meanwhile;
    const QJsonArray steps = goldenCase.value(QStringLiteral("steps")).toArray();
    for (const QJsonValue &value : steps) {
        const QJsonObject step = value.toObject();
        if (step.value(QStringLiteral("during")).toBool()) {
            meanwhile.append(step);
            continue;
        }
        const QString difference = playStep(step, meanwhile);
        if (!difference.isEmpty())
            return difference;
        meanwhile = {};
    }
    return m_match->comparePositions();
}

QString GoldenPlayer::playStep(const QJsonObject &step, const QJsonArray &meanwhile)
{
    if (step.contains(QStringLiteral("wait"))) {
        const auto wait = static_cast<unsigned long>(step.value(QStringLiteral("wait")).toInt());
        QThread::msleep(wait); // house: sleep, because the recording waited as long
        return {};
    }
    if (step.contains(QStringLiteral("http")))
        return ask(step, meanwhile);
    if (!step.contains(QStringLiteral("grpc")))
        return {};
    const Answer answer = call(step, meanwhile);
    if (!m_meanwhileDifference.isEmpty())
        return std::exchange(m_meanwhileDifference, {});
    return compare(step, answer);
}

QString GoldenPlayer::ask(const QJsonObject &step, const QJsonArray &meanwhile)
{
    // An answer is compared only after both have ended, so the match is never used by two threads.
    std::future<QString> others;
    if (!meanwhile.isEmpty())
        others = std::async(std::launch::async, [&] { return playMeanwhile(meanwhile); });
    const GoldenHttp::Answer answer = m_http->ask(step, m_values);
    const QString difference = others.valid() ? others.get() : QString();
    return difference.isEmpty() ? GoldenHttp::compare(step, answer, *m_match) : difference;
}

GoldenPlayer::Answer GoldenPlayer::call(const QJsonObject &step, const QJsonArray &meanwhile)
{
    const QString rpc = step.value(QStringLiteral("grpc")).toString();
    if (rpc == QStringLiteral("Read"))
        return read(step, meanwhile);
    if (rpc == QStringLiteral("Append"))
        return append(step);
    if (rpc == QStringLiteral("BatchAppend"))
        return batchAppend(step);
    grpc::ClientContext context;
    prepare(context, step);
    const QJsonObject request = step.value(QStringLiteral("request")).toObject();
    Answer answer;
    if (rpc == QStringLiteral("Delete")) {
        wire::DeleteReq message;
        wire::DeleteResp reply;
        goldenToMessage(request, m_values, message);
        answer.status = m_stub->Delete(&context, message, &reply);
        answer.replies = {messageToGolden(reply)};
    } else {
        wire::TombstoneReq message;
        wire::TombstoneResp reply;
        goldenToMessage(request, m_values, message);
        answer.status = m_stub->Tombstone(&context, message, &reply);
        answer.replies = {messageToGolden(reply)};
    }
    answer.trailers = trailersOf(context);
    return answer;
}

GoldenPlayer::Answer GoldenPlayer::read(const QJsonObject &step, const QJsonArray &meanwhile)
{
    grpc::ClientContext context;
    prepare(context, step);
    wire::ReadReq request;
    Answer answer;
    if (!goldenToMessage(step.value(QStringLiteral("request")).toObject(), m_values, request)) {
        answer.status = grpc::Status(grpc::StatusCode::INTERNAL, "request not understood");
        return answer;
    }
    const auto stream = m_stub->Read(&context, request);
    // A reply is compared only after both have ended, so the match is never used by two threads.
    std::future<QString> others;
    if (!meanwhile.isEmpty())
        others = std::async(std::launch::async, [&] { return playMeanwhile(meanwhile); });
    const bool endsItself = !isSubscription(step) || step.contains(QStringLiteral("error"));
    if (!endsItself && others.valid()) {
        // Replies may come before the last of the other steps: the watch begins after that.
        wire::ReadResp reply;
        while (answer.replies.size() < repliesRecorded(step) && stream->Read(&reply))
            answer.replies.append(messageToGolden(reply));
        m_meanwhileDifference = others.get();
        const QJsonArray rest = readReplies(*stream, context, 0, false, reply);
        for (const QJsonValue &surplus : rest)
            answer.replies.append(surplus);
    } else {
        answer.replies
            = readReplies(*stream, context, repliesRecorded(step), endsItself, wire::ReadResp());
        if (others.valid())
            m_meanwhileDifference = others.get();
    }
    answer.status = stream->Finish();
    if (!endsItself && answer.status.error_code() == grpc::StatusCode::CANCELLED)
        answer.status = grpc::Status::OK;
    answer.trailers = trailersOf(context);
    return answer;
}

QString GoldenPlayer::playMeanwhile(const QJsonArray &steps)
{
    int elapsed = 0;
    for (const QJsonValue &value : steps) {
        const QJsonObject step = value.toObject();
        const int at = step.value(QStringLiteral("after_ms")).toInt();
        const auto wait = static_cast<unsigned long>(std::max(0, at - elapsed));
        QThread::msleep(wait); // house: sleep, because the recording waited as long
        elapsed = at;
        const QString difference = playStep(step, {});
        if (!difference.isEmpty())
            return QStringLiteral("meanwhile: ") + difference;
    }
    return {};
}

GoldenPlayer::Answer GoldenPlayer::append(const QJsonObject &step)
{
    grpc::ClientContext context;
    prepare(context, step);
    wire::AppendResp reply;
    const auto stream = m_stub->Append(&context, &reply);
    const QJsonArray requests = requestsOf(step);
    for (const QJsonValue &request : requests) {
        wire::AppendReq message;
        goldenToMessage(request.toObject(), m_values, message);
        stream->Write(message);
    }
    stream->WritesDone();
    Answer answer;
    answer.status = stream->Finish();
    answer.replies = {messageToGolden(reply)};
    answer.trailers = trailersOf(context);
    return answer;
}

GoldenPlayer::Answer GoldenPlayer::batchAppend(const QJsonObject &step)
{
    grpc::ClientContext context;
    prepare(context, step);
    const auto stream = m_stub->BatchAppend(&context);
    const QJsonArray requests = requestsOf(step);
    for (const QJsonValue &request : requests) {
        wire::BatchAppendReq message;
        goldenToMessage(request.toObject(), m_values, message);
        stream->Write(message);
    }
    Answer answer;
    answer.replies = readReplies(*stream,
                                 context,
                                 repliesRecorded(step),
                                 step.contains(QStringLiteral("error")),
                                 wire::BatchAppendResp());
    answer.status = stream->Finish();
    if (answer.status.error_code() == grpc::StatusCode::CANCELLED)
        answer.status = grpc::Status::OK;
    answer.trailers = trailersOf(context);
    return answer;
}

QString GoldenPlayer::compare(const QJsonObject &step, const Answer &answer)
{
    const QString rpc = step.value(QStringLiteral("grpc")).toString();
    const QJsonObject error = step.value(QStringLiteral("error")).toObject();
    const QString wantedCode
        = error.isEmpty() ? QStringLiteral("OK") : error.value(QStringLiteral("code")).toString();
    QString difference;
    if (codeName(answer.status.error_code()) != wantedCode)
        difference = QStringLiteral("status: recorded %1, got %2 (%3)")
                         .arg(wantedCode,
                              codeName(answer.status.error_code()),
                              QString::fromStdString(answer.status.error_message()));
    if (difference.isEmpty() && step.contains(QStringLiteral("reply")))
        difference = m_match->compare(
            step.value(QStringLiteral("reply")), answer.replies.first(), QStringLiteral("reply"));
    if (difference.isEmpty() && step.contains(QStringLiteral("replies")))
        difference
            = m_match->compareList(step.value(QStringLiteral("replies")).toArray(), answer.replies);
    if (difference.isEmpty() && !error.isEmpty()) {
        QJsonObject trailers = error.value(QStringLiteral("trailers")).toObject();
        trailers.remove(QStringLiteral("content-length"));
        difference = m_match->compare(trailers, answer.trailers, QStringLiteral("trailers"));
    }
    return difference.isEmpty() ? difference : rpc + QStringLiteral(": ") + difference;
}
