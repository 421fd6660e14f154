// A bench_server running beside the benchmark.
// Lives on the thread that made it.
#pragma once

#include <QProcess>
#include <QString>

namespace bench {

class ServerProcess
{
public:
    /// Starts it and waits until it listens; ends the benchmark with its words if it does not.
    explicit ServerProcess(const QStringList &arguments);
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    /// Processor time used since it started, in steps of the kernel's clock tick (10 ms).
    [[nodiscard]] double cpuSeconds() const;

private:
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace bench
