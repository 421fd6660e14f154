// What is wrong with a request before it goes out over either wire.
// Pure functions: any thread.
#pragma once

#include "core/model/requests.h"

#include <QString>

namespace core {

/// Why a request is not worth sending: what a server answers with an unexplained "exception was
/// thrown by handler" (protocol.md sections 3.4 and 3.5). Empty if it may go.
[[nodiscard]] QString whyNotSendable(const ReadRequest &request);
[[nodiscard]] QString whyNotSendable(const SubscribeRequest &request);
[[nodiscard]] QString whyNotSendable(const AppendRequest &request);
[[nodiscard]] QString whyNotSendable(const DeleteRequest &request);

} // namespace core
