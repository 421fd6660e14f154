#include "core/transport/http/http_write.h"

#include "core/text/events_form.h"
#include "core/text/json_text.h"
#include "core/transport/http/http_target.h"

#include <QStringList>

namespace core {

namespace {

constexpr qsizetype MostChangesInDetail = 20;

Error notSendable(const QString &sentence)
{
    return {ErrorCode::Unsupported,
            sentence + QStringLiteral(" Nothing was written."),
            QStringLiteral("not sent")};
}

/// The numbers of protocol.md section 7.3.
QByteArray expectedVersion(const ExpectedRevision &expected)
{
    switch (expected.kind()) {
    case ExpectedRevision::Kind::Any:
        return QByteArrayLiteral("-2");
    case ExpectedRevision::Kind::NoStream:
        return QByteArrayLiteral("-1");
    case ExpectedRevision::Kind::StreamExists:
        return QByteArrayLiteral("-4");
    case ExpectedRevision::Kind::Exact:
        break;
    }
    return QByteArray::number(expected.revision().value);
}

HttpRequest
writeTo(const StreamName &stream, const QByteArray &method, const ExpectedRevision &expected)
{
    HttpRequest request;
    request.method = method;
    request.target = streamTarget(stream);
    request.options = {{QByteArrayLiteral("ExpectedVersion"), expectedVersion(expected)}};
    request.isWrite = true;
    return request;
}

void addAlone(HttpRequest &request, const NewEvent &event)
{
    const bool isJson = event.contentType == ContentType::Json;
    request.headers = {{QByteArrayLiteral("Content-Type"),
                        isJson ? QByteArrayLiteral("application/json")
                               : QByteArrayLiteral("application/octet-stream")}};
    request.options.append({QByteArrayLiteral("EventId"), event.id.toString().toLatin1()});
    request.options.append({QByteArrayLiteral("EventType"), event.type.toUtf8()});
    request.body = event.data;
}

void addTogether(HttpRequest &request, const QList<NewEvent> &events, HttpFamily family)
{
    request.headers = {{QByteArrayLiteral("Content-Type"), mediaType("events+json", family)}};
    QByteArray body = "[";
    for (const NewEvent &event : events) {
        body += body.size() > 1 ? "," : "";
        body += "{\"eventId\":" + toJsonString(event.id.toString()) + ",\"eventType\":"
                + toJsonString(event.type) + ",\"data\":" + toEventsFormValue(event.data);
        if (!event.metadata.isEmpty())
            body += ",\"metadata\":" + toEventsFormValue(event.metadata);
        body += '}';
    }
    request.body = body + ']';
}

bool isAccepted(PayloadChange::Kind change, AlteredPayloads altered)
{
    switch (altered) {
    case AlteredPayloads::Refuse:
        return false;
    case AlteredPayloads::AcceptLayout:
        return change == PayloadChange::Kind::LaidOutAnew;
    case AlteredPayloads::Accept:
        return change != PayloadChange::Kind::NotText;
    }
    return false;
}

/// Why the events are not sent as they are; nothing where they can be.
std::optional<Error> whyNot(const AppendRequest &request, bool alone)
{
    QStringList lines;
    std::optional<PayloadChange> worst;
    qsizetype worstIndex = 0;
    for (qsizetype i = 0; i < request.events.size(); ++i) {
        const auto change = changeOnTheWay(request.events.at(i), alone);
        if (!change)
            continue;
        if (lines.size() < MostChangesInDetail)
            lines.append(QStringLiteral("event %1: %2").arg(i + 1).arg(change->text));
        if (!worst || change->kind > worst->kind) {
            worst = change;
            worstIndex = i;
        }
    }
    if (!worst)
        return std::nullopt;
    if (isAccepted(worst->kind, request.altered))
        return std::nullopt;
    const bool isImpossible = worst->kind == PayloadChange::Kind::NotText;
    const QString way
        = isImpossible ? QStringLiteral("be sent") : QStringLiteral("be stored as it is");
    Error error = notSendable(
        QStringLiteral("Over HTTP event %1 of %2 cannot %3 together with others or with metadata "
                       "(%4): write the events one by one and without metadata, %5connect over "
                       "gRPC.")
            .arg(worstIndex + 1)
            .arg(request.events.size())
            .arg(way,
                 worst->text,
                 isImpossible ? QStringLiteral("or ") : QStringLiteral("accept that, or ")));
    error.code = isImpossible ? ErrorCode::Unsupported : ErrorCode::WouldBeAltered;
    error.detail = lines.join(u'\n');
    return error;
}

} // namespace

std::variant<HttpRequest, Error> toHttpRequest(const AppendRequest &request, HttpFamily family)
{
    const QString noPath = whyNotAddressable(request.stream);
    if (!noPath.isEmpty())
        return notSendable(noPath);
    if (request.events.isEmpty())
        return notSendable(QStringLiteral("Over HTTP there is no write without an event."));
    const bool alone = goesAlone(request.events);
    if (auto error = whyNot(request, alone))
        return *std::move(error);
    HttpRequest written = writeTo(request.stream, QByteArrayLiteral("POST"), request.expected);
    if (alone)
        addAlone(written, request.events.constFirst());
    else
        addTogether(written, request.events, family);
    return written;
}

std::variant<HttpRequest, Error> toHttpRequest(const DeleteRequest &request)
{
    const QString noPath = whyNotAddressable(request.stream);
    if (!noPath.isEmpty())
        return notSendable(noPath);
    HttpRequest written = writeTo(request.stream, QByteArrayLiteral("DELETE"), request.expected);
    if (request.mode == DeleteMode::Tombstone)
        written.options.append({QByteArrayLiteral("HardDelete"), QByteArrayLiteral("True")});
    return written;
}

std::optional<Written> appendConfirmed(const HttpAnswer &answer, qsizetype eventCount)
{
    if (answer.status != 201)
        return std::nullopt;
    const QByteArray location = answer.header("Location");
    const auto first
        = Revision::parse(QString::fromUtf8(location.mid(location.lastIndexOf('/') + 1)));
    Written written;
    if (first && eventCount > 0)
        written.revision = Revision{first->value + quint64(eventCount) - 1};
    return written;
}

std::optional<Written> deleteConfirmed(const HttpAnswer &answer)
{
    return answer.status == 204 ? std::optional(Written{}) : std::nullopt;
}

} // namespace core
