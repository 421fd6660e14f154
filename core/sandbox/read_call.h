// One Read: hands a plan's pages to gRPC reply by reply, fetching ahead a little, and ends at once
// when it is cancelled. Owns itself until gRPC is done with it; its parts run on gRPC's threads and
// on the store's, one at a time.
#pragma once

#include "core/sandbox/event_store.h"
#include "core/sandbox/read_plan.h"

#include <grpcpp/support/server_callback.h>

#include <deque>
#include <memory>
#include <mutex>

namespace core::sandbox {

class ReadCall final : public grpc::ServerWriteReactor<grpc::ByteBuffer>,
                       public std::enable_shared_from_this<ReadCall>
{
public:
    /// The reactor for a call; gRPC and the store keep it alive as long as they need it.
    [[nodiscard]] static ReadCall *start(grpc::CallbackServerContext *context,
                                         const std::shared_ptr<EventStore> &store,
                                         PlanOrEnd plan);

    void OnWriteDone(bool ok) override;
    void OnCancel() override;
    void OnDone() override;

private:
    ReadCall(grpc::CallbackServerContext *context, std::shared_ptr<EventStore> store);

    void fetch(StoreReader &reader);
    void take(ReadPage page, quint64 writesSeen);
    /// Starts whatever can be done now. With the mutex held.
    void goOn();
    void finishWith(const CallEnd &end);
    [[nodiscard]] EventStore::Reading reading();

    grpc::CallbackServerContext *m_context;
    std::shared_ptr<EventStore> m_store;
    std::unique_ptr<ReadPlan> m_plan; ///< used by one fetch at a time
    std::shared_ptr<ReadCall> m_self; ///< until OnDone

    std::mutex m_mutex;
    std::deque<grpc::ByteBuffer> m_ready;
    grpc::ByteBuffer m_writing;
    CallEnd m_end;
    quint64 m_ticket = 0; ///< of the waiting for new events
    bool m_isWriting = false;
    bool m_isFetching = false;
    bool m_isComplete = false; ///< the plan has told everything
    bool m_isCancelled = false;
    bool m_isFinished = false;
};

} // namespace core::sandbox
