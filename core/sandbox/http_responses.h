// The kinds of answers that the HTTP API gives, each with the headers that it has
// (protocol.md sections 7.5 and 7.7).
// Pure functions: any thread.
#pragma once

#include "core/sandbox/http_message.h"
#include "core/sandbox/media_types.h"

#include <functional>
#include <optional>

namespace core::sandbox {

/// Takes the answer to a request, once. Nothing stands for a request over which the server
/// stumbles: it says nothing until its patience ends.
using Respond = std::function<void(std::optional<HttpResponse>)>;

/// A status without anything else.
[[nodiscard]] HttpResponse bareResponse(int status);
/// A status with a text that may be empty.
[[nodiscard]] HttpResponse textResponse(int status, QByteArray text = {}, HttpHeaders headers = {});
/// The request cannot be taken, and why.
[[nodiscard]] HttpResponse badRequest(const QByteArray &why);

/// For how long an answer may be kept.
struct Caching {
    enum class Age { Forever, Seconds, None };
    Age age = Age::None;
    qint64 seconds = 0;
    std::optional<QByteArray> eTag; ///< without quotes

    [[nodiscard]] static Caching forGood() { return {Age::Forever, 0, {}}; }
    /// As the stream's metadata says, or not at all.
    [[nodiscard]] static Caching head(std::optional<qint64> seconds, std::optional<QByteArray> eTag)
    {
        return {seconds ? Age::Seconds : Age::None, seconds.value_or(0), std::move(eTag)};
    }
};
[[nodiscard]] HttpResponse
okResponse(const MediaType &type, QByteArray body, const Caching &caching);

/// An ETag: a number and the type that the answer is written in.
[[nodiscard]] QByteArray eTagOf(qint64 number, const QByteArray &mediaType);
/// The number in an If-None-Match header, if its type is this one.
[[nodiscard]] std::optional<qint64> numberOfETag(const QByteArray &header, const MediaType &type);

} // namespace core::sandbox
