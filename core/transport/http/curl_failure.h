// What it means for people that curl got no answer.
// Pure functions: any thread.
#pragma once

#include "core/base/error.h"
#include "core/model/server_info.h"

#include <QString>

namespace core {

/// The facts about a transfer that ended without a complete answer.
struct CurlFailure {
    int code = 0;    ///< a CURLcode
    int osError = 0; ///< errno of the failed connect, or 0
    QString text;    ///< curl's own words
    NodeAddress node;
    bool tls = false;
    bool wasConnected = false; ///< the connection was ready for a request
    bool answerBegan = false;  ///< a status line had come
    bool everAnswered = false; ///< this node has answered a request before
    qsizetype limitBytes = 0;  ///< not 0: given up because the answer was larger than this
};

[[nodiscard]] Error toError(const CurlFailure &failure);

} // namespace core
