// Answers a request with what a read of the store gives: at once, or as soon as there is something.
// Any thread; the answers come on the store's.
#pragma once

#include "core/sandbox/long_poll.h"

#include <optional>

namespace core::sandbox {

/// What a read forwards gives.
struct ForwardAnswer {
    std::optional<HttpResponse> response;
    bool canWait = false; ///< there is nothing yet where the page begins
};

/// `asked` is what was asked for, or has the answer in its `refusal`. `read` takes the reader,
/// context, call and asked.
template<typename Asked, typename Read>
void answerAtOnce(const HttpContext &context, const HttpCall &call, Asked asked, Read read)
{
    if (asked.refusal) {
        call.respond(std::move(asked.refusal));
        return;
    }
    context.store->read([context, call, asked = std::move(asked), read](StoreReader &reader) {
        const StoreReader::Snapshot snapshot(reader);
        call.respond(read(reader, context, call, asked));
    });
}

/// The same with a `read` that gives a ForwardAnswer: it waits for events of the stream as long as
/// the request asked for, in `longPoll`. An empty name stands for all streams.
template<typename Asked, typename Read>
void answerWhenThere(const HttpContext &context,
                     const HttpCall &call,
                     const QByteArray &stream,
                     Asked asked,
                     Read read)
{
    if (asked.refusal) {
        call.respond(std::move(asked.refusal));
        return;
    }
    const auto patience = asked.longPoll;
    LongPoll::start(
        context,
        stream,
        patience,
        [context, call, asked = std::move(asked), read](StoreReader &reader, bool mayWait) {
            const StoreReader::Snapshot snapshot(reader);
            ForwardAnswer answer = read(reader, context, call, asked);
            if (mayWait && answer.canWait)
                return false;
            call.respond(std::move(answer.response));
            return true;
        });
}

} // namespace core::sandbox
