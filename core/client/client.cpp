#include "core/client/client.h"

#include "core/client/client_private.h"
#include "core/client/queued_feed.h"

#include <QPointer>

#include <algorithm>

namespace core {

Client::Private::Private(Client *client,
                         ConnectionSettings connection,
                         TransportFactory factory,
                         IoThread ioThread)
    : settings(std::move(connection))
    , m_client(client)
{
    // Runs on the io thread; the client outlives it.
    auto onState = [this](const ConnectionState &newState) {
        QMetaObject::invokeMethod(
            m_client, [this, newState] { setState(newState); }, Qt::QueuedConnection);
    };
    m_engine = new Engine(settings, std::move(factory), std::move(onState));
    if (ioThread == IoThread::Caller)
        return;
    m_engine->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("tributary-io"));
    m_thread.start();
}

Client::Private::~Private()
{
    // A feed that is cancelled leaves the list, and whoever is told may drop others.
    const QList<Id> ids = m_feeds.keys();
    for (const Id id : ids) {
        if (QueuedFeed *feed = m_feeds.value(id))
            feed->cancel();
    }
    if (m_thread.isRunning()) {
        m_thread.quit();
        m_thread.wait();
    } else {
        delete m_engine;
    }
    // What the callbacks own may be calls and feeds of this client: they find nothing to cancel.
    auto dropped = std::exchange(m_pending, {});
    dropped.clear();
}

template<typename Work>
void Client::Private::onEngine(Work work)
{
    Q_ASSERT(QThread::currentThread() == m_client->thread());
    QMetaObject::invokeMethod(
        m_engine,
        [engine = m_engine, work = std::move(work)]() mutable { work(*engine); },
        Qt::QueuedConnection);
}

template<typename T>
Client::Private::Id Client::Private::hold(Callback<T> callback)
{
    const Id id = ++m_lastId;
    m_pending.insert(id, std::move(callback));
    return id;
}

template<typename T, typename Start>
void Client::Private::begin(Id id, Start start)
{
    auto reply = [this, id](Result<T> result) {
        QMetaObject::invokeMethod(
            m_client,
            [this, id, result = std::move(result)] { deliver(id, result); },
            Qt::QueuedConnection);
    };
    onEngine([id, start = std::move(start), reply = std::move(reply)](Engine &engine) {
        start(engine, id, reply);
    });
}

template<typename T, typename Start>
Call Client::Private::ask(Callback<T> callback, Start start)
{
    const Id id = hold(std::move(callback));
    begin<T>(id, std::move(start));
    return {m_client, id};
}

template<typename Start>
Call Client::Private::write(const WriteIntent &intent, Callback<WriteOutcome> callback, Start start)
{
    const Id id = hold(std::move(callback));
    if (!gate) {
        begin<WriteOutcome>(id, std::move(start));
        return {m_client, id};
    }
    m_atGate.insert(id);
    const auto decide = [client = QPointer<Client>(m_client), id, start = std::move(start)](
                            const std::optional<Error> &refusal) {
        if (client && client->d->leavesGate(id, refusal))
            client->d->begin<WriteOutcome>(id, start);
    };
    gate(intent, decide);
    return {m_client, id};
}

bool Client::Private::leavesGate(Id id, const std::optional<Error> &refusal)
{
    if (!m_atGate.remove(id))
        return false;
    if (!refusal)
        return true;
    const Result<WriteOutcome> refused = *refusal;
    QMetaObject::invokeMethod(
        m_client, [this, id, refused] { deliver(id, refused); }, Qt::QueuedConnection);
    return false;
}

template<typename Start>
std::unique_ptr<EventFeed> Client::Private::feed(Start start)
{
    const Id id = ++m_lastId;
    auto made = std::make_unique<QueuedFeed>(m_client, this, id);
    m_feeds.insert(id, made.get());
    FeedSink sink = [this, id](FeedItem item) {
        QMetaObject::invokeMethod(
            m_client,
            [this, id, item = std::move(item)] { deliverItem(id, item); },
            Qt::QueuedConnection);
    };
    onEngine([id, start = std::move(start), sink = std::move(sink)](Engine &engine) {
        start(engine, id, sink);
    });
    return made;
}

void Client::Private::cancelCall(Id id)
{
    // The callback dies last: what it owns may come back here.
    if (!m_pending.contains(id))
        return;
    const AnyCallback callback = m_pending.take(id);
    if (!m_atGate.remove(id))
        onEngine([id](Engine &engine) { engine.cancel(id); });
}

void Client::Private::grant(Id feed, qint64 events)
{
    onEngine([feed, events](Engine &engine) { engine.grant(feed, events); });
}

void Client::Private::forgetFeed(Id feed, bool isOver)
{
    if (m_feeds.remove(feed) > 0 && !isOver)
        onEngine([feed](Engine &engine) { engine.cancel(feed); });
}

template<typename T>
void Client::Private::deliver(Id id, const Result<T> &result)
{
    if (!m_pending.contains(id))
        return;
    const AnyCallback callback = m_pending.take(id);
    // The callback may destroy the client: nothing of it is touched afterwards.
    if (const auto &run = std::get<Callback<T>>(callback))
        run(result);
}

void Client::Private::announce(const StreamName &stream, const Result<WriteOutcome> &result)
{
    const Written *written = result ? std::get_if<Written>(&*result) : nullptr;
    if (!written || !written->revision)
        return;
    QMetaObject::invokeMethod(
        m_client,
        [client = m_client, stream, revision = *written->revision] {
            Q_EMIT client->streamAdvanced(stream, revision);
        },
        Qt::QueuedConnection);
}

void Client::Private::setState(const ConnectionState &newState)
{
    state = newState;
    Q_EMIT m_client->connectionStateChanged(newState);
}

void Client::Private::deliverItem(Id id, const FeedItem &item)
{
    if (QueuedFeed *feed = m_feeds.value(id))
        feed->take(item);
}

Client::Client(ConnectionSettings settings,
               TransportFactory transport,
               IoThread ioThread,
               QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(settings), std::move(transport), ioThread))
{}

Client::~Client() = default;

const ConnectionSettings &Client::settings() const
{
    return d->settings;
}

ConnectionState Client::connectionState() const
{
    return d->state;
}

void Client::setWriteGate(WriteGate gate)
{
    d->gate = std::move(gate);
}

std::unique_ptr<EventFeed> Client::read(const ReadRequest &request)
{
    return d->feed([request](Engine &engine, Call::Id id, FeedSink sink) {
        engine.read(id, request, std::move(sink));
    });
}

std::unique_ptr<EventFeed> Client::subscribe(const SubscribeRequest &request)
{
    return d->feed([request](Engine &engine, Call::Id id, FeedSink sink) {
        engine.subscribe(id, request, std::move(sink));
    });
}

Call Client::append(const AppendRequest &request, Callback<WriteOutcome> callback)
{
    // The hint that the stream advanced comes before the answer.
    const auto start
        = [d = d.get(), request](Engine &engine, Call::Id id, Engine::Reply<WriteOutcome> reply) {
              engine.append(
                  id, request, [d, request, reply = std::move(reply)](Result<WriteOutcome> result) {
                      d->announce(request.stream, result);
                      reply(std::move(result));
                  });
          };
    return d->write(request, std::move(callback), start);
}

Call Client::remove(const DeleteRequest &request, Callback<WriteOutcome> callback)
{
    return d->write(request,
                    std::move(callback),
                    [request](Engine &engine, Call::Id id, Engine::Reply<WriteOutcome> reply) {
                        engine.remove(id, request, std::move(reply));
                    });
}

Call Client::metadata(const StreamName &stream, Callback<StreamMetadata> callback)
{
    return d->ask<StreamMetadata>(
        std::move(callback),
        [stream](Engine &engine, Call::Id id, Engine::Reply<StreamMetadata> reply) {
            engine.metadata(id, stream, std::move(reply));
        });
}

Call Client::setMetadata(const StreamName &stream,
                         const QByteArray &json,
                         const ExpectedRevision &expected,
                         Callback<WriteOutcome> callback)
{
    AppendRequest request;
    request.stream = stream.metadataStream();
    request.expected = expected;
    request.events
        = {{EventId::random(), QStringLiteral("$metadata"), ContentType::Json, json, {}}};
    return append(request, std::move(callback));
}

Call Client::streamState(const StreamName &stream, Callback<StreamState> callback)
{
    return d->ask<StreamState>(
        std::move(callback),
        [stream](Engine &engine, Call::Id id, Engine::Reply<StreamState> reply) {
            engine.streamState(id, stream, std::move(reply));
        });
}

Call Client::serverInfo(Callback<ServerInfo> callback)
{
    return d->ask<ServerInfo>(std::move(callback),
                              [](Engine &engine, Call::Id id, Engine::Reply<ServerInfo> reply) {
                                  engine.serverInfo(id, std::move(reply));
                              });
}

Call Client::projections(Callback<ProjectionList> callback)
{
    return d->ask<ProjectionList>(
        std::move(callback), [](Engine &engine, Call::Id id, Engine::Reply<ProjectionList> reply) {
            engine.projections(id, std::move(reply));
        });
}

Call Client::projection(const QString &name, Callback<std::optional<ProjectionStatus>> callback)
{
    using Found = std::optional<ProjectionStatus>;
    // Asked for one by name, servers do not tell a missing one from having no projections at all.
    return d->ask<Found>(
        std::move(callback), [name](Engine &engine, Call::Id id, Engine::Reply<Found> reply) {
            engine.projections(
                id, [name, reply = std::move(reply)](const Result<ProjectionList> &list) {
                    if (!list) {
                        reply(list.error());
                        return;
                    }
                    const auto same
                        = [&name](const ProjectionStatus &one) { return one.name == name; };
                    const auto found = std::find_if(list->cbegin(), list->cend(), same);
                    reply(found == list->cend() ? Found() : Found(*found));
                });
        });
}

Call Client::projectionText(const ProjectionQuestion &question, Callback<ProjectionText> callback)
{
    return d->ask<ProjectionText>(
        std::move(callback),
        [question](Engine &engine, Call::Id id, Engine::Reply<ProjectionText> reply) {
            engine.projectionText(id, question, std::move(reply));
        });
}

Call Client::command(const ProjectionCommand &command, Callback<WriteOutcome> callback)
{
    return d->write(command,
                    std::move(callback),
                    [command](Engine &engine, Call::Id id, Engine::Reply<WriteOutcome> reply) {
                        engine.command(id, command, std::move(reply));
                    });
}

} // namespace core
