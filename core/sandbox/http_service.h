// The HTTP API of the server: finds the route and the media types of a request and has it answered
// (protocol.md section 7). Called on the HTTP server's thread; answers come on others.
#pragma once

#include "core/sandbox/http_context.h"
#include "core/sandbox/http_server.h"

namespace core::sandbox {

class HttpService
{
public:
    explicit HttpService(HttpContext context);

    void handle(HttpRequest request, const std::shared_ptr<HttpAnswer> &answer) const;

private:
    [[nodiscard]] Respond respondTo(const std::shared_ptr<HttpAnswer> &answer,
                                    const QByteArrayList &methods) const;
    /// The call, or how it ends before it begins.
    [[nodiscard]] std::optional<HttpResponse> prepare(HttpCall &call) const;
    void answer(const HttpCall &call) const;
    void answerOfNode(const HttpCall &call) const;
    void answerOfProjections(const HttpCall &call) const;
    /// Whether a description of the stream was the answer.
    [[nodiscard]] bool describe(const HttpCall &call) const;

    HttpContext m_context;
};

} // namespace core::sandbox
