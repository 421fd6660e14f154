#include "core/transport/http/http_projections.h"

#include "core/text/json_text.h"
#include "core/transport/projection_errors.h"

namespace core {

namespace {

QByteArray targetOf(const QString &name, const char *what)
{
    return "/projection/" + name.toUtf8().toPercentEncoding() + '/' + what;
}

HttpRequest get(const QByteArray &target, const QByteArray &accept)
{
    HttpRequest request;
    request.method = QByteArrayLiteral("GET");
    request.target = target;
    request.headers = {{QByteArrayLiteral("Accept"), accept}};
    return request;
}

QByteArray valueOf(const QByteArray &object, const char *key)
{
    const auto range = findJson(object, {QByteArray(key)});
    return range ? range->of(object).toByteArray() : QByteArray();
}

QString textOf(const QByteArray &object, const char *key)
{
    const QByteArray value = valueOf(object, key);
    return value.startsWith('"') ? jsonStringText(value) : QString();
}

qint64 numberOf(const QByteArray &object, const char *key)
{
    return valueOf(object, key).toLongLong();
}

ProjectionStatus decode(const QByteArray &told)
{
    ProjectionStatus status;
    status.name = textOf(told, "name");
    status.effectiveName = textOf(told, "effectiveName");
    status.status = textOf(told, "status");
    status.reason = textOf(told, "stateReason");
    status.mode = textOf(told, "mode");
    status.place = textOf(told, "position");
    status.position = ProjectionStatus::parsePosition(status.place);
    status.progress = valueOf(told, "progress").toDouble();
    status.checkpoint = textOf(told, "lastCheckpoint");
    status.checkpointing = textOf(told, "checkpointStatus");
    status.definitions = numberOf(told, "version");
    status.epoch = numberOf(told, "epoch");
    status.eventsSinceStart = numberOf(told, "eventsProcessedAfterRestart");
    status.buffered = numberOf(told, "bufferedEvents");
    status.busyMilliseconds = numberOf(told, "coreProcessingTime");
    status.partitionsCached = numberOf(told, "partitionsCached");
    status.readsUnderWay = numberOf(told, "readsInProgress");
    status.writesUnderWay = numberOf(told, "writesInProgress");
    status.writesBeforeCheckpoint = numberOf(told, "writePendingEventsBeforeCheckpoint");
    status.writesAfterCheckpoint = numberOf(told, "writePendingEventsAfterCheckpoint");
    return status;
}

} // namespace

HttpRequest listRequest()
{
    return get(QByteArrayLiteral("/projections/any"), QByteArrayLiteral("application/json"));
}

HttpRequest toHttpRequest(const ProjectionQuestion &question)
{
    if (question.part == ProjectionPart::Query)
        return get(targetOf(question.name, "query"), QByteArrayLiteral("application/javascript"));
    QByteArray target
        = targetOf(question.name, question.part == ProjectionPart::State ? "state" : "result");
    if (!question.partition.isEmpty())
        target += "?partition=" + question.partition.toUtf8().toPercentEncoding();
    return get(target, QByteArrayLiteral("application/json"));
}

HttpRequest toHttpRequest(const ProjectionCommand &command)
{
    const char *what = "command/enable";
    if (command.kind == ProjectionCommand::Kind::Disable)
        what = "command/disable";
    else if (command.kind == ProjectionCommand::Kind::Reset)
        what = "command/reset";
    HttpRequest request;
    request.method = QByteArrayLiteral("POST");
    request.target = targetOf(command.name, what);
    request.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")},
                       {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")}};
    request.isWrite = true;
    return request;
}

std::optional<ProjectionList> decodeProjections(const QByteArray &body)
{
    const auto list = findJson(body, {QByteArrayLiteral("projections")});
    if (!list || !list->of(body).startsWith('['))
        return std::nullopt;
    const QByteArray items = list->of(body).toByteArray();
    ProjectionList projections;
    for (int i = 0;; ++i) {
        const auto item = findJson(items, {QByteArray::number(i)});
        if (!item)
            return projections;
        projections.append(decode(item->of(items).toByteArray()));
    }
}

TransportError
projectionError(const HttpAnswer &answer, const HttpSituation &situation, const QString &name)
{
    TransportError error = toTransportError(answer, situation);
    if (answer.status == 404 && error.error.code == ErrorCode::Unsupported) {
        if (name.isEmpty())
            sayNoProjections(error.error, answer.node);
        else
            sayNoProjection(error.error, name);
    }
    return error;
}

} // namespace core
