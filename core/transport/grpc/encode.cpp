#include "core/transport/grpc/encode.h"

#include <limits>

namespace core {

namespace wire = event_store::client;
using wire::streams::ReadReq;

namespace {

/// The server counts in 64 bits without a sign but computes with one.
constexpr quint64 LargestNumber = quint64(std::numeric_limits<qint64>::max());
/// Beyond the end of every stream, with room for the server to add a page to it.
constexpr quint64 BeyondTheEnd = quint64(1) << 62;
/// Events that the server examines for a page of a filtered read. A page holds at most 32 events
/// and costs a round through the server's reader: 32 would mean one round for every 32 events of a
/// log in which few match, and much more would keep the reader busy after the caller has gone.
constexpr quint32 ReadWindow = 500;
/// The same for a subscription, where each window brings a checkpoint; what official clients send.
constexpr quint32 SubscriptionWindow = 32;

std::string toUtf8(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return {bytes.constData(), size_t(bytes.size())};
}

template<typename Options>
void setStream(const StreamName &stream, Options &options)
{
    options.mutable_stream_identifier()->set_stream_name(toUtf8(stream.text()));
}

template<typename Options>
void setExpected(const ExpectedRevision &expected, Options &options)
{
    switch (expected.kind()) {
    case ExpectedRevision::Kind::Any:
        options.mutable_any();
        return;
    case ExpectedRevision::Kind::NoStream:
        options.mutable_no_stream();
        return;
    case ExpectedRevision::Kind::StreamExists:
        options.mutable_stream_exists();
        return;
    case ExpectedRevision::Kind::Exact:
        options.set_revision(expected.revision().value);
        return;
    }
}

/// What a start means depends on whether it is a stream or $all, and a wrong kind of place has been
/// refused before (whyNotSendable).
void setFrom(const StreamName &stream, const ReadFrom &from, ReadReq::Options &options)
{
    if (stream.isAll()) {
        auto &all = *options.mutable_all();
        if (const auto *position = std::get_if<Position>(&from)) {
            all.mutable_position()->set_commit_position(position->commit);
            all.mutable_position()->set_prepare_position(position->prepare);
        } else if (std::holds_alternative<FromEnd>(from)) {
            all.mutable_end();
        } else {
            all.mutable_start();
        }
        return;
    }
    auto &one = *options.mutable_stream();
    setStream(stream, one);
    if (const auto *revision = std::get_if<Revision>(&from))
        one.set_revision(revision->value);
    else if (std::holds_alternative<FromEnd>(from))
        one.mutable_end();
    else
        one.mutable_start();
}

void setFilter(const std::optional<EventFilter> &filter, quint32 window, ReadReq::Options &options)
{
    if (!filter) {
        options.mutable_no_filter();
        return;
    }
    auto &wireFilter = *options.mutable_filter();
    auto &expression = filter->subject == EventFilter::Subject::StreamName
                           ? *wireFilter.mutable_stream_identifier()
                           : *wireFilter.mutable_event_type();
    if (!filter->regex.isEmpty()) {
        expression.set_regex(toUtf8(filter->regex));
    } else {
        for (const QString &prefix : filter->prefixes)
            expression.add_prefix(toUtf8(prefix));
    }
    wireFilter.set_max(window);
    wireFilter.set_checkpointintervalmultiplier(1); // 0 makes the server's handler throw
}

void setCommon(bool resolveLinks, ReadReq::Options &options)
{
    options.set_resolve_links(resolveLinks);
    options.mutable_uuid_option()->mutable_structured();
    options.mutable_control_option()->set_compatibility(1);
}

template<typename Request>
Request encodeDeletion(const DeleteRequest &request)
{
    Request message;
    setStream(request.stream, *message.mutable_options());
    setExpected(request.expected, *message.mutable_options());
    return message;
}

} // namespace

ReadReq encodeRead(const ReadRequest &request)
{
    ReadReq message;
    auto &options = *message.mutable_options();
    const bool forwards = request.direction == Direction::Forwards;
    // A server cannot read a stream forwards from "end" (protocol.md section 3.4); beyond the last
    // event it says politely that there is nothing.
    const bool fromEnd = std::holds_alternative<FromEnd>(request.from);
    if (forwards && fromEnd && !request.stream.isAll())
        setFrom(request.stream, Revision{BeyondTheEnd}, options);
    else
        setFrom(request.stream, request.from, options);
    options.set_read_direction(forwards ? ReadReq::Options::Forwards : ReadReq::Options::Backwards);
    options.set_count(std::min(request.count.value_or(LargestNumber), LargestNumber));
    setFilter(request.filter, ReadWindow, options);
    setCommon(request.resolveLinks, options);
    return message;
}

ReadReq encodeSubscribe(const SubscribeRequest &request)
{
    ReadReq message;
    auto &options = *message.mutable_options();
    setFrom(request.stream, request.after, options);
    options.set_read_direction(ReadReq::Options::Forwards);
    options.mutable_subscription();
    setFilter(request.filter, SubscriptionWindow, options);
    setCommon(request.resolveLinks, options);
    return message;
}

wire::streams::AppendReq encodeAppendOptions(const AppendRequest &request)
{
    wire::streams::AppendReq message;
    setStream(request.stream, *message.mutable_options());
    setExpected(request.expected, *message.mutable_options());
    return message;
}

void encodeAppendEvent(const NewEvent &event, wire::streams::AppendReq &message)
{
    auto &proposed = *message.mutable_proposed_message();
    auto &id = *proposed.mutable_id()->mutable_structured();
    id.set_most_significant_bits(event.id.mostSignificantBits());
    id.set_least_significant_bits(event.id.leastSignificantBits());
    auto &metadata = *proposed.mutable_metadata();
    metadata["type"] = toUtf8(event.type);
    metadata["content-type"]
        = event.contentType == ContentType::Json ? "application/json" : "application/octet-stream";
    proposed.set_data(event.data.constData(), size_t(event.data.size()));
    proposed.set_custom_metadata(event.metadata.constData(), size_t(event.metadata.size()));
}

wire::streams::DeleteReq encodeDelete(const DeleteRequest &request)
{
    return encodeDeletion<wire::streams::DeleteReq>(request);
}

wire::streams::TombstoneReq encodeTombstone(const DeleteRequest &request)
{
    return encodeDeletion<wire::streams::TombstoneReq>(request);
}

} // namespace core
