#include "core/wire_log/wire_log.h"

#include "core/base/free_elsewhere.h"

#include <mutex>
#include <utility>

namespace core {

namespace {

/// Twenty times a second is as good as at once for a person.
constexpr std::chrono::milliseconds BatchTime{50};

} // namespace

/// Shared with the sinks. It is bounded too: the log's thread may be busy for long.
class WireLog::Inbox
{
public:
    Inbox(WireLog *log, WireLogLimits limits)
        : m_log(log)
        , m_limits(limits)
        , m_waiting(limits)
    {}

    void put(const WireEntry &entry)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_log)
            return;
        if (const auto index = m_waiting.find(entry.serial))
            m_waiting.replace(*index, entry);
        else
            m_waiting.append(entry);
        m_waiting.removeFirst(m_waiting.excess());
        if (!std::exchange(m_isTold, true))
            QMetaObject::invokeMethod(
                m_log, [log = m_log] { log->m_soon.start(); }, Qt::QueuedConnection);
    }

    BoundedEntries take()
    {
        const std::lock_guard lock(m_mutex);
        m_isTold = false;
        return std::exchange(m_waiting, BoundedEntries(m_limits));
    }

    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_log = nullptr;
    }

private:
    std::mutex m_mutex;
    WireLog *m_log;
    const WireLogLimits m_limits;
    BoundedEntries m_waiting;
    bool m_isTold = false;
};

WireLog::WireLog(WireLogLimits limits, QObject *parent)
    : QObject(parent)
    , m_entries(limits)
    , m_inbox(std::make_shared<Inbox>(this, limits))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(BatchTime);
    connect(&m_soon, &QTimer::timeout, this, &WireLog::takeOver);
}

WireLog::~WireLog()
{
    m_inbox->close();
}

WireSink WireLog::sinkFor(const QString &connectionName) const
{
    return [inbox = m_inbox, name = connectionName](const WireEntry &entry) {
        WireEntry named = entry;
        named.connection = name;
        inbox->put(named);
    };
}

void WireLog::clear()
{
    if (size() == 0)
        return;
    Q_EMIT aboutToRemove(size());
    freeElsewhere(m_entries.takeAll());
    Q_EMIT removed();
}

void WireLog::takeOver()
{
    const BoundedEntries told = m_inbox->take();
    QList<qsizetype> fresh;
    for (qsizetype i = 0; i < told.size(); ++i) {
        if (const auto index = m_entries.find(told.at(i).serial)) {
            m_entries.replace(*index, told.at(i));
            Q_EMIT changed(*index);
        } else {
            fresh.append(i);
        }
    }
    if (!fresh.isEmpty()) {
        Q_EMIT aboutToAppend(fresh.size());
        for (const qsizetype i : std::as_const(fresh))
            m_entries.append(told.at(i));
        Q_EMIT appended();
    }
    removeFirst(m_entries.excess());
}

void WireLog::removeFirst(qsizetype count)
{
    if (count == 0)
        return;
    Q_EMIT aboutToRemove(count);
    m_entries.removeFirst(count);
    Q_EMIT removed();
}

} // namespace core
