// One BatchAppend: many writes on one call, each told by its correlation id, each sent in one piece
// or several. Owns itself until gRPC is done with it; gRPC's threads and the store's.
#pragma once

#include "core/sandbox/event_store.h"
#include "core/sandbox/request_rules.h"

#include <grpcpp/alarm.h>
#include <grpcpp/support/server_callback.h>

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <streams.pb.h>

namespace core::sandbox {

class BatchAppendCall final
    : public grpc::ServerBidiReactor<event_store::client::streams::BatchAppendReq,
                                     event_store::client::streams::BatchAppendResp>,
      public std::enable_shared_from_this<BatchAppendCall>
{
public:
    using Request = event_store::client::streams::BatchAppendReq;
    using Reply = event_store::client::streams::BatchAppendResp;

    [[nodiscard]] static BatchAppendCall *start(grpc::CallbackServerContext *context,
                                                const std::shared_ptr<EventStore> &store,
                                                const SizeLimits &limits);

    void OnReadDone(bool ok) override;
    void OnWriteDone(bool ok) override;
    void OnCancel() override;
    void OnDone() override;

private:
    /// A write whose last piece has not come yet.
    struct Unfinished {
        Write write;
        qint64 size = 0;
        std::unique_ptr<grpc::Alarm> deadline;
    };

    BatchAppendCall(std::shared_ptr<EventStore> store, const SizeLimits &limits);

    // With the mutex held.
    void takePiece();
    [[nodiscard]] bool open(const EventId &correlation);
    [[nodiscard]] bool addEvents(Unfinished &unfinished);
    void write(const EventId &correlation);
    void failPiece(const std::string &text);
    void refuse(const QByteArray &stream, event_store::client::Status status);
    void reply(Reply reply);
    void goOn();
    void finishWith(const grpc::Status &status);

    void answer(Reply reply, qint64 expected, const WriteAnswer &answer);
    void expire(const EventId &correlation);

    std::shared_ptr<EventStore> m_store;
    SizeLimits m_limits;
    std::shared_ptr<BatchAppendCall> m_self; ///< until OnDone

    std::mutex m_mutex;
    Request m_request;
    Reply m_writing;
    std::deque<Reply> m_ready;
    std::map<EventId, Unfinished> m_unfinished;
    bool m_isReading = false;
    bool m_isWriting = false;
    bool m_isCancelled = false;
    bool m_hasFailed = false;
    bool m_isFinished = false;
};

} // namespace core::sandbox
