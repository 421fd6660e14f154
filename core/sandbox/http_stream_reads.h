// Feeds and events of one stream over HTTP, metadata included, and the long poll at its end.
// Called on the HTTP server's thread; works on the store's.
#pragma once

#include "core/sandbox/http_context.h"

namespace core::sandbox {

void answerEvent(const HttpContext &context, const HttpCall &call);
void answerStreamBackwards(const HttpContext &context, const HttpCall &call);
void answerStreamForwards(const HttpContext &context, const HttpCall &call);

} // namespace core::sandbox
