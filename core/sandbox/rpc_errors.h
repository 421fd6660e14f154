// The errors of the wire: status, and trailers that say which (protocol.md section 4).
// Values and pure functions: any thread.
#pragma once

#include "core/sandbox/stored_event.h"

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include <shared.pb.h>
#include <string>
#include <utility>
#include <vector>

namespace core::sandbox {

/// How a call ends.
struct CallEnd {
    grpc::Status status;
    std::vector<std::pair<std::string, std::string>> trailers;

    /// The trailers go out with the status: to be called before the call is finished.
    void addTrailersTo(grpc::CallbackServerContext *context) const
    {
        for (const auto &[key, value] : trailers)
            context->AddTrailingMetadata(key, value);
    }
};

[[nodiscard]] CallEnd streamDeletedEnd(const QByteArray &stream);
[[nodiscard]] CallEnd
wrongExpectedRevisionEnd(const QByteArray &stream, qint64 expected, qint64 actual);
[[nodiscard]] CallEnd appendTooLargeEnd(quint32 limit);
[[nodiscard]] CallEnd eventTooLargeEnd(const std::string &eventId, quint32 size, quint32 limit);
[[nodiscard]] CallEnd missingMetadataEnd();
[[nodiscard]] CallEnd invalidArgumentEnd(const std::string &text);
/// What a server answers where its own code gave up on a request.
[[nodiscard]] CallEnd handlerFailedEnd();
[[nodiscard]] CallEnd unexpectedEnd(const std::string &text);
[[nodiscard]] CallEnd storeFailedEnd(const std::string &why);

/// The same for the answers within a batch append (protocol.md section 4.2).
[[nodiscard]] event_store::client::Status batchStatus(event_store::client::StatusCode code,
                                                      const std::string &message,
                                                      const google::protobuf::Message &details);
[[nodiscard]] event_store::client::Status wrongExpectedRevisionStatus(qint64 expected,
                                                                      qint64 actual);
[[nodiscard]] event_store::client::Status streamDeletedStatus(const QByteArray &stream);
[[nodiscard]] event_store::client::Status timeoutStatus();
[[nodiscard]] event_store::client::Status badRequestStatus(const std::string &text);

} // namespace core::sandbox
