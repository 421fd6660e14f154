// What the parts of a request mean to the server, and which it cannot take.
// Pure: any thread.
#pragma once

#include "core/sandbox/rpc_errors.h"

#include <optional>
#include <shared.pb.h>
#include <streams.pb.h>

namespace core::sandbox {

/// Size limits of one append (protocol.md section 3.5).
struct SizeLimits {
    quint32 append = 1'048'576;
    quint32 event = std::numeric_limits<qint32>::max();
};

[[nodiscard]] QByteArray bytesFrom(const std::string &text);
/// The name of a stream as the server understands it.
[[nodiscard]] QByteArray streamNameFrom(const event_store::client::StreamIdentifier &identifier);
/// The server also takes a UUID without hyphens, or in braces or parentheses.
[[nodiscard]] std::optional<EventId> parseGuid(QString text);
/// Nothing where the server's code fails on it: no value, text that is no UUID.
[[nodiscard]] std::optional<EventId> idFrom(const event_store::client::UUID &uuid);
/// As the wire counts: above the largest signed number only 2^64 - 1 has a meaning, -1.
[[nodiscard]] std::optional<qint64> signedRevision(quint64 revision);

/// The bytes that count against the limits.
[[nodiscard]] qint64 sizeOf(const ProposedEvent &event);

/// An event from a proposed message of either append.
template<typename ProposedMessage>
[[nodiscard]] ProposedEvent eventFrom(const ProposedMessage &message, const EventId &id)
{
    const auto &metadata = message.metadata();
    const auto contentType = metadata.find("content-type");
    return {id,
            bytesFrom(metadata.at("type")),
            contentType->second == "application/json",
            bytesFrom(message.data()),
            bytesFrom(message.custom_metadata())};
}

template<typename ProposedMessage>
[[nodiscard]] bool hasRequiredMetadata(const ProposedMessage &message)
{
    return message.metadata().contains("type") && message.metadata().contains("content-type");
}

struct ExpectedOrEnd {
    qint64 expected = expected::Any;
    std::optional<CallEnd> end;
};

/// The expectation of Append, Delete and Tombstone, whose options look alike.
template<typename Options>
[[nodiscard]] ExpectedOrEnd expectedFrom(const Options &options)
{
    switch (options.expected_stream_revision_case()) {
    case Options::kRevision: {
        const auto revision = signedRevision(options.revision());
        return revision ? ExpectedOrEnd{*revision, {}} : ExpectedOrEnd{0, handlerFailedEnd()};
    }
    case Options::kNoStream:
        return {expected::NoStream, {}};
    case Options::kAny:
        return {expected::Any, {}};
    case Options::kStreamExists:
        return {expected::StreamExists, {}};
    default:
        return {0, invalidArgumentEnd("The expected stream revision is missing.")};
    }
}

} // namespace core::sandbox
