#include "tests/bench/memory.h"

#include <QByteArray>
#include <QFile>

namespace bench {

namespace {

/// A line of /proc/self/status such as "VmHWM:  12345 kB", in bytes.
qint64 statusBytes(const QByteArray &key)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = status.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith(key))
                return line.mid(key.size()).simplified().split(' ').at(0).toLongLong() * 1024;
        }
    }
    qFatal("/proc/self/status has no %s", key.constData());
}

} // namespace

qint64 residentBytes()
{
    return statusBytes("VmRSS:");
}

qint64 peakResidentBytes()
{
    return statusBytes("VmHWM:");
}

void forgetPeak()
{
    QFile clear(QStringLiteral("/proc/self/clear_refs"));
    if (!clear.open(QIODevice::WriteOnly) || clear.write("5") != 1)
        qFatal("the peak of memory cannot be reset");
}

} // namespace bench
