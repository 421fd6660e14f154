// The calls of all connections, in the order they were first told; the oldest make room.
// Lives on the thread that made it; the sinks that it hands out take calls on any.
#pragma once

#include "core/wire_log/bounded_entries.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace core {

/// What the sinks are told arrives here a little later, many calls at once.
class WireLog final : public QObject
{
    Q_OBJECT

public:
    explicit WireLog(WireLogLimits limits = {}, QObject *parent = nullptr);
    ~WireLog() override;

    /// For the transports of one connection: its entries will have this name. It may outlive the
    /// log, and then does nothing.
    [[nodiscard]] WireSink sinkFor(const QString &connectionName) const;

    [[nodiscard]] qsizetype size() const { return m_entries.size(); }
    [[nodiscard]] const WireEntry &at(qsizetype index) const { return m_entries.at(index); }
    /// Forgets all. A call that still runs comes back when it is told again.
    void clear();

Q_SIGNALS:
    void aboutToAppend(qsizetype count);
    void appended();
    /// The oldest go.
    void aboutToRemove(qsizetype count);
    void removed();
    /// A call was told again.
    void changed(qsizetype index);

private:
    class Inbox;

    void takeOver();
    void removeFirst(qsizetype count);

    BoundedEntries m_entries;
    QTimer m_soon;
    std::shared_ptr<Inbox> m_inbox;
};

} // namespace core
