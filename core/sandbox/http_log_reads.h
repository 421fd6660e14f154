// Feeds of all events over HTTP, filtered or not.
// Called on the HTTP server's thread; works on the store's.
#pragma once

#include "core/sandbox/http_context.h"

namespace core::sandbox {

void answerLogBackwards(const HttpContext &context, const HttpCall &call);
void answerLogForwards(const HttpContext &context, const HttpCall &call);

} // namespace core::sandbox
