// Appends and deletes as HTTP requests, and the answer that confirms one.
// Pure functions: any thread.
#pragma once

#include "core/model/replies.h"
#include "core/model/requests.h"
#include "core/transport/http/http_family.h"
#include "core/transport/http/http_message.h"

#include <optional>
#include <variant>

namespace core {

/// One POST, so that several events are one write. A single event without metadata goes with its
/// bytes as the body and the rest in headers; anything else in the events form, which servers
/// parse. The error is why it is not sent: what HTTP cannot carry, or, unless that was accepted,
/// what would be stored otherwise than it was given.
[[nodiscard]] std::variant<HttpRequest, Error> toHttpRequest(const AppendRequest &request,
                                                             HttpFamily family);
[[nodiscard]] std::variant<HttpRequest, Error> toHttpRequest(const DeleteRequest &request);

/// What the one answer that confirms an append says (201); nothing for any other. HTTP tells no
/// position, and of the revisions only the first, from which the last follows.
[[nodiscard]] std::optional<Written> appendConfirmed(const HttpAnswer &answer,
                                                     qsizetype eventCount);
/// The same for a delete (204), of which HTTP tells nothing more.
[[nodiscard]] std::optional<Written> deleteConfirmed(const HttpAnswer &answer);

} // namespace core
