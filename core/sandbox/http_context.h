// What everybody needs who answers a request over HTTP.
// A value whose parts outlive all requests: any thread.
#pragma once

#include "core/sandbox/event_store.h"
#include "core/sandbox/http_responses.h"
#include "core/sandbox/http_routes.h"
#include "core/sandbox/timer_queue.h"

namespace core::sandbox {

struct HttpContext {
    EventStore *store = nullptr;
    TimerQueue *timers = nullptr;
    Profile profile;
    quint16 port = 0;
    QByteArray instanceId;
    bool hasProjections = true;
};

/// A request on its way to an answer.
struct HttpCall {
    HttpRequest request;
    Route route;
    std::optional<MediaType> bodyType; ///< where the route takes a body
    MediaType answerType;
    Respond respond;
};

} // namespace core::sandbox
