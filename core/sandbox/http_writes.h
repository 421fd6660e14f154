// Appends and deletes over HTTP, with the server's order of checks (protocol.md section 7.4).
// Called on the HTTP server's thread; answers come on the store's.
#pragma once

#include "core/sandbox/http_context.h"

namespace core::sandbox {

void answerAppend(const HttpContext &context, const HttpCall &call);
void answerDelete(const HttpContext &context, const HttpCall &call);

} // namespace core::sandbox
