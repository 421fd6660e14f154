#include "tests/bench/server_process.h"

#include <QCoreApplication>
#include <QFile>

#include <unistd.h>

namespace bench {

ServerProcess::ServerProcess(const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationDirPath() + QLatin1String("/bench_server"),
                    arguments);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(60'000))
            qFatal("the server did not start: %s", qPrintable(m_process.errorString()));
    }
    const QByteArray line = m_process.readLine().trimmed();
    const QByteArray start = QByteArrayLiteral("port ");
    m_port = line.startsWith(start) ? line.mid(start.size()).toUShort() : quint16(0);
    if (m_port == 0)
        qFatal("the server did not tell its port: %s", line.constData());
}

ServerProcess::~ServerProcess()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
}

double ServerProcess::cpuSeconds() const
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(m_process.processId()));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = stat.readAll();
    // The name in parentheses may hold blanks; utime and stime are fields 14 and 15 of the line.
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return double(fields.at(11).toLongLong() + fields.at(12).toLongLong())
           / double(sysconf(_SC_CLK_TCK));
}

} // namespace bench
