#include "core/sandbox/rpc_errors.h"

namespace core::sandbox {

namespace {

namespace wire = event_store::client;

/// Header values are printable ASCII on the wire; what is not goes percent-encoded.
std::string headerValue(const QByteArray &text)
{
    const bool isPlain
        = std::all_of(text.cbegin(), text.cend(), [](char c) { return c >= 0x20 && c < 0x7f; });
    return (isPlain ? text : text.toPercentEncoding("$ /:@!()*+,;=&'")).toStdString();
}

CallEnd end(grpc::StatusCode code, const std::string &text)
{
    return {grpc::Status(code, text), {}};
}

} // namespace

CallEnd streamDeletedEnd(const QByteArray &stream)
{
    return {grpc::Status(grpc::StatusCode::FAILED_PRECONDITION,
                         "Event stream '" + stream.toStdString() + "' is deleted."),
            {{"exception", "stream-deleted"}, {"stream-name", headerValue(stream)}}};
}

CallEnd wrongExpectedRevisionEnd(const QByteArray &stream, qint64 expected, qint64 actual)
{
    return {
        grpc::Status(grpc::StatusCode::FAILED_PRECONDITION,
                     "Delete failed due to WrongExpectedVersion. Stream: " + stream.toStdString()
                         + ", Expected version: " + std::to_string(expected)
                         + ", Actual version: " + std::to_string(actual)),
        {{"exception", "wrong-expected-version"},
         {"stream-name", headerValue(stream)},
         {"expected-version", std::to_string(expected)},
         {"actual-version", std::to_string(actual)}}};
}

CallEnd appendTooLargeEnd(quint32 limit)
{
    return {grpc::Status(grpc::StatusCode::INVALID_ARGUMENT,
                         "Maximum Append Size of " + std::to_string(limit) + " Exceeded."),
            {{"exception", "maximum-append-size-exceeded"},
             {"maximum-append-size", std::to_string(limit)}}};
}

CallEnd eventTooLargeEnd(const std::string &eventId, quint32 size, quint32 limit)
{
    return {grpc::Status(grpc::StatusCode::INVALID_ARGUMENT,
                         "Event with Id: " + eventId + ", Size: " + std::to_string(size)
                             + " exceeds Maximum Append Event Size of " + std::to_string(limit)),
            {{"exception", "maximum-append-event-size-exceeded"},
             {"event-id", eventId},
             {"proposed-append-event-size", std::to_string(size)},
             {"maximum-append-event-size", std::to_string(limit)}}};
}

CallEnd missingMetadataEnd()
{
    return {grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "Required Metadata Property missing"),
            {{"exception", "missing-required-metadata-property"},
             {"required-metadata-properties", "type,content-type"}}};
}

CallEnd invalidArgumentEnd(const std::string &text)
{
    return end(grpc::StatusCode::INVALID_ARGUMENT, text);
}

CallEnd handlerFailedEnd()
{
    return end(grpc::StatusCode::UNKNOWN, "Exception was thrown by handler.");
}

CallEnd unexpectedEnd(const std::string &text)
{
    return end(grpc::StatusCode::UNKNOWN, text);
}

CallEnd storeFailedEnd(const std::string &why)
{
    return end(grpc::StatusCode::UNAVAILABLE, "The sandbox's database failed: " + why);
}

wire::Status batchStatus(wire::StatusCode code,
                         const std::string &message,
                         const google::protobuf::Message &details)
{
    wire::Status status;
    status.set_code(code);
    status.set_message(message);
    status.mutable_details()->PackFrom(details);
    return status;
}

wire::Status wrongExpectedRevisionStatus(qint64 expected, qint64 actual)
{
    wire::WrongExpectedVersion details;
    if (actual == NoRevision)
        details.mutable_current_no_stream();
    else
        details.set_current_stream_revision(static_cast<quint64>(actual));
    if (expected == expected::Any)
        details.mutable_expected_any();
    else if (expected == expected::StreamExists)
        details.mutable_expected_stream_exists();
    else if (expected == expected::NoStream)
        details.mutable_expected_no_stream();
    else
        details.set_expected_stream_position(static_cast<quint64>(expected));
    return batchStatus(wire::ALREADY_EXISTS, "WrongExpectedVersion", details);
}

wire::Status streamDeletedStatus(const QByteArray &stream)
{
    wire::StreamDeleted details;
    details.mutable_stream_identifier()->set_stream_name(stream.toStdString());
    return batchStatus(wire::NOT_FOUND, "StreamDeleted", details);
}

wire::Status timeoutStatus()
{
    return batchStatus(wire::DEADLINE_EXCEEDED, "Timeout", wire::Timeout());
}

wire::Status badRequestStatus(const std::string &text)
{
    wire::BadRequest details;
    details.set_message(text);
    return batchStatus(wire::INVALID_ARGUMENT, "BadRequest", details);
}

} // namespace core::sandbox
