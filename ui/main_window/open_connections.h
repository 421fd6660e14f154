// The connections that are open, each with the index of its streams, and which is in front.
// GUI thread.
#pragma once

#include "ui/connections/connection.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace ui {

class StreamIndex;

class OpenConnections final : public QObject
{
    Q_OBJECT

public:
    /// Makes a client for settings; the transport is the application's choice.
    using ClientFactory = std::function<std::unique_ptr<core::Client>(
        const core::ConnectionSettings &settings, const QString &connectionName)>;

    /// Makes the gate of a connection's writes.
    using GateFactory = std::function<core::WriteGate(const Connection &)>;

    OpenConnections(ClientFactory makeClient, GateFactory makeGate, QObject *parent = nullptr);
    ~OpenConnections() override;

    /// A connection without a client: somebody prepares what it leads to.
    Connection *prepare(const core::ConnectionProfile &profile, bool isSandbox);
    /// Gives a connection that has never stood its client, behind its gate.
    void start(Connection *connection, const core::ConnectionSettings &settings);
    /// Ends its calls. Whatever uses its client must be gone. If it was in front, the one that was
    /// opened last is so from now on.
    void close(Connection *connection);

    /// That of the tab in front, or of the last one that was; null where none is open.
    [[nodiscard]] Connection *front() const { return m_front; }
    void setFront(Connection *connection) { m_front = connection; }

    [[nodiscard]] QList<Connection *> all() const;
    /// The first for which that holds; null if there is none.
    [[nodiscard]] Connection *find(const std::function<bool(const Connection &)> &holds) const;
    /// Null before start().
    [[nodiscard]] StreamIndex *indexOf(const Connection *connection) const;

Q_SIGNALS:
    void changed(ui::Connection *connection);
    /// For the first time.
    void connected(ui::Connection *connection);

private:
    struct Entry {
        std::unique_ptr<Connection> connection;
        std::unique_ptr<StreamIndex> index; ///< uses the connection's client: goes first
    };

    ClientFactory m_makeClient;
    GateFactory m_makeGate;
    std::vector<Entry> m_entries;
    Connection *m_front = nullptr;
};

} // namespace ui
