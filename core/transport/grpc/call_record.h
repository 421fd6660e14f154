// What the wire log is told of one call over gRPC: when it begins, while it runs, when it has
// ended. Made, told and cancelled on the io thread; sent(), received() and end() from any.
#pragma once

#include "core/base/ids.h"
#include "core/transport/grpc/node_link.h"

#include <chrono>
#include <memory>
#include <mutex>

namespace google::protobuf {
class Message;
} // namespace google::protobuf

namespace core {

/// Counts every message and keeps the first few as JSON.
class CallRecord : public std::enable_shared_from_this<CallRecord>
{
public:
    /// Null where nobody listens: then a call costs nothing more. `rpc` is the full name,
    /// "event_store.client.streams.Streams/Read".
    [[nodiscard]] static std::shared_ptr<CallRecord> of(const std::shared_ptr<NodeLink> &link,
                                                        const char *rpc,
                                                        const StreamName &stream,
                                                        LeaderWish wish);

    void sent(const google::protobuf::Message &message);
    void received(const google::protobuf::Message &message);

    /// Tells that the call runs; later again, where more has come.
    void tellRunning();
    /// What comes after the first end is ignored. It is told on the io thread, later.
    void end(const grpc::Status &status, const grpc::ClientContext &context);
    void end(const QString &status, bool failed);
    /// Nobody waits for the answer any more: tells the end at once, if it was not told.
    void cancel();

private:
    using Clock = std::chrono::steady_clock;

    CallRecord(std::shared_ptr<NodeLink> link, const WireEntry &entry);

    void endLocked(const QString &status, bool failed);
    void tellEnd();

    const std::shared_ptr<NodeLink> m_link;
    const Clock::time_point m_started = Clock::now();

    std::mutex m_mutex;
    WireEntry m_entry;
    int m_answers = 0; ///< of which the text is kept
    bool m_told = false;
    qint64 m_receivedTold = -1; ///< -1: nothing was told yet
};

} // namespace core
