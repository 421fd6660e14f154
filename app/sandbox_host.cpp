#include "app/sandbox_host.h"

#include <QHash>

namespace app {

// On the sandbox's thread.
class SandboxHost::Worker final : public QObject
{
    Q_OBJECT

public:
    core::Result<QString> start(const QString &databaseFile)
    {
        if (const auto running = m_running.value(databaseFile))
            return running->connectionString();
        core::SandboxOptions options;
        options.withSampleData = true;
        if (!databaseFile.isEmpty())
            options.databaseFile = databaseFile;
        const auto started = core::Sandbox::start(options);
        if (!started)
            return started.error();
        m_running.insert(databaseFile, *started);
        return (*started)->connectionString();
    }

private:
    QHash<QString, std::shared_ptr<core::Sandbox>> m_running;
};

SandboxHost::SandboxHost(QObject *parent)
    : QObject(parent)
    , m_worker(new Worker)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("sandbox"));
    m_thread.start();
}

SandboxHost::~SandboxHost()
{
    m_thread.quit();
    m_thread.wait();
}

void SandboxHost::start(const QString &databaseFile,
                        std::function<void(const core::Result<QString> &)> callback)
{
    QMetaObject::invokeMethod(
        m_worker,
        [this, worker = m_worker, databaseFile, callback = std::move(callback)] {
            const core::Result<QString> result = worker->start(databaseFile);
            QMetaObject::invokeMethod(
                this, [result, callback] { callback(result); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

} // namespace app

#include "sandbox_host.moc"
