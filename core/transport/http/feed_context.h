// What every request of a read over HTTP needs to know.
// Lives on the io thread.
#pragma once

#include "core/transport/http/http_call.h"
#include "core/transport/http/http_error.h"
#include "core/transport/http/http_family.h"
#include "core/transport/http/http_message.h"

#include <chrono>
#include <functional>
#include <memory>

namespace core {

/// HttpLink::send(), or what a test puts in its place.
using HttpSend = std::function<std::unique_ptr<HttpCall>(const HttpRequest &,
                                                         std::function<void(const HttpOutcome &)>)>;

struct FeedContext {
    HttpSend send;
    std::function<HttpFamily()> family;
    HttpSituation situation;
    bool wantsLeader = false;
    /// Of one exchange; that of a long poll comes on top of what it waits.
    std::chrono::milliseconds deadline{0};
    /// How long an answer may take to begin until it is looked whether it will come at all
    /// (PatientPage); zero: for ever.
    std::chrono::milliseconds patience{0};
};

} // namespace core
