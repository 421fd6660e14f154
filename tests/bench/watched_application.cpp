#include "tests/bench/watched_application.h"

#include "tests/bench/turn_watch.h"

#include <QMetaEnum>
#include <QThread>

namespace bench {

namespace {

constexpr double WorthTelling = 0.2; // milliseconds

} // namespace

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (!m_times || QThread::currentThread() != thread()) // every thread delivers by it
        return QApplication::notify(receiver, event);
    // Named before: it may be gone after.
    const size_t at = m_parts.size();
    m_parts.push_back({m_depth, {}, event->type(), 0});
    const bool isViewport = receiver->objectName() == QStringLiteral("qt_scrollarea_viewport");
    const QObject *named = isViewport && receiver->parent() ? receiver->parent() : receiver;
    const char *type = named->metaObject()->className();
    const QString name = named->objectName();
    const double before = threadCpuMilliseconds();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    const double taken = threadCpuMilliseconds() - before;
    if (at >= m_parts.size())
        return result; // a loop within ended the turn that it began in
    if (taken < WorthTelling) {
        m_parts.resize(at); // and what came within
        return result;
    }
    m_parts[at].milliseconds = taken;
    m_parts[at].receiver = QLatin1String(type) + u' ' + name;
    return result;
}

QStringList WatchedApplication::takeParts()
{
    QStringList told;
    const QMetaEnum types = QMetaEnum::fromType<QEvent::Type>();
    for (const Part &part : m_parts)
        told.append(QStringLiteral("%1%2 %3: %4 ms")
                        .arg(QString(2 * part.depth, u' '),
                             QLatin1String(types.valueToKey(part.type)),
                             part.receiver)
                        .arg(part.milliseconds, 0, 'f', 2));
    m_parts.clear();
    return told;
}

} // namespace bench
