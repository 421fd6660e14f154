#include "core/engine/engine.h"

#include "core/engine/ask_operation.h"
#include "core/engine/read_operation.h"
#include "core/engine/server_info_operation.h"
#include "core/engine/short_read.h"
#include "core/engine/stream_state_operation.h"
#include "core/engine/subscription_operation.h"
#include "core/engine/write_operation.h"

#include <QThread>

#include <utility>

namespace core {

Engine::Engine(ConnectionSettings settings,
               TransportFactory factory,
               std::function<void(const ConnectionState &)> onState)
    : m_connector(std::move(settings), std::move(factory), this)
{
    connect(&m_connector, &Connector::stateChanged, this, std::move(onState));
}

Engine::~Engine()
{
    // What runs, and what is done but not deleted yet, uses the connector to the last.
    const QObjectList owned = children();
    for (QObject *child : owned) {
        if (child != &m_connector)
            delete child;
    }
}

template<typename Kind>
void Engine::add(Id id, Kind *operation)
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_running.insert(id, operation);
    connect(operation, &Kind::done, this, [this, id, operation] {
        m_running.remove(id);
        m_feeds.remove(id);
        operation->deleteLater();
    });
}

void Engine::append(Id id, const AppendRequest &request, Reply<WriteOutcome> reply)
{
    QList<EventId> ids;
    ids.reserve(request.events.size());
    for (const NewEvent &event : request.events)
        ids.append(event.id);
    auto send = [request](Transport &transport,
                          std::chrono::milliseconds deadline,
                          Transport::Callback<WriteOutcome> callback) {
        return transport.append(request, deadline, std::move(callback));
    };
    const auto deadline = request.deadline.value_or(m_connector.settings().defaultDeadline);
    auto *operation = new WriteOperation(
        m_connector, deadline, std::move(ids), std::move(send), std::move(reply), this);
    add(id, operation);
    operation->start();
}

void Engine::remove(Id id, const DeleteRequest &request, Reply<WriteOutcome> reply)
{
    auto send = [request](Transport &transport,
                          std::chrono::milliseconds deadline,
                          Transport::Callback<WriteOutcome> callback) {
        return transport.remove(request, deadline, std::move(callback));
    };
    const auto deadline = request.deadline.value_or(m_connector.settings().defaultDeadline);
    auto *operation
        = new WriteOperation(m_connector, deadline, {}, std::move(send), std::move(reply), this);
    add(id, operation);
    operation->start();
}

void Engine::metadata(Id id, const StreamName &stream, Reply<StreamMetadata> reply)
{
    auto *operation = new ShortRead(
        m_connector,
        m_connector.settings().defaultDeadline,
        ShortRead::lastEvent(stream.metadataStream()),
        [reply = std::move(reply)](const Result<ShortReadReply> &read) {
            reply(metadataFrom(read));
        },
        this);
    add(id, operation);
    operation->start();
}

void Engine::streamState(Id id, const StreamName &stream, Reply<StreamState> reply)
{
    auto *operation = new StreamStateOperation(m_connector, stream, std::move(reply), this);
    add(id, operation);
    operation->start();
}

void Engine::serverInfo(Id id, Reply<ServerInfo> reply)
{
    auto *operation = new ServerInfoOperation(m_connector, std::move(reply), this);
    add(id, operation);
    operation->start();
}

void Engine::projections(Id id, Reply<ProjectionList> reply)
{
    auto send = [](Transport &transport,
                   std::chrono::milliseconds deadline,
                   Transport::Callback<ProjectionList> callback) {
        return transport.projections(deadline, std::move(callback));
    };
    auto *operation
        = new AskOperation<ProjectionList>(m_connector, std::move(send), std::move(reply), this);
    add(id, operation);
    operation->start();
}

void Engine::projectionText(Id id, const ProjectionQuestion &question, Reply<ProjectionText> reply)
{
    auto send = [question](Transport &transport,
                           std::chrono::milliseconds deadline,
                           Transport::Callback<ProjectionText> callback) {
        return transport.projectionText(question, deadline, std::move(callback));
    };
    auto *operation
        = new AskOperation<ProjectionText>(m_connector, std::move(send), std::move(reply), this);
    add(id, operation);
    operation->start();
}

void Engine::command(Id id, const ProjectionCommand &command, Reply<WriteOutcome> reply)
{
    auto send = [command](Transport &transport,
                          std::chrono::milliseconds deadline,
                          Transport::Callback<WriteOutcome> callback) {
        return transport.command(command, deadline, std::move(callback));
    };
    auto *operation = new WriteOperation(m_connector,
                                         m_connector.settings().defaultDeadline,
                                         {},
                                         std::move(send),
                                         std::move(reply),
                                         this);
    add(id, operation);
    operation->start();
}

void Engine::read(Id id, const ReadRequest &request, FeedSink sink)
{
    auto *operation = new ReadOperation(m_connector, request, std::move(sink), this);
    add(id, operation);
    m_feeds.insert(id, operation);
}

void Engine::subscribe(Id id, const SubscribeRequest &request, FeedSink sink)
{
    auto *operation = new SubscriptionOperation(m_connector, request, std::move(sink), this);
    add(id, operation);
    m_feeds.insert(id, operation);
}

void Engine::grant(Id id, qint64 events)
{
    if (FeedOperation *feed = m_feeds.value(id))
        feed->grant(events);
}

void Engine::cancel(Id id)
{
    m_feeds.remove(id);
    delete m_running.take(id);
}

} // namespace core
