#include "core/transport/grpc/decode.h"

#include <charconv>
#include <limits>

namespace core {

namespace wire = event_store::client;

namespace {

/// What the server sends for a place that it does not know (protocol.md section 3.3).
constexpr quint64 UnknownPlace = std::numeric_limits<quint64>::max();

QByteArray toBytes(const std::string &bytes)
{
    return {bytes.data(), qsizetype(bytes.size())};
}

QString toText(const std::string &utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

std::optional<Position> toPosition(quint64 commit, quint64 prepare)
{
    if (commit == UnknownPlace || prepare == UnknownPlace)
        return std::nullopt;
    return Position{commit, prepare};
}

template<typename Answer>
WriteOutcome decodeDeletion(const Answer &answer)
{
    Written written;
    if (answer.has_position())
        written.position
            = toPosition(answer.position().commit_position(), answer.position().prepare_position());
    return written;
}

NodeState toNodeState(wire::gossip::MemberInfo::VNodeState state)
{
    switch (state) {
    case wire::gossip::MemberInfo::Leader:
        return NodeState::Leader;
    case wire::gossip::MemberInfo::Follower:
        return NodeState::Follower;
    case wire::gossip::MemberInfo::ReadOnlyReplica:
        return NodeState::ReadOnlyReplica;
    case wire::gossip::MemberInfo::Unknown:
        return NodeState::Unknown;
    default: // the generated enum has enumerators of its own, and newer servers newer states
        return NodeState::Other;
    }
}

} // namespace

DecodedAnswer EventDecoder::decode(const ReadResp &answer)
{
    switch (answer.content_case()) {
    case ReadResp::kEvent:
        return decodeEvent(answer.event());
    case ReadResp::kConfirmation:
        return ReadItem(read_item::Confirmed{});
    case ReadResp::kCheckpoint:
        return ReadItem(read_item::Checkpoint{
            {answer.checkpoint().commit_position(), answer.checkpoint().prepare_position()}});
    case ReadResp::kStreamNotFound:
        return DecodedStreamNotFound{};
    case ReadResp::kFirstStreamPosition:
        if (answer.first_stream_position() <= m_readFrom.value)
            break;
        return ReadItem(read_item::FirstRevision{{answer.first_stream_position()}});
    case ReadResp::kLastStreamPosition:
        return ReadItem(read_item::LastRevision{{answer.last_stream_position()}});
    case ReadResp::kCaughtUp:
        return ReadItem(read_item::CaughtUp{});
    case ReadResp::kFellBehind:
        return ReadItem(read_item::FellBehind{});
    case ReadResp::kLastAllStreamPosition: // defined, never sent by any server
    case ReadResp::CONTENT_NOT_SET:
        break;
    }
    return DecodedNothing{};
}

DecodedAnswer EventDecoder::decodeEvent(const WireEvent &wireEvent)
{
    if (!wireEvent.has_event() && !wireEvent.has_link())
        return DecodedGarbage{QStringLiteral("an event without a body")};
    const bool positionKnown = !wireEvent.has_no_position();
    DecodedEvent decoded;
    const auto decodeOne = [&](const WireRecord &record, std::optional<RecordedEvent> &event) {
        const QString wrong = decodeRecord(record, positionKnown, event.emplace());
        decoded.bytes += event->data.size() + event->metadata.size();
        return wrong;
    };
    QString wrong;
    if (wireEvent.has_event())
        wrong = decodeOne(wireEvent.event(), decoded.event.event);
    if (wrong.isEmpty() && wireEvent.has_link())
        wrong = decodeOne(wireEvent.link(), decoded.event.link);
    if (!wrong.isEmpty())
        return DecodedGarbage{wrong};
    return decoded;
}

QString
EventDecoder::decodeRecord(const WireRecord &record, bool positionKnown, RecordedEvent &event)
{
    const auto id = decodeId(record.id());
    if (!id)
        return QStringLiteral("an event whose id is no UUID");
    if (record.stream_identifier().stream_name().empty())
        return QStringLiteral("an event without the name of its stream");
    event.id = *id;
    event.stream = StreamName(m_streams.intern(record.stream_identifier().stream_name()));
    event.revision = Revision{record.stream_revision()};
    if (positionKnown)
        event.position = toPosition(record.commit_position(), record.prepare_position());
    event.data = toBytes(record.data());
    event.metadata = toBytes(record.custom_metadata());
    return decodeSystemMetadata(record, event);
}

QString EventDecoder::decodeSystemMetadata(const WireRecord &record, RecordedEvent &event)
{
    bool hasType = false;
    bool hasTime = false;
    for (const auto &[key, value] : record.metadata()) { // three entries: one pass beats lookups
        if (key == "type") {
            event.type = m_types.intern(value);
            hasType = true;
        } else if (key == "created") {
            const char *const end = value.data() + value.size();
            const auto parsed = std::from_chars(value.data(), end, event.created.ticks);
            hasTime = parsed.ec == std::errc() && parsed.ptr == end;
        } else if (key == "content-type") {
            event.contentType
                = value == "application/json" ? ContentType::Json : ContentType::Bytes;
        }
    }
    if (!hasType)
        return QStringLiteral("an event without a type");
    if (!hasTime)
        return QStringLiteral("an event whose time of writing cannot be read");
    return {};
}

std::optional<EventId> decodeId(const wire::UUID &uuid)
{
    switch (uuid.value_case()) {
    case wire::UUID::kStructured:
        return EventId::fromHalves(uuid.structured().most_significant_bits(),
                                   uuid.structured().least_significant_bits());
    case wire::UUID::kString:
        return EventId::parse(toText(uuid.string()));
    case wire::UUID::VALUE_NOT_SET:
        break;
    }
    return std::nullopt;
}

std::optional<WriteOutcome> decodeAppend(const wire::streams::AppendResp &answer,
                                         const ExpectedRevision &expected)
{
    if (answer.has_success()) {
        const auto &success = answer.success();
        Written written;
        if (success.has_current_revision())
            written.revision = Revision{success.current_revision()};
        if (success.has_position())
            written.position = toPosition(success.position().commit_position(),
                                          success.position().prepare_position());
        return written;
    }
    if (answer.has_wrong_expected_version()) {
        const auto &wrong = answer.wrong_expected_version();
        WrongRevision outcome{expected, std::nullopt};
        if (wrong.has_current_revision())
            outcome.actual = Revision{wrong.current_revision()};
        else if (!wrong.has_current_no_stream() && wrong.has_current_revision_20_6_0())
            outcome.actual = Revision{wrong.current_revision_20_6_0()};
        return outcome;
    }
    return std::nullopt;
}

WriteOutcome decodeDelete(const wire::streams::DeleteResp &answer)
{
    return decodeDeletion(answer);
}

WriteOutcome decodeTombstone(const wire::streams::TombstoneResp &answer)
{
    return decodeDeletion(answer);
}

GossipReply decodeGossip(const wire::gossip::ClusterInfo &answer)
{
    GossipReply nodes;
    nodes.reserve(answer.members_size());
    for (const auto &member : answer.members()) {
        ClusterNode node;
        node.address.host = toText(member.http_end_point().address());
        node.address.port = quint16(member.http_end_point().port());
        node.state = toNodeState(member.state());
        node.stateText = toText(wire::gossip::MemberInfo::VNodeState_Name(member.state()));
        if (node.stateText.isEmpty())
            node.stateText = QString::number(int(member.state()));
        node.isAlive = member.is_alive();
        nodes.append(node);
    }
    return nodes;
}

FeaturesReply decodeFeatures(const wire::server_features::SupportedMethods &answer)
{
    FeaturesReply reply;
    reply.version = toText(answer.event_store_server_version());
    reply.methods.reserve(answer.methods_size());
    for (const auto &method : answer.methods()) {
        SupportedMethod supported{toText(method.service_name()), toText(method.method_name()), {}};
        for (const std::string &feature : method.features())
            supported.features.append(toText(feature));
        reply.methods.append(supported);
    }
    return reply;
}

} // namespace core
