#include "ui/main_window/open_connections.h"

#include "core/base/ensure.h"
#include "ui/streams/stream_index.h"

#include <algorithm>

namespace ui {

OpenConnections::OpenConnections(ClientFactory makeClient, GateFactory makeGate, QObject *parent)
    : QObject(parent)
    , m_makeClient(std::move(makeClient))
    , m_makeGate(std::move(makeGate))
{}

OpenConnections::~OpenConnections() = default;

Connection *OpenConnections::prepare(const core::ConnectionProfile &profile, bool isSandbox)
{
    Entry &entry = m_entries.emplace_back();
    entry.connection = std::make_unique<Connection>(profile, isSandbox);
    Connection *connection = entry.connection.get();
    connect(
        connection, &Connection::changed, this, [this, connection] { Q_EMIT changed(connection); });
    connect(connection, &Connection::connected, this, [this, connection] {
        indexOf(connection)->reload();
        Q_EMIT connected(connection);
    });
    return connection;
}

void OpenConnections::start(Connection *connection, const core::ConnectionSettings &settings)
{
    const auto entry
        = std::find_if(m_entries.begin(), m_entries.end(), [connection](const Entry &e) {
              return e.connection.get() == connection;
          });
    ENSURE(entry != m_entries.end(), return );
    std::unique_ptr<core::Client> client = m_makeClient(settings, connection->name());
    client->setWriteGate(m_makeGate(*connection));
    entry->index = std::make_unique<StreamIndex>(*client);
    connection->start(std::move(client));
}

void OpenConnections::close(Connection *connection)
{
    const auto entry
        = std::find_if(m_entries.begin(), m_entries.end(), [connection](const Entry &e) {
              return e.connection.get() == connection;
          });
    if (entry == m_entries.end())
        return;
    if (m_front == connection)
        m_front = nullptr; // while its calls end it is none any more
    m_entries.erase(entry);
    if (!m_front && !m_entries.empty())
        m_front = m_entries.back().connection.get();
}

QList<Connection *> OpenConnections::all() const
{
    QList<Connection *> connections;
    for (const Entry &entry : m_entries)
        connections.append(entry.connection.get());
    return connections;
}

Connection *OpenConnections::find(const std::function<bool(const Connection &)> &holds) const
{
    for (const Entry &entry : m_entries) {
        if (holds(*entry.connection))
            return entry.connection.get();
    }
    return nullptr;
}

StreamIndex *OpenConnections::indexOf(const Connection *connection) const
{
    for (const Entry &entry : m_entries) {
        if (entry.connection.get() == connection)
            return entry.index.get();
    }
    return nullptr;
}

} // namespace ui
