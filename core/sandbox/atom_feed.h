// Feeds and entries of the HTTP API as values, and how they are written as JSON, XML and HTML
// (protocol.md section 7.6).
// Values and pure functions: any thread.
#pragma once

#include "core/sandbox/json_value.h"
#include "core/sandbox/media_types.h"

namespace core::sandbox {

struct AtomLink {
    QByteArray uri;
    QByteArray relation;
};

/// What an entry tells of its event beyond the first level of embedding.
struct RichPart {
    QByteArray eventId;
    QByteArray eventType;
    qint64 eventNumber = 0;
    std::optional<QByteArray> data;
    std::optional<QByteArray> metadata;
    std::optional<QByteArray> linkMetadata;
    QByteArray stream;
    bool isJson = false;
    bool isMetadata = false;
    bool isLinkMetadata = false;
    qint64 positionEventNumber = 0;
    QByteArray positionStream;
};

struct AtomEntry {
    QByteArray title;
    QByteArray id;
    QByteArray updated;
    QByteArray summary;
    std::optional<RichPart> rich;
    std::optional<JsonValue> content;
    std::vector<AtomLink> links;
};

struct AtomFeed {
    QByteArray title;
    QByteArray id;
    QByteArray updated;
    std::optional<QByteArray> stream; ///< the log has none
    bool isHeadOfStream = false;
    std::optional<QByteArray> selfUrl;
    std::optional<QByteArray> eTag;
    std::vector<AtomLink> links;
    std::vector<AtomEntry> entries;
};

/// Empty where the content cannot be said in XML.
[[nodiscard]] QByteArray
written(const AtomFeed &feed, const MediaType &type, const Profile &profile);
[[nodiscard]] QByteArray
written(const AtomEntry &entry, const MediaType &type, const Profile &profile);
/// An answer without content, as each type writes it. Nothing where the server stumbles and never
/// answers.
[[nodiscard]] std::optional<QByteArray> writtenEmpty(const MediaType &type);

} // namespace core::sandbox
