// What a read answers, page by page: the server's rules for each kind of read, free of calls and
// threads. A plan is used by one thread at a time.
#pragma once

#include "core/sandbox/profile.h"
#include "core/sandbox/rpc_errors.h"
#include "core/sandbox/store_reader.h"

#include <grpcpp/support/byte_buffer.h>

#include <memory>
#include <streams.pb.h>
#include <variant>
#include <vector>

namespace core::sandbox {

struct ReadPage {
    enum class Next {
        More, ///< ask again
        End,  ///< the answer is complete, see end
        Wait, ///< everything there is has been told; ask again when there is more
    };
    std::vector<grpc::ByteBuffer> replies;
    Next next = Next::More;
    CallEnd end;
};

class ReadPlan
{
public:
    virtual ~ReadPlan() = default;
    [[nodiscard]] virtual ReadPage next(StoreReader &reader) = 0;
    /// The stream whose events are waited for; empty for all.
    [[nodiscard]] virtual QByteArray waitsFor() const { return {}; }
};

/// The plan for a request, or how the call ends at once because the request cannot be taken.
using PlanOrEnd = std::variant<std::unique_ptr<ReadPlan>, CallEnd>;
[[nodiscard]] PlanOrEnd planRead(const event_store::client::streams::ReadReq &request,
                                 const Profile &profile);

} // namespace core::sandbox
