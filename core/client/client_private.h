// The inside of a client: what waits for an answer, and the way to the engine and back.
// Lives on the client's thread; not for users of the client.
#pragma once

#include "core/client/client.h"
#include "core/engine/engine.h"

#include <QHash>
#include <QSet>
#include <QThread>

#include <utility>
#include <variant>

namespace core {

class QueuedFeed;

class Client::Private
{
public:
    using Id = Call::Id;
    using AnyCallback = std::variant<Callback<WriteOutcome>,
                                     Callback<StreamMetadata>,
                                     Callback<StreamState>,
                                     Callback<ServerInfo>,
                                     Callback<ProjectionList>,
                                     Callback<std::optional<ProjectionStatus>>,
                                     Callback<ProjectionText>>;

    Private(Client *client,
            ConnectionSettings settings,
            TransportFactory factory,
            IoThread ioThread);
    ~Private();
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    /// Puts the callback aside and has the engine start: `start(engine, id, reply)` on its thread.
    template<typename T, typename Start>
    [[nodiscard]] Call ask(Callback<T> callback, Start start);
    /// The same for a write, through the gate.
    template<typename Start>
    [[nodiscard]] Call
    write(const WriteIntent &intent, Callback<WriteOutcome> callback, Start start);
    /// Makes a feed: `start(engine, id, sink)` on the engine's thread.
    template<typename Start>
    [[nodiscard]] std::unique_ptr<EventFeed> feed(Start start);

    [[nodiscard]] bool isPending(Id id) const { return m_pending.contains(id); }
    void cancelCall(Id id);
    /// Tells that a stream reaches at least where a write of ours ended. On the io thread.
    void announce(const StreamName &stream, const Result<WriteOutcome> &result);
    void grant(Id feed, qint64 events);
    /// The feed hears no more. `isOver`: the engine knows already.
    void forgetFeed(Id feed, bool isOver);

    const ConnectionSettings settings;
    ConnectionState state;
    WriteGate gate;

private:
    template<typename Work>
    void onEngine(Work work);
    template<typename T>
    [[nodiscard]] Id hold(Callback<T> callback);
    template<typename T, typename Start>
    void begin(Id id, Start start);
    /// The gate's answer to a write; false where it comes too late.
    [[nodiscard]] bool leavesGate(Id id, const std::optional<Error> &refusal);
    template<typename T>
    void deliver(Id id, const Result<T> &result);
    void setState(const ConnectionState &newState);
    void deliverItem(Id id, const FeedItem &item);

    Client *const m_client;
    QHash<Id, AnyCallback> m_pending;
    QSet<Id> m_atGate; ///< writes that wait to be let through
    QHash<Id, QueuedFeed *> m_feeds;
    Id m_lastId = 0;
    QThread m_thread;
    Engine *m_engine = nullptr;
};

} // namespace core
