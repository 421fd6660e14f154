// Projections over HTTP: where they are asked, and how the answers read (protocol.md section 8.2).
// Pure functions: any thread.
#pragma once

#include "core/transport/http/http_error.h"
#include "core/transport/http/http_message.h"
#include "core/transport/transport.h"

#include <QByteArray>

#include <optional>

namespace core {

[[nodiscard]] HttpRequest listRequest();
[[nodiscard]] HttpRequest toHttpRequest(const ProjectionQuestion &question);
[[nodiscard]] HttpRequest toHttpRequest(const ProjectionCommand &command);

/// Nothing where the body is no list of projections.
[[nodiscard]] std::optional<ProjectionList> decodeProjections(const QByteArray &body);

/// Why an answer is not what was asked for. An empty name: the list was asked for.
[[nodiscard]] TransportError
projectionError(const HttpAnswer &answer, const HttpSituation &situation, const QString &name);

} // namespace core
