// The door to one server: what the window and the command line can ask for.
// Lives on the thread that made it; nothing here blocks.
#pragma once

#include "core/base/result.h"
#include "core/client/call.h"
#include "core/client/connection_string.h"
#include "core/client/event_feed.h"
#include "core/client/write_gate.h"
#include "core/model/connection_state.h"
#include "core/model/replies.h"
#include "core/model/requests.h"
#include "core/model/server_info.h"
#include "core/transport/transport.h"

#include <QObject>

#include <functional>
#include <memory>

namespace core {

/// Where the engine and the transport run.
enum class IoThread {
    Own,    ///< a thread of the client's own
    Caller, ///< the caller's thread: for tests that script each step
};

/// A client of one server or cluster. Every callback runs once, on this object's thread, never
/// before the function that took it has returned, and never after its Call is gone. The callback
/// may destroy the Call's owner and the client. The destructor cancels everything and joins the io
/// thread.
class Client final : public QObject
{
    Q_OBJECT

public:
    template<typename T>
    using Callback = std::function<void(const Result<T> &)>;

    Client(ConnectionSettings settings,
           TransportFactory transport,
           IoThread ioThread = IoThread::Own,
           QObject *parent = nullptr);
    ~Client() override;

    [[nodiscard]] const ConnectionSettings &settings() const;
    [[nodiscard]] ConnectionState connectionState() const;

    /// From now on every write is put before the gate, and leaves when it is let through; a refusal
    /// is the write's error. None at first. Cancelling a write that waits there sends nothing.
    void setWriteGate(WriteGate gate);

    /// Events of a stream or of $all up to the end or the count. A lost connection ends it with an
    /// error.
    [[nodiscard]] std::unique_ptr<EventFeed> read(const ReadRequest &request);
    /// Events as they come, resumed after the last delivered one when the connection is lost. A
    /// first connection that fails ends it, as does what does not pass by itself (a tombstone, a
    /// right that is missing). "From the end" is made a place by reading the last event first, so
    /// that a connection lost before the first event costs none.
    [[nodiscard]] std::unique_ptr<EventFeed> subscribe(const SubscribeRequest &request);

    /// One write, all or nothing. Errors are certain refusals; a lost answer is OutcomeUnknown.
    [[nodiscard]] Call append(const AppendRequest &request, Callback<WriteOutcome> callback);
    /// Soft delete or tombstone.
    [[nodiscard]] Call remove(const DeleteRequest &request, Callback<WriteOutcome> callback);

    /// The last $metadata event of a stream.
    [[nodiscard]] Call metadata(const StreamName &stream, Callback<StreamMetadata> callback);
    /// Writes the JSON bytes as they are; `expected` speaks of the metadata stream's revision.
    [[nodiscard]] Call setMetadata(const StreamName &stream,
                                   const QByteArray &json,
                                   const ExpectedRevision &expected,
                                   Callback<WriteOutcome> callback);
    /// Reads the stream's end and its metadata: is it there, truncated, soft-deleted, deleted for
    /// good.
    [[nodiscard]] Call streamState(const StreamName &stream, Callback<StreamState> callback);

    /// Version, methods, nodes. What a server lacks is left empty rather than an error.
    [[nodiscard]] Call serverInfo(Callback<ServerInfo> callback);

    /// All projections and how they stand. Unsupported where the server runs none.
    [[nodiscard]] Call projections(Callback<ProjectionList> callback);
    /// How one stands; nothing where there is none of the name.
    [[nodiscard]] Call projection(const QString &name,
                                  Callback<std::optional<ProjectionStatus>> callback);
    /// Its state, result or query. StreamNotFound where there is no such projection.
    [[nodiscard]] Call projectionText(const ProjectionQuestion &question,
                                      Callback<ProjectionText> callback);
    /// Through the write gate. Written says that the server has taken it; the projection follows in
    /// its own time.
    [[nodiscard]] Call command(const ProjectionCommand &command, Callback<WriteOutcome> callback);

Q_SIGNALS:
    void connectionStateChanged(const core::ConnectionState &state);
    /// A hint that a stream now reaches at least this revision, after a write of our own.
    void streamAdvanced(const core::StreamName &stream, core::Revision revision);

private:
    friend class Call;
    friend class QueuedFeed;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace core
