// The media types of the HTTP API: which a route takes and gives, and which of them a request and
// its Accept header choose (protocol.md section 7.2).
// Pure functions: any thread.
#pragma once

#include "core/sandbox/profile.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace core::sandbox {

/// What a body is written or read as.
enum class MediaForm {
    Description, ///< of a stream: what it can be had as
    AtomXml,
    AtomJson,
    Xml,
    Json,
    EventXml,
    EventJson,
    EventsXml,
    EventsJson,
    Raw,
    Html,
    Text,
};

struct MediaType {
    MediaForm form = MediaForm::Json;
    QByteArray name;

    [[nodiscard]] bool isJson() const
    {
        return form == MediaForm::Json || form == MediaForm::AtomJson
               || form == MediaForm::EventJson || form == MediaForm::EventsJson
               || form == MediaForm::Description;
    }
    /// A posted body of this type says ids and types itself.
    [[nodiscard]] bool carriesEvents() const
    {
        return form == MediaForm::EventXml || form == MediaForm::EventJson
               || form == MediaForm::EventsXml || form == MediaForm::EventsJson
               || form == MediaForm::Description;
    }
    /// "type; charset=utf-8", but for bytes.
    [[nodiscard]] QByteArray contentType() const
    {
        return form == MediaForm::Raw ? name : name + "; charset=utf-8";
    }
};

using MediaTypes = std::vector<MediaType>;

/// What the routes of the API offer, in the order in which a wildcard finds them.
[[nodiscard]] MediaTypes feedTypes(const Profile &profile);
[[nodiscard]] MediaTypes entryTypes(const Profile &profile);
[[nodiscard]] MediaTypes postedTypes(const Profile &profile);
[[nodiscard]] MediaTypes idempotentPostTypes(const Profile &profile);
[[nodiscard]] MediaTypes nodeTypes();
[[nodiscard]] MediaTypes jsonTypes();
/// Of the text of a projection.
[[nodiscard]] MediaTypes scriptTypes();

/// The type of a posted body; nothing if it is not among those.
[[nodiscard]] std::optional<MediaType> typeOfBody(const QByteArray &contentType,
                                                  const MediaTypes &supported);
/// The server fails on a type that is none.
[[nodiscard]] bool isMediaType(const QByteArray &contentType);
/// The type to answer in; nothing if none fits.
[[nodiscard]] std::optional<MediaType> typeOfAnswer(const QByteArray &accept,
                                                    const MediaTypes &supported);
/// The name behind ?format=; nothing if there is no such format.
[[nodiscard]] std::optional<QByteArray> typeOfFormat(const QByteArray &format);
/// Whether a description is given because nothing better was asked for.
[[nodiscard]] bool acceptsAnything(const QByteArray &accept);

/// A number for a type as part of an ETag.
[[nodiscard]] qint32 hashOf(const QByteArray &mediaType);
/// The type whose number is in the eTag field of feeds, whatever they are written as.
[[nodiscard]] QByteArray atomJsonName(const Profile &profile);

} // namespace core::sandbox
