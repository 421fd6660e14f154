// What a transport can do with one node, whatever the wire; the seam at which tests put a fake.
// Made, called and destroyed on the io thread; every callback runs on the io thread, never before
// the function that took it has returned. No call, read or transport is destroyed from within a
// callback of its own, and a transport outlives its calls and reads.
#pragma once

#include "core/base/result.h"
#include "core/model/connection_settings.h"
#include "core/model/projection_requests.h"
#include "core/model/projection_status.h"
#include "core/model/recorded_event.h"
#include "core/model/replies.h"
#include "core/model/requests.h"
#include "core/model/server_info.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace core {

/// A unary call under way. Destroying it cancels: its callback will not run.
class TransportCall
{
public:
    virtual ~TransportCall() = default;
};

/// What a read tells, in the order of the wire.
namespace read_item {
struct Confirmed {
};
struct CaughtUp {
};
struct FellBehind {
};
struct FirstRevision {
    Revision revision;
};
struct LastRevision {
    Revision revision;
};
struct Checkpoint {
    Position position;
};
} // namespace read_item

using ReadItem = std::variant<EventBatch,
                              read_item::Confirmed,
                              read_item::CaughtUp,
                              read_item::FellBehind,
                              read_item::FirstRevision,
                              read_item::LastRevision,
                              read_item::Checkpoint>;

/// A read or subscription under way. Destroying it cancels: no handler will run.
class TransportRead
{
public:
    virtual ~TransportRead() = default;
    /// Allows `events` more. Nothing is read from the wire before the first grant.
    virtual void grant(qint64 events) = 0;
};

/// Where a NotLeader told the leader's address it is in `leader`; the engine goes there.
struct TransportError {
    Error error;
    std::optional<NodeAddress> leader;
    /// The request certainly never left, because no connection to the node was ever ready.
    bool neverConnected = false;
};

struct ReadHandlers {
    std::function<void(ReadItem)> onItem;
    /// Exactly once, last: why it failed, or nothing. StreamNotFound is an error here.
    std::function<void(std::optional<TransportError>)> onEnd;
};

/// One node's gossip: who is in the cluster, as it sees it.
using GossipReply = QList<ClusterNode>;

/// Version and methods; both empty where the server has no such service.
struct FeaturesReply {
    QString version;
    QList<SupportedMethod> methods;
};

using ProjectionList = QList<ProjectionStatus>;

template<typename T>
using TransportResult = std::variant<T, TransportError>;

/// A write that failed in a way that leaves open whether it was carried out is an OutcomeUnknown
/// value; a TransportError of a write says that it certainly was not.
class Transport
{
public:
    template<typename T>
    using Callback = std::function<void(TransportResult<T>)>;

    virtual ~Transport() = default;

    [[nodiscard]] virtual const NodeAddress &node() const = 0;

    /// `request.silence` / `request.deadline` are the engine's to keep.
    [[nodiscard]] virtual std::unique_ptr<TransportRead> read(const ReadRequest &request,
                                                              ReadHandlers handlers)
        = 0;
    [[nodiscard]] virtual std::unique_ptr<TransportRead> subscribe(const SubscribeRequest &request,
                                                                   ReadHandlers handlers)
        = 0;

    /// This deadline and those below are the transport's to keep: only it knows what has left.
    [[nodiscard]] virtual std::unique_ptr<TransportCall> append(const AppendRequest &request,
                                                                std::chrono::milliseconds deadline,
                                                                Callback<WriteOutcome> callback)
        = 0;
    [[nodiscard]] virtual std::unique_ptr<TransportCall> remove(const DeleteRequest &request,
                                                                std::chrono::milliseconds deadline,
                                                                Callback<WriteOutcome> callback)
        = 0;
    [[nodiscard]] virtual std::unique_ptr<TransportCall> gossip(std::chrono::milliseconds deadline,
                                                                Callback<GossipReply> callback)
        = 0;
    [[nodiscard]] virtual std::unique_ptr<TransportCall>
    features(std::chrono::milliseconds deadline, Callback<FeaturesReply> callback) = 0;

    /// All projections. Unsupported where the server has none, or was started without them.
    [[nodiscard]] virtual std::unique_ptr<TransportCall>
    projections(std::chrono::milliseconds deadline, Callback<ProjectionList> callback) = 0;
    /// StreamNotFound where there is no such projection; Unsupported where the wire does not tell.
    [[nodiscard]] virtual std::unique_ptr<TransportCall>
    projectionText(const ProjectionQuestion &question,
                   std::chrono::milliseconds deadline,
                   Callback<ProjectionText> callback)
        = 0;
    [[nodiscard]] virtual std::unique_ptr<TransportCall> command(const ProjectionCommand &command,
                                                                 std::chrono::milliseconds deadline,
                                                                 Callback<WriteOutcome> callback)
        = 0;
};

/// Makes the transport to one node of a connection; called on the io thread.
using TransportFactory
    = std::function<std::unique_ptr<Transport>(const ConnectionSettings &, const NodeAddress &)>;

} // namespace core
