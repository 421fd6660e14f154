// Runs the local sandbox: starting and stopping it takes a moment and happens on a thread of its
// own. Lives on the GUI thread.
#pragma once

#include "core/base/error.h"
#include "core/sandbox/sandbox.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace app {

class SandboxHost final : public QObject
{
    Q_OBJECT

public:
    explicit SandboxHost(QObject *parent = nullptr);
    /// Stops what runs.
    ~SandboxHost() override;

    /// Starts a sandbox with the sample data; the callback runs here, later, with its connection
    /// string. A sandbox of the same file that runs already is used again.
    void start(const QString &databaseFile,
               std::function<void(const core::Result<QString> &)> callback);

private:
    class Worker;

    QThread m_thread;
    Worker *m_worker; ///< lives on m_thread, which deletes it
};

} // namespace app
