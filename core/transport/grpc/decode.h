// From the wire's answers to values. Nothing here trusts the server: what cannot be read becomes a
// Protocol error. Any thread; one EventDecoder belongs to one read.
#pragma once

#include "core/base/string_pool.h"
#include "core/model/replies.h"
#include "core/transport/transport.h"

#include "gossip.pb.h"
#include "server_features.pb.h"
#include "streams.pb.h"

#include <variant>

namespace core {

/// One answer of a read.
struct DecodedEvent {
    ResolvedEvent event;
    qint64 bytes = 0; ///< of its payloads
};
/// A kind of answer that is not known here, or that says nothing: newer servers may send some.
struct DecodedNothing {
};
struct DecodedStreamNotFound {
};
/// Says in a few words what is wrong with the answer.
struct DecodedGarbage {
    QString what;
};
using DecodedAnswer
    = std::variant<DecodedEvent, ReadItem, DecodedNothing, DecodedStreamNotFound, DecodedGarbage>;

/// Decodes the answers of one read, sharing equal names and types between its events.
class EventDecoder
{
public:
    using ReadResp = event_store::client::streams::ReadResp;

    /// A server also tells a "first revision" where the read began beyond the end; only one above
    /// `readFrom` is handed on.
    explicit EventDecoder(Revision readFrom)
        : m_readFrom(readFrom)
    {}

    [[nodiscard]] DecodedAnswer decode(const ReadResp &answer);

private:
    using WireEvent = ReadResp::ReadEvent;
    using WireRecord = WireEvent::RecordedEvent;

    [[nodiscard]] DecodedAnswer decodeEvent(const WireEvent &wire);
    /// Empty, or what is wrong.
    [[nodiscard]] QString
    decodeRecord(const WireRecord &wire, bool positionKnown, RecordedEvent &event);
    [[nodiscard]] QString decodeSystemMetadata(const WireRecord &wire, RecordedEvent &event);

    Revision m_readFrom;
    StringPool m_streams;
    StringPool m_types;
};

/// Either form of the wire's UUID; nothing where neither is there or the text is no UUID.
[[nodiscard]] std::optional<EventId> decodeId(const event_store::client::UUID &wire);

/// Nothing where the answer says neither success nor a wrong revision.
[[nodiscard]] std::optional<WriteOutcome>
decodeAppend(const event_store::client::streams::AppendResp &answer,
             const ExpectedRevision &expected);
[[nodiscard]] WriteOutcome decodeDelete(const event_store::client::streams::DeleteResp &answer);
[[nodiscard]] WriteOutcome
decodeTombstone(const event_store::client::streams::TombstoneResp &answer);

[[nodiscard]] GossipReply decodeGossip(const event_store::client::gossip::ClusterInfo &answer);
[[nodiscard]] FeaturesReply
decodeFeatures(const event_store::client::server_features::SupportedMethods &answer);

} // namespace core
