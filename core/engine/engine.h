// Carries out what a client asks: finds a node, keeps deadlines, repeats what may be repeated.
// Made and destroyed by its client; every function runs on the io thread, and so does every reply.
#pragma once

#include "core/base/result.h"
#include "core/engine/connector.h"
#include "core/engine/feed_item.h"
#include "core/model/replies.h"
#include "core/model/requests.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace core {

class FeedOperation;

class Engine final : public QObject
{
    Q_OBJECT

public:
    /// Names a request or a feed; the caller sees to it that no id is used twice.
    using Id = quint64;

    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    Engine(ConnectionSettings settings,
           TransportFactory factory,
           std::function<void(const ConnectionState &)> onState);
    ~Engine() override;

    void append(Id id, const AppendRequest &request, Reply<WriteOutcome> reply);
    void remove(Id id, const DeleteRequest &request, Reply<WriteOutcome> reply);
    void metadata(Id id, const StreamName &stream, Reply<StreamMetadata> reply);
    void streamState(Id id, const StreamName &stream, Reply<StreamState> reply);
    void serverInfo(Id id, Reply<ServerInfo> reply);
    void projections(Id id, Reply<ProjectionList> reply);
    void projectionText(Id id, const ProjectionQuestion &question, Reply<ProjectionText> reply);
    void command(Id id, const ProjectionCommand &command, Reply<WriteOutcome> reply);

    void read(Id id, const ReadRequest &request, FeedSink sink);
    void subscribe(Id id, const SubscribeRequest &request, FeedSink sink);
    void grant(Id id, qint64 events);

    /// No reply and no item comes any more. Harmless for what is over.
    void cancel(Id id);

private:
    /// Keeps an operation until it is done.
    template<typename Kind>
    void add(Id id, Kind *operation);

    Connector m_connector;
    QHash<Id, QObject *> m_running;
    QHash<Id, FeedOperation *> m_feeds;
};

} // namespace core
